//! Random teams, and posts that several people share: team posts, leadership posts handed over, village stations.

use super::Dice;
use crate::domain::*;

/// Puts posts of these kinds among the others: team posts at one host, a leadership post with hand-over, the two posts of a village station.
pub(super) fn shared_posts(problem: &mut Problem, dice: &mut Dice) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let stations: Vec<InstitutionId> =
        problem.institutions.iter().filter(|(_, what)| what.level == Level::Village).map(|(id, _)| id).collect();
    if dice.chance(40) {
        let host = dice.pick(&institutions);
        for _ in 0..dice.between(1, 2) {
            let load = dice.pick(&[FULL_LOAD, FULL_LOAD, 50]);
            add(problem, dice, "组团", host, DispatchKind::Team, load);
        }
        if dice.chance(60) {
            add(problem, dice, "团长", host, DispatchKind::Leadership, FULL_LOAD);
        }
    }
    if dice.chance(40) {
        let host = dice.pick(&institutions);
        add(problem, dice, "副院长", host, DispatchKind::Leadership, FULL_LOAD);
    }
    if let Some(station) = dice.maybe(50, &stations) {
        let (kind, load) = dice.pick(&[(DispatchKind::ResidentPosting, FULL_LOAD), (DispatchKind::ShortSupport, 60)]);
        add(problem, dice, "驻站", station, kind, load);
        let load = dice.pick(&[20, 20, 30, 10]);
        add(problem, dice, "巡诊", station, DispatchKind::Circuit, load);
    }
}

fn add(problem: &mut Problem, dice: &mut Dice, name: &str, institution: InstitutionId, kind: DispatchKind, load: i64) {
    let number = problem.posts.len();
    let months = dice.some(50, &[1, 3, 6]);
    let per_month = problem.calendar.unit().per_month();
    let mut terms: Vec<i32> = months.into_iter().map(|months| months * per_month).collect();
    if terms.is_empty() || dice.chance(30) {
        terms.insert(0, 1);
        terms.dedup();
    }
    let mut categories = vec![Category::Specialist];
    if problem.institutions[institution].level == Level::Village {
        categories.push(Category::VillageDoctor);
    }
    problem.posts.push(Post {
        code: format!("S{number}"),
        name: format!("{name}{number}"),
        institution,
        department: None,
        kind,
        headcount: Headcount { minimum: 0, target: 1, maximum: dice.between(1, 2) },
        minimum_grade: dice.maybe(25, &[Grade::Intermediate, Grade::AssociateSenior]),
        specialties: Vec::new(),
        categories,
        terms,
        load,
        handover: kind == DispatchKind::Leadership && dice.chance(70),
        establishment: EstablishmentNeed::None,
        pool_category: None,
        from: None,
        until: None,
    });
}

/// Up to two teams, mostly of specialists, some with a leadership post.
pub(super) fn teams(problem: &mut Problem, dice: &mut Dice) {
    let leader_posts: Vec<PostId> =
        problem.posts.iter().filter(|(_, post)| post.kind == DispatchKind::Leadership).map(|(id, _)| id).collect();
    for number in 0..dice.between(0, 2) {
        let without_team: Vec<PersonId> = problem
            .people
            .iter()
            .filter(|(_, person)| person.team.is_none() && person.category == Category::Specialist)
            .map(|(id, _)| id)
            .collect();
        let mut members = dice.some(80, &without_team);
        members.truncate(dice.between(1, 4) as usize);
        let size = members.len() as i64;
        let minimum = dice.maybe(60, &[1, 2, size]);
        let team = problem.teams.push(Team {
            name: format!("团队{number}"),
            members: members.clone(),
            minimum,
            maximum: dice.maybe(40, &[minimum.unwrap_or(size).max(2), 3]),
            leader_post: dice.maybe(50, &leader_posts),
        });
        for member in members {
            problem.people[member].team = Some(team);
        }
    }
}
