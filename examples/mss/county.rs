//! An instance as a county: students are trainees, each with a programme of their own; a hospital's discipline is a department with seats.

use super::instance::Instance;
use chrono::NaiveDate;
use lunzhuan::domain::*;
use std::collections::BTreeMap;

/// A county, and how its costs and the benchmark's scores go together.
pub struct County {
    pub problem: Problem,
    /// Score = constant − cost of wishes, of plans without shortages.
    pub constant: i64,
    /// Discipline of each item of each student's programme, by programme.
    pub discipline_of: Vec<Vec<usize>>,
}

/// States the instance. Every value that a placement may have is told as a rank from the best one downwards, so that a rank missed is a
/// point lost. What the best placements of a student's groups would be worth together differs from student to student; what is missing to
/// the most of any goes into `missed before`, so that the worst-off person is the one with the least value.
pub fn state(instance: &Instance) -> Result<County, String> {
    let start = NaiveDate::from_ymd_opt(2027, 1, 1).ok_or("no such day")?;
    let months = i32::try_from(instance.horizon).ok().filter(|months| (1..=120).contains(months)).ok_or("a horizon of 1 to 120 periods")?;
    let mut problem = Problem::empty(Calendar::new(start, months, SlotUnit::Month));
    problem.county = "MSS".into();
    let hospitals: Vec<InstitutionId> = (0..instance.hospitals).map(|hospital| add_hospital(&mut problem, hospital)).collect();
    for discipline in 0..instance.disciplines {
        problem.standard_departments.push(format!("D{discipline}"));
    }
    let mut departments = Vec::new();
    for (hospital, institution) in hospitals.iter().enumerate() {
        let here = (0..instance.disciplines).map(|discipline| add_department(&mut problem, instance, *institution, [hospital, discipline]));
        departments.push(here.collect::<Vec<_>>());
    }
    let mut best = Vec::new();
    let mut discipline_of = Vec::new();
    for student in 0..instance.students {
        let person = add_student(&mut problem, instance, student, hospitals[0]);
        let disciplines = takeable(instance, student);
        add_programme(&mut problem, instance, person, student, &disciplines);
        best.push(add_wishes(&mut problem, instance, person, student, &disciplines, &departments));
        discipline_of.push(disciplines);
    }
    let most = best.iter().copied().max().unwrap_or(0);
    for (student, best) in best.iter().enumerate().filter(|(_, best)| **best < most) {
        wish(&mut problem, PersonId::from_index(student), Wish::MissedBefore, most - best);
    }
    settings(&mut problem, instance);
    Ok(County { problem, constant: best.iter().sum::<i64>() + most, discipline_of })
}

fn add_hospital(problem: &mut Problem, hospital: usize) -> InstitutionId {
    problem.institutions.push(Institution {
        code: format!("H{hospital}"),
        name: format!("H{hospital}"),
        level: Level::County,
        parent: None,
        community: None,
        is_branch: false,
        approved_posts: None,
        filled_posts: None,
        pool_cap: None,
        grid: None,
    })
}

