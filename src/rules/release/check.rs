use super::{AT_LEAST_ONE, AWAY_PERCENT, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::Roster;
use crate::rules::{Findings, Subject, Unit, setting};

/// Takes each department's list of names, half-month by half-month, and strikes out who is not there.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for (department, what) in problem.departments.iter() {
        let staff: Vec<Member> = problem
            .people
            .iter()
            .filter(|(_, person)| person.department == Some(department))
            .filter(|(id, _)| problem.enrolments.iter().all(|enrolment| enrolment.person != *id))
            .map(|(id, person)| Member { person, journeys: journeys(problem, roster, id, what.institution) })
            .collect();
        if staff.iter().any(|member| !member.journeys.is_empty()) {
            for slot in problem.calendar.ids() {
                check_dates(problem, department, &staff, problem.calendar.range(slot), findings);
            }
        }
    }
}

struct Member<'a> {
    person: &'a Person,
    /// Dates of stays away from the department.
    journeys: Vec<DateRange>,
}

impl Member<'_> {
    fn is_absent(&self, dates: &DateRange, kinds: &[AbsenceKind]) -> bool {
        self.person.absences.iter().any(|absence| kinds.contains(&absence.kind) && absence.dates.intersection(dates).is_some())
    }
    fn times_away(&self, dates: &DateRange) -> i64 {
        self.journeys.iter().filter(|journey| journey.intersection(dates).is_some()).count() as i64
    }
}

fn journeys(problem: &Problem, roster: &Roster, person: PersonId, own: InstitutionId) -> Vec<DateRange> {
    roster
        .of_person(person)
        .iter()
        .filter(|placement| {
            let post = &problem.posts[placement.stay.post];
            (post.kind.is_dispatch() || post.kind == DispatchKind::Secondment) && post.load >= FULL_LOAD / 2 && post.institution != own
        })
        .map(|placement| placement.stay.dates(&problem.calendar))
        .collect()
}

fn check_dates(problem: &Problem, department: DepartmentId, staff: &[Member], dates: DateRange, findings: &mut Findings) {
    let what = &problem.departments[department];
    let subject = Subject::Department(department);
    let employed: Vec<&Member> =
        staff.iter().filter(|member| !member.is_absent(&dates, &[AbsenceKind::BeforeArrival, AbsenceKind::AfterDeparture])).collect();
    let away: i64 = employed.iter().map(|member| member.times_away(&dates)).sum();

    let percent = match what.away_percent {
        Some(percent) => percent,
        None => setting::whole(problem, &SPEC, AWAY_PERCENT, dates.from),
    };
    let mut most = employed.len() as i64 * percent / 100;
    if most < 1 && setting::flag(problem, &SPEC, AT_LEAST_ONE, dates.from) {
        most = 1;
    }
    if away > most {
        let message = Bilingual::new(
            format!("外派 {away} 人，科室 {} 人，按 {percent}% 最多外派 {most} 人", employed.len()),
            format!("{away} of {} are away, at most {most} may be ({percent} %)", employed.len()),
        );
        findings.broken(subject, dates, away - most, Unit::People, message);
    }

    let working: Vec<&Member> = employed.into_iter().filter(|member| !member.is_absent(&dates, &[AbsenceKind::Leave])).collect();
    if let Some(minimum) = what.minimum_staff {
        let missing = shortfall(&working, minimum, &dates);
        if missing > 0 {
            let message = Bilingual::new(
                format!("应留守 {minimum} 人，因外派缺 {missing} 人"),
                format!("{minimum} have to remain, {missing} are missing because of stays away"),
            );
            findings.broken(subject, dates, missing, Unit::People, message);
        }
    }
    if let Some(least) = what.minimum_grade {
        let able: Vec<&Member> = working.into_iter().filter(|member| member.person.grade >= Some(least)).collect();
        let missing = shortfall(&able, 1, &dates);
        if missing > 0 {
            let message = Bilingual::new(
                format!("应至少有一名{}及以上人员留守", least.chinese()),
                format!("somebody of grade {} or above has to remain", least.english()),
            );
            findings.broken(subject, dates, missing, Unit::People, message);
        }
    }
}

/// How many fewer than `wanted` remain, as far as stays away are to blame for it.
fn shortfall(working: &[&Member], wanted: i64, dates: &DateRange) -> i64 {
    let away: i64 = working.iter().map(|member| member.times_away(dates)).sum();
    let remaining = working.len() as i64 - away;
    (wanted - remaining).clamp(0, away)
}
