//! The county's staffing pool: who holds posts for good, and room for what the posts ask for.

use super::county::County;
use crate::source::{Column, TableKind};

/// Purpose of the posts that are kept for extension points.
pub(super) const CATEGORY: &str = "基层专用";
const POOL: &str = "示例县周转池";
/// In the first half of the plan the pool is smaller than on average: postings have to wait for the second.
const FIRST_HALF_PERCENT: i64 = 85;
/// Pool posts held for good, at the lead hospital, of a hundred.
const AT_THE_HOSPITAL_PERCENT: i64 = 50;

/// Sizes of a community's share in the pool.
pub(super) struct Size {
    pub first_half: i64,
    pub second_half: i64,
}

/// Pool-type people: staff of the lead hospital and of clinics, and now and then a specialist.
pub(super) fn holders(county: &mut County) {
    for community in 0..county.communities.len() {
        let people = county.communities[community].trainees + county.communities[community].specialists;
        let standing = 3 + people as i64 / 18;
        let hospital = county.communities[community].hospitals[0];
        let clinics = county.communities[community].clinics();
        for number in 0..standing {
            let at_hospital = number * AT_THE_HOSPITAL_PERCENT / 100 < (number + 1) * AT_THE_HOSPITAL_PERCENT / 100;
            let place = if at_hospital { hospital } else { clinics[number as usize % clinics.len()] };
            let person = county.person("B", "职工", place, "在岗职工");
            let who = &mut county.people[person];
            (who.specialty, who.establishment, who.licence) = ("公共卫生".into(), "周转池", "其他");
            county.institutions[place].pool_posts += 1;
        }
        county.communities[community].pool_standing = standing;
    }
}

/// Room for what is asked for: the mean over the plan is the demand over the tightness.
pub(super) fn size(county: &County, community: usize) -> Size {
    let community = &county.communities[community];
    let halves = county.parameters.halves();
    let flexible = (community.pool_flexible * 12.min(halves)) as f64 / halves as f64;
    let general = (community.pool_standing + community.pool_fixed) as f64 + flexible;
    let mean = county.parameters.capacity(general) + county.parameters.capacity(community.pool_category as f64);
    // Whoever holds a post for good, and whoever is fixed on one, has it in any case.
    let first_half = (mean * FIRST_HALF_PERCENT / 100).max(community.pool_standing + community.pool_category + 1);
    Size { first_half, second_half: (2 * mean - first_half).max(first_half) }
}

pub(super) fn write(county: &mut County) {
    for index in 0..county.communities.len() {
        let sizes = size(county, index);
        let middle = i64::from(county.parameters.months) / 2;
        let changes = [(None, sizes.first_half), (Some(county.parameters.first_day(2 * middle)), sizes.second_half)];
        for (effective, size) in changes.into_iter().take(if middle > 0 { 2 } else { 1 }) {
            let community = &county.communities[index];
            let row = county.data.row(TableKind::Communities).set(Column::CommunityCode, &community.code);
            let row = row.set(Column::CommunityName, format!("示例县第{}医共体", index + 1));
            let row = row.set(Column::CommunityLead, &county.institutions[community.hospitals[0]].code);
            let row = row.set(Column::CommunityPoolSize, size).set(Column::CommunityBranchShare, "60%");
            let row = row.set(Column::CommunityShareBasis, "在用").set(Column::CommunityPool, POOL);
            row.set_some(Column::CommunityEffective, effective);
        }
        numbered(county, index, if middle > 0 { sizes.second_half } else { sizes.first_half });
    }
}

/// A number for each post: those held first, those kept for extension points, one for a single institution, one whose approval ends
/// half way, the others.
fn numbered(county: &mut County, index: usize, size: i64) {
    let community = &county.communities[index];
    let members =
        |person: &&super::county::Person| person.establishment == "周转池" && county.institutions[person.institution].community == index;
    let holders: Vec<String> = county.people.iter().filter(members).map(|person| person.code.clone()).collect();
    let kept = if community.pool_category > 0 { county.parameters.capacity(community.pool_category as f64) } else { 0 };
    let fixed_host = county.posts[community.posts.clone()].iter().find(|post| post.pool == "需编");
    let fixed_host = fixed_host.map(|post| county.institutions[post.institution].code.clone());
    let halfway = county.parameters.last_day(county.parameters.halves() / 2 - 1);
    let held = holders.len() as i64;
    for number in 0..size {
        let is_kept = (held..held + kept).contains(&number);
        let place = number - held - kept;
        let row = county.data.row(TableKind::PoolPosts).set(Column::PoolPostCode, format!("示周{:02}{:04}", index + 1, number + 1));
        let row = row.set(Column::PoolPostCategory, if is_kept { CATEGORY } else { "通用" });
        let row = row.set(Column::PoolPostCommunity, &community.code).set_some(Column::PoolPostOccupant, holders.get(number as usize));
        let row = row.set_some(Column::PoolPostInstitution, fixed_host.as_ref().filter(|_| place == 1));
        row.set_some(Column::PoolPostUntil, (place == 2 && size - held - kept > 4).then_some(halfway));
    }
}