/// A hospital's discipline: seats are the most positions of any period, demands say where there are fewer, or a least number.
fn add_department(
    problem: &mut Problem,
    instance: &Instance,
    institution: InstitutionId,
    [hospital, discipline]: [usize; 2],
) -> (DepartmentId, PostId) {
    let (least, most) = (&instance.least[hospital][discipline], &instance.most[hospital][discipline]);
    let seats = most.iter().copied().max().unwrap_or(0);
    let name = format!("H{hospital}-D{discipline}");
    let department = problem.departments.push(Department {
        institution,
        name: name.clone(),
        standards: vec![StandardDepartmentId::from_index(discipline)],
        standard_codes: Vec::new(),
        seats: Some(seats),
        supervision_ratio: None,
        minimum_staff: None,
        minimum_grade: None,
        away_percent: None,
        teacher: None,
    });
    let post = problem.posts.push(Post {
        code: name.clone(),
        name: name.clone(),
        institution,
        department: Some(department),
        kind: DispatchKind::Training,
        headcount: Headcount { minimum: 0, target: 0, maximum: seats },
        minimum_grade: None,
        specialties: Vec::new(),
        categories: vec![Category::Resident],
        terms: Vec::new(),
        load: FULL_LOAD,
        handover: false,
        establishment: EstablishmentNeed::None,
        pool_category: None,
        from: None,
        until: None,
    });
    let mut first = 0;
    while first < instance.horizon {
        let bounds = (least[first], most[first]);
        let periods = (first..instance.horizon).take_while(|period| (least[*period], most[*period]) == bounds).count();
        let (minimum, maximum) = ((bounds.0 > 0).then_some(bounds.0), (bounds.1 < seats).then_some(bounds.1));
        if minimum.is_some() || maximum.is_some() {
            let dates = problem.calendar.span(SlotId(first as i32), periods as i32);
            problem.requirements.push(Requirement {
                name: name.clone(),
                scope: name.clone(),
                posts: vec![post],
                own_staff_of: Vec::new(),
                who: PersonPredicate::default(),
                measure: Measure::EachSlot,
                minimum,
                target: None,
                maximum,
                strict: true,
                weight: 1,
                basis: String::new(),
                from: Some(dates.from),
                until: Some(dates.to),
                of_post: None,
            });
        }
        first += periods;
    }
    (department, post)
}

fn add_student(problem: &mut Problem, instance: &Instance, student: usize, home: InstitutionId) -> PersonId {
    let mut absences: Vec<Absence> = Vec::new();
    for period in (0..instance.horizon).filter(|period| !instance.available[student][*period]) {
        let dates = problem.calendar.range(SlotId(period as i32));
        absences.push(Absence { dates, kind: AbsenceKind::Exemption, reason: "not available".into() });
    }
    problem.people.push(Person {
        code: format!("S{student}"),
        name: format!("S{student}"),
        identity: None,
        home,
        department: None,
        category: Category::Resident,
        grade: None,
        specialty: None,
        licence: None,
        multi_site: true,
        establishment: EstablishmentType::Contract,
        supervisor: false,
        absences,
        grassroots_half_months: 0,
        last_dispatch_end: None,
        declared_grade: None,
        declaration_date: None,
        team: None,
        spouse: None,
        volunteer: false,
        telephone: None,
        pool_category: None,
    })
}

/// Disciplines that the student can take: allowed, of a group that asks for any, and whatever has to come before them too.
fn takeable(instance: &Instance, student: usize) -> Vec<usize> {
    let of_use = |discipline: usize| instance.allowed[student][discipline] && instance.wanted[student][instance.group_of[discipline]] > 0;
    let mut takeable: Vec<bool> = (0..instance.disciplines).map(of_use).collect();
    loop {
        let lacks = |discipline: usize| (0..instance.disciplines).any(|first| instance.preceded_by[discipline][first] && !takeable[first]);
        match (0..instance.disciplines).find(|discipline| takeable[*discipline] && lacks(*discipline)) {
            Some(discipline) => takeable[discipline] = false,
            None => return (0..instance.disciplines).filter(|discipline| takeable[*discipline]).collect(),
        }
    }
}

