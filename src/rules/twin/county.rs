//! Random small counties that use every field of the domain, as a reader of tables would make them.

use super::Dice;
use crate::domain::*;
use crate::rules::{ParameterDefault, ParameterKind, ParameterSpec, RuleId, Strictness};
use chrono::{Days, NaiveDate};

/// A county of three to nine institutions, a handful of posts and people and three to six months. The same seed makes the same county.
pub(in crate::rules) fn random_problem(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let dice = &mut dice;
    let start = NaiveDate::from_ymd_opt(2027, dice.between(1, 11) as u32, 1).expect("the first of a month");
    let unit = if dice.chance(75) { SlotUnit::HalfMonth } else { SlotUnit::Month };
    let mut problem = Problem::empty(Calendar::new(start, dice.between(3, 6) as i32, unit));
    problem.county = format!("随机县{seed}");
    for name in ["普通内科", "急诊"] {
        problem.specialties.push(name.into());
    }
    for name in ["内科", "外科", "全科"] {
        problem.standard_departments.push(name.into());
    }
    for name in ["东网格", "西网格"] {
        problem.grids.push(name.into());
    }
    communities(&mut problem, dice);
    departments(&mut problem, dice);
    pools(&mut problem, dice);
    posts(&mut problem, dice);
    programmes(&mut problem, dice);
    people(&mut problem, dice);
    standing(&mut problem, dice);
    history(&mut problem, dice);
    carried(&mut problem, dice);
    pins(&mut problem, dice);
    preferences(&mut problem, dice);
    requirements(&mut problem, dice);
    settings(&mut problem, dice);
    problem
}

/// A day of the horizon, or up to `around` days outside it.
fn some_day(problem: &Problem, dice: &mut Dice, around: i64) -> NaiveDate {
    let horizon = problem.calendar.horizon();
    let early = horizon.from - Days::new(around as u64);
    early + Days::new(dice.between(0, horizon.days() - 1 + 2 * around) as u64)
}

fn communities(problem: &mut Problem, dice: &mut Dice) {
    let several = dice.chance(40);
    let shared_pool = dice.chance(30);
    for number in 0..=usize::from(several) {
        let pool = if number == 1 && shared_pool { Some(PoolId::from_index(0)) } else { Some(PoolId::from_index(number)) };
        problem.communities.push(Community { code: format!("C{number}"), name: format!("医共体{number}"), lead: None, pool });
        let lead = institution(problem, dice, Level::County, Some(number), None);
        problem.communities[CommunityId::from_index(number)].lead = Some(lead);
        let central = institution(problem, dice, Level::CentralTownship, Some(number), Some(lead));
        if number == 0 {
            let township = institution(problem, dice, Level::Township, Some(number), Some(lead));
            institution(problem, dice, Level::Village, Some(number), Some(central));
            if dice.chance(40) {
                institution(problem, dice, Level::Village, Some(number), Some(central));
            }
            if dice.chance(40) {
                institution(problem, dice, Level::ExtensionPoint, Some(number), Some(township));
            }
            if dice.chance(25) {
                // A branch at the lead hospital's own level.
                institution(problem, dice, Level::County, Some(number), Some(lead));
            }
        }
    }
    if dice.chance(50) {
        institution(problem, dice, Level::CityTertiary, None, None);
    }
}

fn institution(
    problem: &mut Problem,
    dice: &mut Dice,
    level: Level,
    community: Option<usize>,
    parent: Option<InstitutionId>,
) -> InstitutionId {
    let number = problem.institutions.len();
    let grids: Vec<GridId> = problem.grids.ids().collect();
    let filled = dice.between(1, 3);
    problem.institutions.push(Institution {
        code: format!("J{number}"),
        name: format!("机构{number}"),
        level,
        parent,
        community: community.map(CommunityId::from_index),
        is_branch: parent.is_some(),
        approved_posts: dice.maybe(70, &[filled, filled + 1, filled + 2]),
        filled_posts: dice.maybe(80, &[filled]),
        pool_cap: dice.maybe(30, &[0, 1, 2]),
        grid: dice.maybe(60, &grids),
    })
}

