//! Why a demand stays short, person by person.

use super::Ask;
use super::hindrance::{Counted, Groups, number};
use super::place::Places;
use crate::diagnostic::Bilingual;
use crate::domain::PostId;
use crate::rules::Shortage;
use std::collections::BTreeSet;

pub(super) fn explain(places: &Places, shortage: &Shortage, ask: Ask) -> Bilingual {
    let problem = places.problem;
    let requirement = &problem.requirements[shortage.requirement];
    if shortage.dates.to < problem.calendar.first_day(problem.frozen) {
        return Bilingual::new("在已发布的月份内，不再改动", "it lies in published months, which are not decided anew");
    }
    if requirement.posts.is_empty() {
        return Bilingual::new("范围内没有可安排的岗位", "its scope has no post that could be filled");
    }
    let posts: BTreeSet<PostId> = requirement.posts.iter().copied().collect();
    let mut groups = Groups::default();
    let mut candidates = 0;
    for (person, who) in problem.people.iter() {
        let wanted = posts.iter().any(|post| problem.posts[*post].categories.contains(&who.category));
        if wanted && requirement.who.holds(problem, who) {
            candidates += 1;
            groups.add(places.hindrance(person, &posts, shortage.dates, ask));
        }
    }
    if candidates == 0 {
        return Bilingual::new("没有符合类别和条件的人员", "nobody has the category and meets the conditions");
    }
    let told = groups.told(Counted::People);
    Bilingual::new(
        format!("符合类别 {candidates} 人：{}", told.zh),
        format!("{}: {}", number(candidates, "candidate", "candidates"), told.en),
    )
}