/// A programme of elective groups, each with an exact number of items.
fn add_programme(problem: &mut Problem, instance: &Instance, person: PersonId, student: usize, disciplines: &[usize]) {
    let mut groups = IndexVec::new();
    let half_months = instance.duration as i32 * SlotUnit::Month.half_months();
    let mut group_of: BTreeMap<usize, GroupId> = BTreeMap::new();
    for (group, wanted) in instance.wanted[student].iter().enumerate().filter(|(_, wanted)| **wanted > 0) {
        let items = i32::try_from(*wanted).unwrap_or(i32::MAX);
        let exactly = ElectiveGroup {
            name: format!("G{group}"),
            minimum_items: items,
            maximum_items: items,
            half_months: items.saturating_mul(half_months),
        };
        group_of.insert(group, groups.push(exactly));
    }
    let item = |discipline: usize| disciplines.binary_search(&discipline).map(ItemId::from_index);
    let items: IndexVec<ItemId, ProgrammeItem> = disciplines
        .iter()
        .map(|discipline| ProgrammeItem {
            stage: 1,
            standard: StandardDepartmentId::from_index(*discipline),
            half_months,
            splittable: false,
            group: group_of.get(&instance.group_of[*discipline]).copied(),
            after: (0..instance.disciplines)
                .filter(|first| instance.preceded_by[*discipline][*first])
                .filter_map(|first| item(first).ok())
                .collect(),
            levels: Vec::new(),
        })
        .collect();
    let progress = IndexVec::filled(ItemProgress::default(), items.len());
    let programme = problem.programmes.push(Programme { name: format!("S{student}"), version: "1".into(), items, groups });
    let horizon = problem.calendar.horizon();
    problem.enrolments.push(Enrolment { person, programme, from: horizon.from, deadline: horizon.to, progress });
}

fn wish(problem: &mut Problem, person: PersonId, wish: Wish, rank: i64) {
    problem.preferences.push(Preference { wisher: Wisher::Person(person), wish, rank });
}

/// Ranks of every department, and of changes and waiting; what the student cannot do is forbidden. Returns what the best of all would be worth.
fn add_wishes(
    problem: &mut Problem,
    instance: &Instance,
    person: PersonId,
    student: usize,
    disciplines: &[usize],
    departments: &[Vec<(DepartmentId, PostId)>],
) -> i64 {
    let able = |discipline: usize| (0..instance.hospitals).filter(move |hospital| instance.able[student][*hospital][discipline]);
    let mut best = vec![0; instance.groups];
    for discipline in disciplines {
        for hospital in able(*discipline) {
            let best = &mut best[instance.group_of[*discipline]];
            *best = instance.value(student, *discipline, hospital).max(*best);
        }
    }
    let slots = problem.calendar.slots();
    for discipline in disciplines {
        for (hospital, here) in departments.iter().enumerate() {
            let (department, post) = here[*discipline];
            if instance.able[student][hospital][*discipline] {
                let missed = best[instance.group_of[*discipline]] - instance.value(student, *discipline, hospital);
                wish(problem, person, Wish::Department(department), 1 + missed);
            } else {
                let (target, kind) = (PinTarget::Post(post), PinKind::Forbidden);
                problem.pins.push(Pin { person, target, first: SlotId(0), slots, kind });
            }
        }
    }
    let [.., change, waiting] = instance.weights[student];
    for (kind, weight) in [(Wish::OnePlace, -change), (Wish::NoWaiting, -waiting)] {
        if weight > 0 {
            wish(problem, person, kind, weight);
        }
    }
    best.iter().zip(&instance.wanted[student]).map(|(best, wanted)| best * wanted).sum()
}

/// Wishes weigh one point a rank, the worst-off person's as much; nobody supervises.
fn settings(problem: &mut Problem, instance: &Instance) {
    let parameter =
        |key: &str, value: i64| ParameterSetting { key: key.into(), value: ParameterValue::Whole(value), from: None, source: "MSS".into() };
    let one = RuleSetting { weight: Some(1), ..RuleSetting::default() };
    let off = RuleSetting { enabled: Some(false), ..RuleSetting::default() };
    let fair = RuleSetting { parameters: vec![parameter("worst_off", 1)], ..one.clone() };
    let most = RuleSetting { parameters: vec![parameter("most_at_institution", instance.most_at_hospital)], ..RuleSetting::default() };
    for (rule, setting) in [("preferences", one), ("fair-share", fair), ("curriculum", most), ("supervision", off)] {
        problem.rule_settings.insert(rule.into(), setting);
    }
}