fn departments(problem: &mut Problem, dice: &mut Dice) {
    let standards: Vec<StandardDepartmentId> = problem.standard_departments.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    for institution in institutions {
        let most = if problem.institutions[institution].level >= Level::County { 2 } else { 1 };
        for number in 0..dice.between(0, most) {
            problem.departments.push(Department {
                institution,
                name: format!("科室{number}"),
                standards: dice.some(60, &standards),
                seats: dice.maybe(70, &[0, 1, 1, 2]),
                supervision_ratio: dice.maybe(40, &[1, 2]),
                minimum_staff: dice.maybe(60, &[0, 1, 2]),
                minimum_grade: dice.maybe(50, &[Grade::Junior, Grade::Intermediate, Grade::AssociateSenior]),
                away_percent: dice.maybe(40, &[0, 20, 50, 100]),
            });
        }
    }
}

fn pools(problem: &mut Problem, dice: &mut Dice) {
    problem.pool_categories.push(PoolCategory { name: "全科".into() });
    let count = problem.communities.iter().filter_map(|(_, community)| community.pool).max().map_or(0, |pool| pool.index() + 1);
    for number in 0..count {
        let pool = problem.pools.push(Pool {
            name: format!("周转池{number}"),
            sizes: Vec::new(),
            branch_percent: dice.pick(&[0, 50, 60, 100]),
            basis: dice.pick(&[PoolShareBasis::InUse, PoolShareBasis::Total]),
        });
        let mut posts = 0;
        for kind in 0..4 {
            if kind > 0 && dice.chance(60) {
                continue;
            }
            let members: Vec<InstitutionId> = problem
                .institutions
                .iter()
                .filter(|(_, what)| what.community.is_some_and(|community| problem.communities[community].pool == Some(pool)))
                .map(|(id, _)| id)
                .collect();
            let (from, until) = if kind == 3 {
                (dice.chance(50).then(|| some_day(problem, dice, 10)), dice.chance(70).then(|| some_day(problem, dice, 10)))
            } else {
                (None, None)
            };
            let class = problem.pool_classes.push(PoolClass {
                pool,
                category: (kind == 1).then_some(PoolCategoryId::from_index(0)),
                institution: if kind == 2 { dice.maybe(100, &members) } else { None },
                from,
                until,
                posts: Vec::new(),
            });
            for _ in 0..dice.between(1, 2) {
                posts += 1;
                let code = format!("Z{number}-{posts}");
                let numbered = dice.chance(80);
                let post = problem.pool_posts.push(PoolPost { code, pool, class, numbered });
                problem.pool_classes[class].posts.push(post);
            }
        }
        let start = problem.calendar.horizon().from;
        let mut sizes = vec![(start, (posts - dice.between(0, 1)).max(0))];
        if dice.chance(30) {
            sizes.push((some_day(problem, dice, 0).max(start + Days::new(1)), (posts - dice.between(0, 2)).max(0)));
        }
        problem.pools[pool].sizes = sizes;
    }
}

fn posts(problem: &mut Problem, dice: &mut Dice) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let specialties: Vec<SpecialtyId> = problem.specialties.ids().collect();
    let per_month = problem.calendar.unit().per_month();
    for number in 0..dice.between(3, 6) {
        let institution = dice.pick(&institutions);
        let departments: Vec<DepartmentId> =
            problem.departments.iter().filter(|(_, department)| department.institution == institution).map(|(id, _)| id).collect();
        let kinds: Vec<DispatchKind> = DispatchKind::ALL.into_iter().filter(|kind| *kind != DispatchKind::Training).collect();
        let kind = dice.pick(&kinds);
        let minimum = dice.between(0, 1);
        let target = minimum + dice.between(0, 1);
        let mut categories = dice.some(40, &[Category::NewHire, Category::Bonded, Category::VillageDoctor, Category::Resident]);
        categories.push(if kind == DispatchKind::Secondment { Category::Secondee } else { Category::Specialist });
        let mut terms: Vec<i32> = dice.some(40, &[1, 2, 3, 6]).into_iter().map(|months| months * per_month).collect();
        if terms.is_empty() {
            terms.push(1);
        }
        let establishment = dice.pick(&[EstablishmentNeed::None, EstablishmentNeed::Establishment, EstablishmentNeed::Pool]);
        let from = dice.chance(15).then(|| some_day(problem, dice, 10));
        let until = dice.chance(15).then(|| some_day(problem, dice, 40));
        problem.posts.push(Post {
            code: format!("G{number}"),
            name: format!("岗位{number}"),
            institution,
            department: dice.maybe(60, &departments),
            kind,
            headcount: Headcount { minimum, target, maximum: target + dice.between(0, 1) },
            minimum_grade: dice.maybe(30, &[Grade::Junior, Grade::Intermediate, Grade::AssociateSenior]),
            specialties: dice.some(15, &specialties),
            categories,
            terms,
            load: if kind == DispatchKind::Circuit { 20 } else { dice.pick(&[FULL_LOAD, FULL_LOAD, FULL_LOAD, 60, 50, 40]) },
            establishment,
            pool_category: dice.maybe(20, &[PoolCategoryId::from_index(0)]),
            from,
            until,
        });
    }
    let teaching: Vec<(DepartmentId, i64)> =
        problem.departments.iter().filter_map(|(id, department)| Some((id, department.seats.filter(|seats| *seats > 0)?))).collect();
    for (department, seats) in teaching {
        let what = &problem.departments[department];
        let institution = what.institution;
        problem.posts.push(Post {
            code: format!("{}-{}", problem.institutions[institution].code, what.name),
            name: format!("{}培训", what.name),
            institution,
            department: Some(department),
            kind: DispatchKind::Training,
            headcount: Headcount { minimum: 0, target: 0, maximum: seats },
            minimum_grade: None,
            specialties: Vec::new(),
            categories: vec![Category::Resident, Category::AssistantGp, Category::NewHire, Category::Bonded],
            terms: Vec::new(),
            load: FULL_LOAD,
            establishment: EstablishmentNeed::None,
            pool_category: None,
            from: None,
            until: None,
        });
    }
}

