use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster};
use crate::rules::{Findings, Subject, Unit};
use std::collections::BTreeMap;

/// Looks at each numbered post in use and at the sub-quota it belongs to.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let mut held: BTreeMap<(PoolId, Option<PoolCategoryId>), Vec<DateRange>> = BTreeMap::new();
    let quota = |number: PoolPostId| {
        let post = &problem.pool_posts[number];
        (post.pool, problem.pool_classes[post.class].category)
    };
    for placement in roster.placements() {
        let Some(number) = placement.pool_post else { continue };
        let dates = placement.stay.dates(&problem.calendar);
        held.entry(quota(number)).or_default().push(dates);
        let post = &problem.posts[placement.stay.post];
        if placement.origin != Origin::CarriedIn && quota(number).1 != post.pool_category {
            let name = |category: Option<PoolCategoryId>| category.map_or("通用", |category| &problem.pool_categories[category].name);
            let (asked, taken) = (name(post.pool_category), name(quota(number).1));
            let place = problem.post_in_words(placement.stay.post);
            let message = Bilingual::new(
                format!("{}应占用「{asked}」编制，实占「{taken}」", place.zh),
                format!("{} asks for a pool post of “{asked}” and took one of “{taken}”", place.en),
            );
            findings.broken(Subject::PoolPost(number), dates, 1, Unit::Stays, message);
        }
    }
    for standing in &problem.standing {
        held.entry(quota(standing.pool_post)).or_default().push(standing.dates);
    }
    for ((pool, category), held) in held {
        let in_quota = |class: &PoolClass| class.pool == pool && class.category == category;
        let Some(subject) = problem.pool_classes.find(in_quota) else { continue };
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let occupied = held.iter().filter(|held| held.overlaps(&dates)).count() as i64;
            let approved = problem.pool_posts.values().map(|post| &problem.pool_classes[post.class]).filter(|class| {
                let (from, until) = (class.from.unwrap_or(dates.from), class.until.unwrap_or(dates.to));
                in_quota(class) && dates.overlaps(&DateRange::new(from, until))
            });
            let approved = approved.count() as i64;
            if occupied > approved {
                let message = Bilingual::new(
                    format!("占用 {occupied} 名，有效编制 {approved} 名"),
                    format!("{occupied} posts in use, {approved} approved"),
                );
                findings.broken(Subject::PoolClass(subject), dates, occupied - approved, Unit::Posts, message);
            }
        }
    }
}
