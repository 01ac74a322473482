//! Random programmes, people, and where they have been.

use super::Dice;
use super::county::some_day;
use crate::domain::*;
use chrono::{Days, NaiveDate};

pub(super) fn programmes(problem: &mut Problem, dice: &mut Dice) {
    let standards: Vec<StandardDepartmentId> = problem.standard_departments.ids().collect();
    for number in 0..dice.between(1, 2) {
        let mut programme =
            Programme { name: format!("方案{number}"), version: "1".into(), items: IndexVec::new(), groups: IndexVec::new() };
        let group = dice.chance(40).then(|| {
            let minimum_items = dice.between(0, 1) as i32;
            programme.groups.push(ElectiveGroup {
                name: "选修".into(),
                minimum_items,
                maximum_items: minimum_items + dice.between(0, 2) as i32,
                half_months: dice.between(1, 4) as i32,
            })
        });
        let ordered = dice.chance(50);
        for _ in 0..dice.between(2, 4) {
            let earlier: Vec<ItemId> = programme.items.ids().collect();
            programme.items.push(ProgrammeItem {
                stage: if ordered { dice.between(1, 3) as i32 } else { 1 },
                standard: dice.pick(&standards),
                half_months: dice.between(1, 8) as i32,
                splittable: dice.chance(40),
                group: group.filter(|_| dice.chance(50)),
                after: dice.some(15, &earlier),
                levels: if dice.chance(25) { dice.some(60, &Level::ALL) } else { Vec::new() },
            });
        }
        problem.programmes.push(programme);
    }
}

pub(super) fn people(problem: &mut Problem, dice: &mut Dice, (least, most): (i64, i64)) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let specialties: Vec<SpecialtyId> = problem.specialties.ids().collect();
    let programmes: Vec<ProgrammeId> = problem.programmes.ids().collect();
    for number in 0..dice.between(least, most) {
        // Half of them in the lead hospital, so that departments have several members.
        let home = if dice.chance(50) { institutions[0] } else { dice.pick(&institutions) };
        let departments: Vec<DepartmentId> =
            problem.departments.iter().filter(|(_, department)| department.institution == home).map(|(id, _)| id).collect();
        let category = if dice.chance(45) { Category::Specialist } else { dice.pick(&Category::ALL) };
        let declared = dice.chance(30);
        let person = problem.people.push(Person {
            code: format!("R{number}"),
            name: format!("人员{}", dice.below(5)),
            identity: None,
            home,
            department: dice.maybe(85, &departments),
            category,
            grade: dice.maybe(85, &[Grade::Junior, Grade::Intermediate, Grade::Intermediate, Grade::AssociateSenior, Grade::Senior]),
            specialty: dice.maybe(80, &specialties),
            licence: dice.maybe(
                90,
                &[
                    Licence::Physician,
                    Licence::Physician,
                    Licence::AssistantPhysician,
                    Licence::VillageDoctor,
                    Licence::Nurse,
                    Licence::None,
                ],
            ),
            multi_site: dice.chance(50),
            establishment: dice.pick(&[
                EstablishmentType::Own,
                EstablishmentType::Own,
                EstablishmentType::Pool,
                EstablishmentType::Registered,
                EstablishmentType::Contract,
            ]),
            supervisor: dice.chance(50),
            absences: absences(problem, dice),
            grassroots_half_months: dice.between(0, 30),
            last_dispatch_end: dice.chance(30).then(|| problem.calendar.horizon().from - Days::new(dice.between(1, 600) as u64)),
            declared_grade: declared.then_some(Grade::AssociateSenior),
            declaration_date: declared.then(|| some_day(problem, dice, 200)),
            team: None,
            spouse: None,
            volunteer: dice.chance(20),
            telephone: None,
            pool_category: dice.maybe(20, &[PoolCategoryId::from_index(0)]),
        });
        let trainee = matches!(category, Category::Resident | Category::AssistantGp | Category::NewHire | Category::Bonded);
        if trainee && dice.chance(85) {
            let programme = dice.pick(&programmes);
            let progress = problem.programmes[programme].items.iter().map(|(_, item)| ItemProgress {
                done: if dice.chance(60) { 0 } else { dice.between(0, i64::from(item.half_months) + 1) as i32 },
            });
            let progress = progress.collect();
            let from = problem.calendar.horizon().from - Days::new(dice.between(0, 400) as u64);
            let deadline = some_day(problem, dice, 90);
            past_leave(problem, dice, person, from);
            problem.enrolments.push(Enrolment { person, programme, from, deadline, progress });
        }
    }
}

fn absences(problem: &Problem, dice: &mut Dice) -> Vec<Absence> {
    let mut absences = Vec::new();
    if dice.chance(8) {
        let dates = DateRange::new(day(1900, 1, 1), some_day(problem, dice, 0));
        absences.push(Absence { dates, kind: AbsenceKind::BeforeArrival, reason: "未到岗".into() });
    }
    for _ in 0..dice.between(0, 2) {
        if dice.chance(40) {
            let from = some_day(problem, dice, 20);
            let kind = dice.pick(&[AbsenceKind::Leave, AbsenceKind::Leave, AbsenceKind::Exemption]);
            let dates = DateRange::new(from, from + Days::new(dice.between(0, 40) as u64));
            absences.push(Absence { dates, kind, reason: "休假".into() });
        }
    }
    if dice.chance(8) {
        let dates = DateRange::new(some_day(problem, dice, 0), day(2999, 12, 31));
        absences.push(Absence { dates, kind: AbsenceKind::AfterDeparture, reason: "离职".into() });
    }
    absences.sort_by_key(|absence| absence.dates);
    absences
}