fn programmes(problem: &mut Problem, dice: &mut Dice) {
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
        for _ in 0..dice.between(2, 4) {
            programme.items.push(ProgrammeItem {
                stage: dice.between(1, 2) as i32,
                standard: dice.pick(&standards),
                half_months: dice.between(1, 8) as i32,
                splittable: dice.chance(40),
                group: group.filter(|_| dice.chance(50)),
                levels: if dice.chance(25) { dice.some(60, &Level::ALL) } else { Vec::new() },
            });
        }
        problem.programmes.push(programme);
    }
}

fn people(problem: &mut Problem, dice: &mut Dice) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let specialties: Vec<SpecialtyId> = problem.specialties.ids().collect();
    let programmes: Vec<ProgrammeId> = problem.programmes.ids().collect();
    for number in 0..dice.between(4, 8) {
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
            team: dice.maybe(15, &["一队", "二队"]).map(Into::into),
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

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date that exists")
}

/// Pool-type people hold a post of a class without limits; where none is left they are not pool-type.
fn standing(problem: &mut Problem, dice: &mut Dice) {
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

fn history(problem: &mut Problem, dice: &mut Dice) {
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

fn carried(problem: &mut Problem, dice: &mut Dice) {
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

fn pins(problem: &mut Problem, dice: &mut Dice) {
    let people: Vec<PersonId> = problem.people.ids().collect();
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let departments: Vec<DepartmentId> = problem.departments.ids().collect();
    for _ in 0..dice.between(0, 3) {
        let slots = problem.calendar.slots();
        let first = dice.between(0, i64::from(slots) - 1) as i32;
        let target = match dice.maybe(25, &departments) {
            Some(department) => PinTarget::Department(department),
            None if dice.chance(25) => PinTarget::Institution(dice.pick(&institutions)),
            None => PinTarget::Post(dice.pick(&posts)),
        };
        problem.pins.push(Pin {
            person: dice.pick(&people),
            target,
            first: SlotId(first),
            slots: dice.between(1, i64::from(slots - first)) as i32,
            kind: if dice.chance(40) { PinKind::Locked } else { PinKind::Forbidden },
        });
    }
}

fn preferences(problem: &mut Problem, dice: &mut Dice) {
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let departments: Vec<DepartmentId> = problem.departments.ids().collect();
    let people: Vec<PersonId> = problem.people.ids().collect();
    for &person in &people {
        if dice.chance(50) {
            for rank in 1..=dice.between(1, 4) {
                let wish = match dice.below(4) {
                    0 => Wish::Post(dice.pick(&posts)),
                    1 if !departments.is_empty() => Wish::Department(dice.pick(&departments)),
                    2 => Wish::Institution(dice.pick(&institutions)),
                    _ => Wish::Month(problem.calendar.month_of(SlotId(dice.below(problem.calendar.slots() as usize) as i32))),
                };
                problem.preferences.push(Preference { wisher: Wisher::Person(person), wish, rank });
            }
        }
    }
    for &host in &institutions {
        if dice.chance(30) {
            for rank in 1..=dice.between(1, 3) {
                let wish = Wish::Person(dice.pick(&people));
                problem.preferences.push(Preference { wisher: Wisher::Institution(host), wish, rank });
            }
        }
    }
}

fn requirements(problem: &mut Problem, dice: &mut Dice) {
    let of_posts: Vec<Requirement> = problem
        .posts
        .iter()
        .filter(|(_, post)| !post.is_training())
        .map(|(id, post)| Requirement {
            name: "岗位编配".into(),
            scope: format!("{} {}", post.code, post.name),
            posts: vec![id],
            own_staff_of: Vec::new(),
            who: PersonPredicate::default(),
            measure: Measure::EachSlot,
            minimum: (post.headcount.minimum > 0).then_some(post.headcount.minimum),
            target: Some(post.headcount.target),
            maximum: Some(post.headcount.maximum),
            strict: true,
            weight: 1,
            basis: String::new(),
            of_post: Some(id),
        })
        .collect();
    for requirement in of_posts {
        problem.requirements.push(requirement);
    }
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    for number in 0..dice.between(1, 4) {
        let minimum = dice.maybe(60, &[1, 2]);
        let target = dice.maybe(60, &[2, 3]);
        let maximum = dice.maybe(40, &[3, 4]);
        problem.requirements.push(Requirement {
            name: format!("需求{number}"),
            scope: "全部".into(),
            posts: dice.some(50, &posts),
            own_staff_of: if dice.chance(40) { dice.some(50, &institutions) } else { Vec::new() },
            who: predicate(problem, dice),
            measure: dice.pick(&Measure::ALL),
            minimum,
            target,
            maximum,
            strict: dice.chance(50),
            weight: dice.between(1, 3),
            basis: String::new(),
            of_post: None,
        });
    }
}

fn predicate(problem: &Problem, dice: &mut Dice) -> PersonPredicate {
    let specialties: Vec<SpecialtyId> = problem.specialties.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    PersonPredicate {
        categories: if dice.chance(30) { dice.some(50, &Category::ALL) } else { Vec::new() },
        minimum_grade: dice.maybe(25, &Grade::ALL),
        specialties: dice.some(10, &specialties),
        licences: dice.some(10, &[Licence::Physician, Licence::Nurse]),
        establishments: dice.some(5, &[EstablishmentType::Own, EstablishmentType::Pool]),
        home_levels: if dice.chance(15) { dice.some(60, &Level::ALL) } else { Vec::new() },
        homes: if dice.chance(15) { dice.some(60, &institutions) } else { Vec::new() },
        supervisors_only: dice.chance(15),
    }
}

/// Strictness, weights and parameters of every rule, some of them in force from a day of the horizon on.
fn settings(problem: &mut Problem, dice: &mut Dice) {
    for id in RuleId::ALL {
        let spec = id.rule().spec;
        let mut setting = RuleSetting { weight: dice.maybe(50, &[1, 2, 3, 7]), ..RuleSetting::default() };
        if spec.strictness == Strictness::Must {
            setting.strict = dice.maybe(80, &[true, false]);
        }
        for parameter in spec.parameters {
            for from in [None, Some(some_day(problem, dice, 0))] {
                if dice.chance(25) {
                    let value = parameter_value(parameter, dice);
                    setting.parameters.push(ParameterSetting { key: parameter.key.into(), value, from, source: "县文件".into() });
                }
            }
        }
        problem.rule_settings.insert(spec.code.into(), setting);
    }
}

fn parameter_value(parameter: &ParameterSpec, dice: &mut Dice) -> ParameterValue {
    match (parameter.kind, parameter.default) {
        (ParameterKind::Flag, _) => ParameterValue::Flag(dice.chance(50)),
        (ParameterKind::Choice(choices), _) => ParameterValue::Choice(choices[dice.below(choices.len())].0.into()),
        (ParameterKind::Whole { minimum, maximum }, ParameterDefault::Whole(default)) => {
            let near = dice.pick(&[minimum, default / 2, default - 1, default, default + 1, default * 2]);
            ParameterValue::Whole(near.clamp(minimum, maximum))
        }
        (ParameterKind::Whole { minimum, maximum }, _) => ParameterValue::Whole(dice.between(minimum, maximum)),
        (ParameterKind::Wholes { minimum, maximum }, _) => {
            let mut values: Vec<i64> = (0..dice.between(1, 3)).map(|_| dice.between(minimum, maximum.min(minimum + 12))).collect();
            values.sort_unstable();
            values.dedup();
            ParameterValue::Wholes(values)
        }
    }
}
