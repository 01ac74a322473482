use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster};
use crate::rules::{Findings, Subject, Unit};
use std::collections::BTreeMap;

/// Sorts what the members do by host and dates, and looks at each such group.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for (_, team) in problem.teams.iter() {
        let Some(head) = first_fit_to_lead(problem, team) else { continue };
        let mut groups: BTreeMap<(InstitutionId, DateRange), Vec<(PersonId, PostId)>> = BTreeMap::new();
        for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
            let stay = &placement.stay;
            let post = &problem.posts[stay.post];
            let with_team = post.kind == DispatchKind::Team || Some(stay.post) == team.leader_post;
            if with_team && team.members.contains(&stay.person) {
                groups.entry((post.institution, stay.dates(&problem.calendar))).or_default().push((stay.person, stay.post));
            }
        }
        for ((host, dates), group) in groups {
            Group { problem, team, head, host, dates, members: group }.check(findings);
        }
    }
}

fn first_fit_to_lead(problem: &Problem, team: &Team) -> Option<PersonId> {
    let first = *team.members.first()?;
    let Some(leader_post) = team.leader_post else { return Some(first) };
    let wanted = &problem.posts[leader_post];
    for &member in &team.members {
        let who = &problem.people[member];
        let right_kind = wanted.categories.contains(&who.category);
        let high_enough = match (wanted.minimum_grade, who.grade) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(least), Some(grade)) => least <= grade,
        };
        let right_field = match who.specialty {
            _ if wanted.specialties.is_empty() => true,
            Some(own) => wanted.specialties.contains(&own),
            None => false,
        };
        if right_kind && high_enough && right_field {
            return Some(member);
        }
    }
    Some(first)
}

/// Members at one host with the same dates.
struct Group<'a> {
    problem: &'a Problem,
    team: &'a Team,
    head: PersonId,
    host: InstitutionId,
    dates: DateRange,
    members: Vec<(PersonId, PostId)>,
}

impl Group<'_> {
    fn stays_of(&self, person: PersonId) -> i64 {
        self.members.iter().filter(|(member, _)| *member == person).count() as i64
    }

    fn check(&self, findings: &mut Findings) {
        let (name, head_name) = (&self.team.name, &self.problem.people[self.head].name);
        let with_head = self.stays_of(self.head);
        let mut others: Vec<PersonId> = self.members.iter().map(|(member, _)| *member).filter(|member| *member != self.head).collect();
        let companions = others.len() as i64;
        others.sort_unstable();
        others.dedup();
        for other in others {
            let alone = self.stays_of(other) - with_head;
            if alone > 0 {
                let message = Bilingual::new(
                    format!("团队 {name} 的成员未与组长 {head_name} 同期到同一机构"),
                    format!("a member of team {name} goes without its head {head_name}"),
                );
                findings.broken(Subject::Person(other), self.dates, alone, Unit::Stays, message);
            }
        }
        let subject = Subject::Person(self.head);
        let least = self.team.minimum.unwrap_or(self.team.members.len() as i64);
        let missing = (least.max(1) - 1) * with_head - companions;
        if missing > 0 {
            let message = Bilingual::new(
                format!("团队 {name} 至少 {least} 人同去，缺 {missing} 人"),
                format!("at least {least} of team {name} go together, {missing} are missing"),
            );
            findings.broken(subject, self.dates, missing, Unit::People, message);
        }
        let going = with_head + companions;
        if let Some(most) = self.team.maximum.filter(|most| going > *most) {
            let message = Bilingual::new(
                format!("团队 {name} 至多 {most} 人同去，实 {going} 人"),
                format!("at most {most} of team {name} go together, {going} do"),
            );
            findings.broken(subject, self.dates, going - most, Unit::People, message);
        }
        self.check_leader_post(with_head, findings);
    }

    fn check_leader_post(&self, with_head: i64, findings: &mut Findings) {
        let Some(post) = self.team.leader_post.filter(|post| self.problem.posts[*post].institution == self.host) else { return };
        let holders = self.members.iter().filter(|(_, held)| *held == post).count() as i64;
        if holders != with_head {
            let (name, place) = (&self.team.name, self.problem.post_in_words(post));
            let message = Bilingual::new(
                format!("团队 {name} 在此期间应恰有一名成员担任 {}并与组长同去，实 {holders} 人担任", place.zh),
                format!("exactly one member of team {name} holds {} while its head is there; {holders} do", place.en),
            );
            findings.broken(Subject::Person(self.head), self.dates, (holders - with_head).abs(), Unit::People, message);
        }
    }
}
