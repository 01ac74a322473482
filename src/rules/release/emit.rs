use super::{AT_LEAST_ONE, AWAY_PERCENT, SPEC};
use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// Up to three rows a department and slot: the share away, the number that remain, the grade that remains.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let away = stays_away(emitter);
    for (department, what) in problem.departments.iter() {
        let members: Vec<PersonId> = problem
            .people
            .iter()
            .filter(|(id, person)| person.department == Some(department) && problem.enrolment(*id).is_none())
            .map(|(id, _)| id)
            .collect();
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let here: Vec<(PersonId, Duty)> = members
                .iter()
                .map(|person| (*person, duty(&problem.people[*person], &dates)))
                .filter(|(_, duty)| *duty != Duty::Gone)
                .collect();
            let stays = &away[department][slot.0 as usize];
            let subject = Subject::Department(department);

            let share = what.away_percent.unwrap_or_else(|| setting::whole(problem, &SPEC, AWAY_PERCENT, dates.from));
            let floor = i64::from(setting::flag(problem, &SPEC, AT_LEAST_ONE, dates.from));
            let allowed = (here.len() as i64 * share / 100).max(floor);
            emitter.at_most(subject, terms(stays, |person| here.iter().any(|(id, _)| *id == person)), allowed);

            let working: Vec<PersonId> = here.iter().filter(|(_, duty)| *duty == Duty::AtWork).map(|(id, _)| *id).collect();
            if let Some(minimum) = what.minimum_staff {
                let allowed = (working.len() as i64 - minimum).max(0);
                emitter.at_most(subject, terms(stays, |person| working.contains(&person)), allowed);
            }
            if let Some(least) = what.minimum_grade {
                let able: Vec<PersonId> =
                    working.into_iter().filter(|person| problem.people[*person].grade.is_some_and(|grade| grade >= least)).collect();
                let allowed = (able.len() as i64 - 1).max(0);
                emitter.at_most(subject, terms(stays, |person| able.contains(&person)), allowed);
            }
        }
    }
}

type Away = Vec<(CandidateId, PersonId)>;

/// By home department and slot, the candidates that take somebody away from it.
fn stays_away(emitter: &Emitter) -> IndexVec<DepartmentId, Vec<Away>> {
    let problem = emitter.problem();
    let mut away = IndexVec::filled(vec![Vec::new(); problem.calendar.slots() as usize], problem.departments.len());
    for (candidate, stay) in emitter.candidates().iter() {
        let post = &problem.posts[stay.post];
        if let Some(department) = problem.people[stay.person].department
            && !post.is_training()
            && 2 * post.load >= FULL_LOAD
            && post.institution != problem.departments[department].institution
        {
            for slot in stay.slots_within(&problem.calendar) {
                away[department][slot.0 as usize].push((candidate, stay.person));
            }
        }
    }
    away
}

fn terms(away: &Away, counts: impl Fn(PersonId) -> bool) -> Vec<(CandidateId, i64)> {
    away.iter().filter(|(_, person)| counts(*person)).map(|(candidate, _)| (*candidate, 1)).collect()
}

/// What a member does for the department in a slot while on no stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duty {
    AtWork,
    OnLeave,
    /// Not arrived yet, or left.
    Gone,
}

fn duty(person: &Person, dates: &DateRange) -> Duty {
    let mut duty = Duty::AtWork;
    for absence in person.absences.iter().filter(|absence| absence.dates.overlaps(dates)) {
        match absence.kind {
            AbsenceKind::BeforeArrival | AbsenceKind::AfterDeparture => return Duty::Gone,
            AbsenceKind::Leave => duty = Duty::OnLeave,
            // Exempt from dispatch, not from work at home.
            AbsenceKind::Exemption => {}
        }
    }
    duty
}
