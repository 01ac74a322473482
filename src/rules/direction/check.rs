use super::{ALLOW_PEERS, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster, Stay};
use crate::rules::{Findings, Subject, Unit, setting};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// One finding a stay, so that a flexible rule costs one unit a stay.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for placement in roster.placements() {
        if placement.origin == Origin::CarriedIn {
            continue;
        }
        if let Some(message) = fault(problem, &placement.stay) {
            let dates = placement.stay.dates(&problem.calendar);
            findings.broken(Subject::Person(placement.stay.person), dates, 1, Unit::Stays, message);
        }
    }
}

fn fault(problem: &Problem, stay: &Stay) -> Option<Bilingual> {
    let person = &problem.people[stay.person];
    let post = &problem.posts[stay.post];
    let home = &problem.institutions[person.home];
    let host = &problem.institutions[post.institution];
    let upwards = match post.kind {
        DispatchKind::Training => return None,
        DispatchKind::Secondment => true,
        DispatchKind::ResidentPosting
        | DispatchKind::ShortSupport
        | DispatchKind::Circuit
        | DispatchKind::Team
        | DispatchKind::Leadership => false,
    };
    if person.home == post.institution {
        let place = problem.post_in_words(stay.post);
        return Some(Bilingual::new(
            format!("被安排在本单位的 {}，不算派驻", place.zh),
            format!("placed at the home institution: {}", place.en),
        ));
    }
    let peers_allowed = setting::flag(problem, &SPEC, ALLOW_PEERS, stay.dates(&problem.calendar).from);
    let right = match host.level.cmp(&home.level) {
        Ordering::Equal if peers_allowed => true,
        Ordering::Equal | Ordering::Greater if !upwards => {
            own_tree(problem, person.home).contains(&post.institution) || is_village_redeployment(person, home, host)
        }
        Ordering::Equal => false,
        Ordering::Less => !upwards,
        Ordering::Greater => upwards,
    };
    let (kind_zh, kind_en) = if upwards { ("进修", "secondment") } else { ("下派", "dispatch") };
    (!right).then(|| {
        Bilingual::new(
            format!("{kind_zh}方向不对：{}（{}）→ {}（{}）", home.name, home.level.chinese(), host.name, host.level.chinese()),
            format!(
                "{kind_en} in the wrong direction: {} ({}) → {} ({})",
                home.name,
                home.level.english(),
                host.name,
                host.level.english()
            ),
        )
    })
}

/// The institution and everything below it: its members, their extension points and stations.
fn own_tree(problem: &Problem, root: InstitutionId) -> BTreeSet<InstitutionId> {
    let mut tree = BTreeSet::from([root]);
    loop {
        let more: Vec<InstitutionId> = problem
            .institutions
            .iter()
            .filter(|(id, what)| !tree.contains(id) && what.parent.is_some_and(|parent| tree.contains(&parent)))
            .map(|(id, _)| id)
            .collect();
        if more.is_empty() {
            return tree;
        }
        tree.extend(more);
    }
}

fn is_village_redeployment(person: &Person, home: &Institution, host: &Institution) -> bool {
    match (person.category, home.parent, host.parent) {
        (Category::VillageDoctor, Some(from), Some(to)) => from == to && home.level == Level::Village && host.level == Level::Village,
        (_, _, _) => false,
    }
}
