//! Random small counties that use every field of the domain, as a reader of tables would make them.

use super::Dice;
use super::demands::*;
use super::means::*;
use super::people::*;
use super::teams::*;
use crate::domain::*;
use chrono::{Days, NaiveDate};

/// How large a random county is: the least and the most of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    months: (i64, i64),
    /// Besides the posts that several people share and those that teach.
    posts: (i64, i64),
    people: (i64, i64),
    pins: (i64, i64),
}

/// A county of three to nine institutions, a handful of posts and people and three to six months. The same seed makes the same county.
pub(in crate::rules) fn random_problem(seed: u64) -> Problem {
    county(seed, Size { months: (3, 6), posts: (3, 6), people: (4, 8), pins: (0, 3) })
}

/// A county of the same kind with so few people, posts and months that all its rosters can often be tried.
pub(crate) fn small_problem(seed: u64) -> Problem {
    county(seed, Size { months: (1, 3), posts: (1, 3), people: (1, 3), pins: (0, 1) })
}

fn county(seed: u64, size: Size) -> Problem {
    let mut dice = Dice::new(seed);
    let dice = &mut dice;
    let start = NaiveDate::from_ymd_opt(2027, dice.between(1, 11) as u32, 1).expect("the first of a month");
    let unit = if dice.chance(75) { SlotUnit::HalfMonth } else { SlotUnit::Month };
    let mut problem = Problem::empty(Calendar::new(start, dice.between(size.months.0, size.months.1) as i32, unit));
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
    shared_posts(&mut problem, dice);
    posts(&mut problem, dice, size.posts);
    programmes(&mut problem, dice);
    people(&mut problem, dice, size.people);
    teams(&mut problem, dice);
    standing(&mut problem, dice);
    history(&mut problem, dice);
    carried(&mut problem, dice);
    pins(&mut problem, dice, size.pins);
    preferences(&mut problem, dice);
    requirements(&mut problem, dice);
    settings(&mut problem, dice);
    money(&mut problem, dice);
    distances(&mut problem, dice);
    couples(&mut problem, dice);
    declarations(&mut problem, dice);
    baseline(&mut problem, dice);
    problem
}

/// Now and then a plan in force: mostly stays that fit a post's terms, some that reach over the ends of what is compared.
fn baseline(problem: &mut Problem, dice: &mut Dice) {
    let (people, posts): (Vec<PersonId>, Vec<PostId>) = (problem.people.ids().collect(), problem.posts.ids().collect());
    if !dice.chance(40) || people.is_empty() || posts.is_empty() {
        return;
    }
    let slots = i64::from(problem.calendar.slots());
    let promised = (0..dice.between(0, 2 * people.len() as i64)).map(|_| {
        let post = dice.pick(&posts);
        let slots_of = if problem.posts[post].terms.is_empty() { 2 } else { dice.pick(&problem.posts[post].terms) };
        PromisedStay { person: dice.pick(&people), first: SlotId(dice.between(-2, slots - 1) as i32), slots: slots_of, post }
    });
    let stays = promised.collect();
    let (from, until) = (SlotId(dice.between(-1, 3) as i32), SlotId(dice.between(slots - 2, slots + 2) as i32));
    problem.baseline = Some(Baseline::new(stays, from, until));
}

/// A day of the horizon, or up to `around` days outside it.
pub(super) fn some_day(problem: &Problem, dice: &mut Dice, around: i64) -> NaiveDate {
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
                standard_codes: Vec::new(),
                seats: dice.maybe(70, &[0, 1, 1, 2]),
                supervision_ratio: dice.maybe(40, &[1, 2]),
                minimum_staff: dice.maybe(60, &[0, 1, 2]),
                minimum_grade: dice.maybe(50, &[Grade::Junior, Grade::Intermediate, Grade::AssociateSenior]),
                away_percent: dice.maybe(40, &[0, 20, 50, 100]),
                teacher: None,
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

fn posts(problem: &mut Problem, dice: &mut Dice, (least, most): (i64, i64)) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let specialties: Vec<SpecialtyId> = problem.specialties.ids().collect();
    let per_month = problem.calendar.unit().per_month();
    for number in 0..dice.between(least, most) {
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
            load: dice.pick(if kind == DispatchKind::Circuit { &[20, 20, 1] } else { &[FULL_LOAD, FULL_LOAD, 99, 60, 50, 49] }),
            handover: kind == DispatchKind::Leadership && dice.chance(70),
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
            handover: false,
            establishment: EstablishmentNeed::None,
            pool_category: None,
            from: None,
            until: None,
        });
    }
}
