//! Communities with their hospitals, township clinics, extension points and village stations.

use super::county::{Community, County, Institution};
use crate::source::{Column, TableKind};

/// Communities that one centre teaches for.
const COMMUNITIES_OF_A_CENTRE: usize = 4;
/// Townships of a grid area.
const GRID: usize = 5;

pub(super) fn make(county: &mut County) {
    let parameters = county.parameters;
    let communities = parameters.communities();
    for number in 0..communities {
        let mut community = Community {
            code: format!("C{:02}", number + 1),
            trainees: County::share(parameters.trainees, communities, number),
            specialists: County::share(parameters.specialists, communities, number),
            ..Community::default()
        };
        hospitals(county, &mut community, number as usize);
        hosts(county, &mut community, number as usize, County::share(parameters.hosts, communities, number));
        county.communities.push(community);
    }
}

fn institution(county: &mut County, community: usize, code: String, name: String, level: &'static str) -> usize {
    county.institutions.push(Institution { code, name, level, parent: None, community, own_posts: None, grid: None, pool_posts: 0 });
    county.institutions.len() - 1
}

/// The lead hospital, one of Chinese medicine where there are people for it, and for every few communities a centre that teaches
/// trainees of all of them.
fn hospitals(county: &mut County, community: &mut Community, index: usize) {
    let number = index + 1;
    let lead = institution(county, index, format!("H{number:02}A"), format!("示例县第{number}人民医院"), "县级");
    community.hospitals.push(lead);
    if community.specialists >= 24 {
        community.hospitals.push(institution(county, index, format!("H{number:02}B"), format!("示例县第{number}中医医院"), "县级"));
    }
    if index.is_multiple_of(COMMUNITIES_OF_A_CENTRE) {
        community.hospitals.push(institution(
            county,
            index,
            format!("Z{:02}", centre_of(index)),
            format!("示例县第{}专科中心", centre_of(index)),
            "县级",
        ));
    }
    for hospital in community.hospitals.clone() {
        let approved = 200 + 10 * county.draw.between(0, 20);
        county.institutions[hospital].own_posts = Some((approved, approved - county.draw.between(0, 6)));
    }
}

/// Number of the centre that teaches for the community.
pub(super) fn centre_of(community: usize) -> usize {
    community / COMMUNITIES_OF_A_CENTRE + 1
}

fn hosts(county: &mut County, community: &mut Community, index: usize, count: usize) {
    let part = |percent: usize, least: usize| (count * percent / 100).max(least);
    let (central, extensions, stations) = (part(15, 1), part(15, 1), part(25, 2));
    let townships = count - central - extensions - stations;
    let number = index + 1;
    for place in 0..central + townships {
        let is_central = place < central;
        let code = format!("T{number:02}{:03}", place + 1);
        let (title, level) = if is_central { ("中心卫生院", "中心卫生院") } else { ("卫生院", "一般卫生院") };
        let clinic = institution(county, index, code, format!("示例{number}-{:02}镇{title}", place + 1), level);
        let approved = if is_central { 60 } else { 30 } + county.draw.between(0, 8);
        county.institutions[clinic].own_posts = Some((approved, approved));
        county.institutions[clinic].grid = Some(format!("G{number:02}{:02}", place / GRID + 1));
        if is_central { community.central.push(clinic) } else { community.townships.push(clinic) }
    }
    let clinics = community.clinics();
    for place in 0..extensions {
        let code = format!("E{number:02}{:03}", place + 1);
        let point = institution(county, index, code, format!("示例{number}-{:02}延伸服务点", place + 1), "延伸服务点");
        county.institutions[point].parent = Some(clinics[place % clinics.len()]);
        community.extensions.push(point);
    }
    for place in 0..stations {
        let code = format!("V{number:02}{:03}", place + 1);
        let station = institution(county, index, code, format!("示例{number}-{:03}村卫生室", place + 1), "村卫生室");
        // Two stations a township, from the last one on.
        county.institutions[station].parent = Some(clinics[clinics.len() - 1 - place / 2 % clinics.len()]);
        community.stations.push(station);
    }
}

/// Writes the table and the distances from hospitals to the hosts that they send to.
pub(super) fn write(county: &mut County) {
    for institution in &county.institutions {
        let parent = institution.parent.map(|parent| &county.institutions[parent].code);
        let is_member = institution.level != "县级" && institution.parent.is_none();
        let row = county.data.row(TableKind::Institutions);
        let row = row.set(Column::InstitutionCode, &institution.code).set(Column::InstitutionName, &institution.name);
        let row = row.set(Column::InstitutionLevel, institution.level).set_some(Column::InstitutionParent, parent);
        let row = row.set(Column::InstitutionCommunity, &county.communities[institution.community].code);
        let row = row.set_some(Column::InstitutionApprovedPosts, institution.own_posts.map(|(approved, _)| approved));
        let row = row.set_some(Column::InstitutionFilledPosts, institution.own_posts.map(|(_, filled)| filled));
        let row = row.set_some(Column::InstitutionPoolCap, is_member.then_some(institution.pool_posts.max(1)));
        row.set_some(Column::InstitutionGrid, institution.grid.as_ref());
    }
    for community in 0..county.communities.len() {
        let community = &county.communities[community];
        let hosts: Vec<usize> = community.clinics().into_iter().chain(community.extensions.iter().copied()).collect();
        for &hospital in &community.hospitals {
            for &host in &hosts {
                let kilometres = county.draw.between(6, 88);
                let minutes = kilometres * county.draw.between(11, 18) / 10;
                let row = county.data.row(TableKind::Distances);
                let row = row.set(Column::DistanceOne, &county.institutions[hospital].code);
                let row = row.set(Column::DistanceOther, &county.institutions[host].code);
                row.set(Column::DistanceKilometres, kilometres).set(Column::DistanceMinutes, minutes);
            }
        }
    }
}