/// Leave since the enrolment, now and then long enough to move the deadline.
fn past_leave(problem: &mut Problem, dice: &mut Dice, person: PersonId, enrolled: NaiveDate) {
    if dice.chance(40) {
        let from = enrolled + Days::new(dice.between(0, 300) as u64);
        let length = dice.pick(&[3, 14, 15, 16, 30, 31, 45, 92, 100, 130]);
        let dates = DateRange::new(from, from + Days::new(length));
        let absences = &mut problem.people[person].absences;
        absences.push(Absence { dates, kind: AbsenceKind::Leave, reason: "事假".into() });
        absences.sort_by_key(|absence| absence.dates);
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date that exists")
}

/// Pool-type people hold a post of a class without limits; where none is left they are not pool-type.
pub(super) fn standing(problem: &mut Problem, dice: &mut Dice) {
    let horizon = problem.calendar.horizon();
    let people: Vec<PersonId> = problem.people.ids().collect();
    for person in people {
        if problem.people[person].establishment != EstablishmentType::Pool {
            continue;
        }
        let free = problem.pool_of(problem.people[person].home).and_then(|pool| {
            let taken = |post: &PoolPostId| problem.standing.iter().any(|standing| standing.pool_post == *post);
            let classes = problem.pool_classes.iter().filter(|(_, class)| class.pool == pool && class.until.is_none());
            classes.flat_map(|(_, class)| class.posts.clone()).find(|post| !taken(post))
        });
        match free {
            Some(pool_post) => {
                let to = if dice.chance(20) { some_day(problem, dice, 0) } else { horizon.to };
                problem.standing.push(StandingOccupancy { person, pool_post, dates: DateRange::new(horizon.from, to) });
            }
            None => problem.people[person].establishment = EstablishmentType::Own,
        }
    }
}

pub(super) fn history(problem: &mut Problem, dice: &mut Dice) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let start = problem.calendar.horizon().from;
    let people: Vec<PersonId> = problem.people.ids().collect();
    for person in people {
        for _ in 0..dice.between(0, 2) {
            if dice.chance(50) {
                let to = start - Days::new(dice.between(1, 700) as u64);
                problem.history.push(HistoryEntry {
                    person,
                    institution: dice.pick(&institutions),
                    place: "旧岗".into(),
                    dates: DateRange::new(to - Days::new(dice.between(0, 200) as u64), to),
                    kind: dice.pick(&[HistoryKind::Dispatch, HistoryKind::Dispatch, HistoryKind::Training, HistoryKind::Secondment]),
                });
            }
        }
    }
}

pub(super) fn carried(problem: &mut Problem, dice: &mut Dice) {
    let people: Vec<PersonId> = problem.people.ids().collect();
    for person in people {
        if !dice.chance(25) {
            continue;
        }
        let category = problem.people[person].category;
        let fitting: Vec<PostId> = problem.posts.iter().filter(|(_, post)| post.categories.contains(&category)).map(|(id, _)| id).collect();
        let Some(post) = dice.maybe(100, &fitting) else { continue };
        let what = &problem.posts[post];
        let item = if what.is_training() {
            let Some(enrolment) = problem.enrolment(person) else { continue };
            let standards = &problem.departments[what.department.expect("training seats lie in a department")].standards;
            let programme = &problem.programmes[enrolment.programme];
            let items: Vec<ItemId> =
                programme.items.iter().filter(|(_, item)| standards.contains(&item.standard)).map(|(id, _)| id).collect();
            let Some(item) = dice.maybe(100, &items) else { continue };
            Some(item)
        } else {
            None
        };
        let before = dice.between(1, 4) as i32;
        let slots = before + dice.between(1, 4) as i32;
        let first = SlotId(-before);
        let dates = problem.calendar.span(first, slots);
        let needs_post = what.establishment != EstablishmentNeed::None && problem.standing_of(person).is_none();
        let pool_post = problem.pool_of(what.institution).filter(|_| needs_post).and_then(|pool| {
            let taken = |post: &PoolPostId| {
                problem.standing.iter().any(|standing| standing.pool_post == *post)
                    || problem.carried.iter().any(|carried| carried.pool_post == Some(*post))
            };
            let classes = problem.pool_classes.iter().filter(|(_, class)| class.pool == pool && class.is_valid(&dates));
            classes.flat_map(|(_, class)| class.posts.clone()).find(|post| !taken(post))
        });
        let own_post = needs_post && pool_post.is_none();
        if !what.is_training() && dice.chance(50) {
            let kind = if what.kind.is_dispatch() { HistoryKind::Dispatch } else { HistoryKind::Secondment };
            problem.history.push(HistoryEntry { person, institution: what.institution, place: what.code.clone(), dates, kind });
        }
        problem.carried.push(CarriedStay { person, post, first, slots, pool_post, own_post, item });
    }
}
