use super::{GENERAL_PRACTICE, GRASSROOTS_RATIO, RATIO, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster};
use crate::rules::{Findings, Subject, Unit, setting};

/// Opens each department's teaching list and calls the roll, slot by slot.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for (department, what) in problem.departments.iter() {
        let teaches = problem.posts.iter().any(|(_, post)| post.is_training() && post.department == Some(department));
        let list = problem.people.iter().filter(|(_, person)| person.supervisor && person.department == Some(department)).count();
        if !teaches || list == 0 {
            continue;
        }
        let book = Book::new(problem, roster, department);
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let ratio = ratio(problem, what, dates.from);
            let before = book.count(problem, &dates, true).excess(ratio).max(0);
            let count = book.count(problem, &dates, false);
            let over = count.excess(ratio) - before;
            if over > 0 {
                let message = Bilingual::new(
                    format!("{}：在岗带教 {} 人，每人最多带 {ratio} 人，轮转 {} 人", what.name, count.supervisors(), count.trainees),
                    format!("{}: {} supervisors present, {ratio} each, {} trainees", what.name, count.supervisors(), count.trainees),
                );
                findings.law_broken(Subject::Department(department), dates, (over + 1) / 2, Unit::People, message);
            }
        }
    }
}

/// A department in a slot, for forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RollCall {
    pub trainees: i64,
    /// Supervisors present, in halves.
    pub half_supervisors: i64,
    /// Trainees that each may have.
    pub ratio: i64,
}

/// The department in every slot of the horizon.
pub fn roll_calls(problem: &Problem, roster: &Roster, department: DepartmentId) -> Vec<RollCall> {
    let book = Book::new(problem, roster, department);
    let call = |slot| {
        let dates = problem.calendar.range(slot);
        let count = book.count(problem, &dates, false);
        let ratio = ratio(problem, &problem.departments[department], dates.from);
        RollCall { trainees: count.trainees, half_supervisors: count.halves.max(0), ratio }
    };
    problem.calendar.ids().map(call).collect()
}

fn ratio(problem: &Problem, department: &Department, date: chrono::NaiveDate) -> i64 {
    match department.supervision_ratio {
        Some(ratio) => ratio,
        None => setting::whole(problem, &SPEC, default_ratio(problem, department), date),
    }
}

fn default_ratio(problem: &Problem, department: &Department) -> &'static str {
    let grassroots = match problem.institutions[department.institution].level {
        Level::Village | Level::ExtensionPoint | Level::Township | Level::CentralTownship => true,
        Level::County | Level::CityTertiary => false,
    };
    let mut names = department.standards.iter().filter_map(|standard| problem.standard_departments.get(*standard));
    if grassroots || names.any(|name| GENERAL_PRACTICE.iter().any(|word| name.contains(word))) { GRASSROOTS_RATIO } else { RATIO }
}

/// A stay that matters to a department.
struct Line {
    person: PersonId,
    dates: DateRange,
    carried: bool,
    /// Half supervisors gained, negative when lost; 0 for a trainee.
    gain: i64,
}

struct Book {
    department: DepartmentId,
    trainees: Vec<Line>,
    journeys: Vec<Line>,
}

impl Book {
    fn new(problem: &Problem, roster: &Roster, department: DepartmentId) -> Self {
        let mut book = Self { department, trainees: Vec::new(), journeys: Vec::new() };
        for placement in roster.placements() {
            let stay = &placement.stay;
            let (post, person) = (&problem.posts[stay.post], &problem.people[stay.person]);
            let here = post.department == Some(department);
            let member = person.department == Some(department);
            let line = |gain| Line {
                person: stay.person,
                dates: stay.dates(&problem.calendar),
                carried: placement.origin == Origin::CarriedIn,
                gain,
            };
            if here && post.kind == DispatchKind::Training {
                book.trainees.push(line(0));
            }
            let share = match (post.load * 2).cmp(&FULL_LOAD) {
                std::cmp::Ordering::Less => 0,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Greater => 2,
            };
            match (member, here) {
                (true, false) if person.supervisor => book.journeys.push(line(-share)),
                (false, true) if person.supervisor && post.kind != DispatchKind::Training => book.journeys.push(line(share)),
                _ => {}
            }
        }
        book
    }

    /// Who is there on the dates, all stays or only those carried in.
    fn count(&self, problem: &Problem, dates: &DateRange, carried_only: bool) -> Count {
        let absent = |person: &Person| person.absences.iter().any(|absence| absence.dates.intersection(dates).is_some());
        let touching = |line: &&Line| (line.carried || !carried_only) && line.dates.intersection(dates).is_some();
        let members = problem.people.iter().map(|(_, person)| person);
        let present = members.filter(|person| person.department == Some(self.department) && person.supervisor && !absent(person));
        let journeys = self.journeys.iter().filter(touching).filter(|line| !absent(&problem.people[line.person]));
        Count {
            trainees: self.trainees.iter().filter(touching).count() as i64,
            halves: 2 * present.count() as i64 + journeys.map(|line| line.gain).sum::<i64>(),
        }
    }
}

struct Count {
    trainees: i64,
    /// Supervisors present, in halves.
    halves: i64,
}

impl Count {
    /// Half trainees too many, negative where there is room.
    fn excess(&self, ratio: i64) -> i64 {
        2 * self.trainees - ratio * self.halves
    }
    fn supervisors(&self) -> String {
        format!("{}{}", self.halves.max(0) / 2, if self.halves > 0 && self.halves % 2 == 1 { ".5" } else { "" })
    }
}
