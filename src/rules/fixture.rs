//! Small invented problems for the tests of rules.

use crate::domain::*;
use crate::roster::*;
use chrono::NaiveDate;

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date that exists")
}

/// Half of 2027 in half-months: a lead hospital with a department, a branch, one community with one pool of three posts.
pub(crate) fn county() -> Problem {
    let mut problem = Problem::empty(Calendar::new(day(2027, 1, 1), 6, SlotUnit::HalfMonth));
    problem.county = "示例县".into();
    let pool = problem.pools.push(Pool {
        name: "示例周转池".into(),
        sizes: vec![(day(2027, 1, 1), 3)],
        branch_percent: 60,
        basis: PoolShareBasis::InUse,
    });
    let community = problem.communities.push(Community { code: "C1".into(), name: "示例医共体".into(), lead: None, pool: Some(pool) });
    let lead = add_institution(&mut problem, "H1", Level::County, None);
    add_institution(&mut problem, "T1", Level::Township, Some(lead));
    problem.communities[community].lead = Some(lead);
    let class =
        problem.pool_classes.push(PoolClass { pool, category: None, institution: None, from: None, until: None, posts: Vec::new() });
    for number in 1..=3 {
        let code = format!("ZZ{number:03}");
        let post = problem.pool_posts.push(PoolPost { code, pool, class, numbered: true });
        problem.pool_classes[class].posts.push(post);
    }
    problem.departments.push(Department {
        institution: lead,
        name: "内科".into(),
        standards: Vec::new(),
        standard_codes: Vec::new(),
        seats: None,
        supervision_ratio: None,
        minimum_staff: None,
        minimum_grade: None,
        away_percent: None,
        teacher: None,
    });
    problem
}

/// An institution of the only community; a branch when it has a parent.
pub(crate) fn add_institution(problem: &mut Problem, code: &str, level: Level, parent: Option<InstitutionId>) -> InstitutionId {
    problem.institutions.push(Institution {
        code: code.into(),
        name: format!("机构{code}"),
        level,
        parent,
        community: Some(CommunityId::from_index(0)),
        is_branch: parent.is_some(),
        approved_posts: None,
        filled_posts: None,
        pool_cap: None,
        grid: None,
    })
}

/// A specialist of intermediate grade at the first institution.
pub(crate) fn add_person(problem: &mut Problem, code: &str) -> PersonId {
    problem.people.push(Person {
        code: code.into(),
        name: format!("人员{code}"),
        identity: None,
        home: InstitutionId::from_index(0),
        department: Some(DepartmentId::from_index(0)),
        category: Category::Specialist,
        grade: Some(Grade::Intermediate),
        specialty: None,
        licence: Some(Licence::Physician),
        multi_site: true,
        establishment: EstablishmentType::Own,
        supervisor: false,
        absences: Vec::new(),
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

/// A long posting for one specialist at the branch, in terms of 3 and 6 months.
pub(crate) fn add_post(problem: &mut Problem, code: &str) -> PostId {
    problem.posts.push(Post {
        code: code.into(),
        name: format!("岗位{code}"),
        institution: InstitutionId::from_index(1),
        department: None,
        kind: DispatchKind::ShortSupport,
        headcount: Headcount { minimum: 0, target: 1, maximum: 1 },
        minimum_grade: None,
        specialties: Vec::new(),
        categories: vec![Category::Specialist],
        terms: vec![6, 12],
        load: FULL_LOAD,
        handover: false,
        establishment: EstablishmentNeed::None,
        pool_category: None,
        from: None,
        until: None,
    })
}

/// A planned stay without an establishment post.
pub(crate) fn stay(person: PersonId, post: PostId, first: i32, slots: i32) -> Placement {
    let stay = Stay { person, first: SlotId(first), slots, post, source: PostSource::None, item: None };
    Placement { stay, pool_post: None, origin: Origin::Planned }
}

/// The same stay holding the numbered pool post.
pub(crate) fn holding(mut placement: Placement, problem: &Problem, pool_post: usize) -> Placement {
    let pool_post = PoolPostId::from_index(pool_post);
    placement.stay.source = PostSource::Pool(problem.pool_posts[pool_post].class);
    placement.pool_post = Some(pool_post);
    placement
}

/// What the rule's own check finds.
pub(crate) fn findings(rule: super::RuleId, problem: &Problem, placements: &[Placement]) -> Vec<super::Finding> {
    let mut findings = super::Findings::new(problem, rule);
    (rule.rule().check)(problem, &Roster::new(placements.to_vec()), &mut findings);
    findings.finish().0
}

/// Sets a rule's parameter for the whole horizon.
pub(in crate::rules) fn set(problem: &mut Problem, rule: &str, key: &str, value: ParameterValue) {
    let setting = problem.rule_settings.entry(rule.into()).or_default();
    setting.parameters.push(ParameterSetting { key: key.into(), value, from: None, source: "县文件".into() });
}

/// What the rule's rows and its check both say of the placements, nothing else being there to choose. Panics where they disagree.
pub(in crate::rules) fn agreed(id: super::RuleId, problem: &Problem, placements: &[Placement]) -> super::twin::Agreed {
    let (given, free): (Vec<Placement>, Vec<Placement>) = placements.iter().partition(|placement| placement.origin == Origin::CarriedIn);
    let stays = |placements: Vec<Placement>| placements.into_iter().map(|placement| placement.stay).collect();
    let candidates = crate::model::Candidates::new(stays(free), stays(given));
    let taken = IndexVec::filled(true, candidates.len());
    let rule = id.rule();
    let model = super::twin::model_of(&rule, problem, &candidates);
    super::twin::compare(&[rule], problem, &model, &taken, &findings(id, problem, placements)).expect("rows and check agree")
}

/// Stands on the roster before anything is planned.
pub(in crate::rules) fn carried(mut placement: Placement, problem: &mut Problem) -> Placement {
    let Stay { person, post, first, slots, source, item } = placement.stay;
    let own_post = source == PostSource::Own;
    problem.carried.push(CarriedStay { person, post, first, slots, pool_post: placement.pool_post, own_post, item });
    placement.origin = Origin::CarriedIn;
    placement
}

/// The demand of a post for people in each slot, with no bounds yet.
pub(crate) fn staffing(problem: &Problem, post: PostId) -> Requirement {
    Requirement {
        name: "岗位编配".into(),
        scope: problem.posts[post].code.clone(),
        posts: vec![post],
        own_staff_of: Vec::new(),
        who: PersonPredicate::default(),
        measure: Measure::EachSlot,
        minimum: None,
        target: None,
        maximum: None,
        strict: true,
        weight: 1,
        basis: "县文件".into(),
        from: None,
        until: None,
        of_post: Some(post),
    }
}

/// A demand of each slot for so many people at the post.
pub(in crate::rules) fn add_requirement(problem: &mut Problem, post: PostId, minimum: i64, target: i64) -> RequirementId {
    let requirement = Requirement { minimum: Some(minimum), target: Some(target), ..staffing(problem, post) };
    problem.requirements.push(requirement)
}

/// A pool-type person who holds the pool post for the whole horizon and after.
pub(in crate::rules) fn add_standing(problem: &mut Problem, code: &str, pool_post: usize) -> PersonId {
    let person = add_person(problem, code);
    problem.people[person].establishment = EstablishmentType::Pool;
    let dates = DateRange::new(problem.calendar.horizon().from, day(2099, 12, 31));
    problem.standing.push(StandingOccupancy { person, pool_post: PoolPostId::from_index(pool_post), dates });
    person
}

/// A programme of mandatory items (name, half-months, splittable), the only one, all of them taught at the training seats of one department
/// of the lead hospital.
pub(crate) fn add_training(problem: &mut Problem, seats: i64, items: &[(&str, i32, bool)]) -> PostId {
    let mut programme = Programme { name: "示例方案".into(), version: "1".into(), items: IndexVec::new(), groups: IndexVec::new() };
    let mut standards = Vec::new();
    for (name, half_months, splittable) in items {
        let standard = problem.standard_departments.push((*name).into());
        standards.push(standard);
        let (half_months, splittable) = (*half_months, *splittable);
        programme.items.push(ProgrammeItem {
            stage: 1,
            standard,
            half_months,
            splittable,
            group: None,
            after: Vec::new(),
            levels: Vec::new(),
        });
    }
    problem.programmes.push(programme);
    let department = DepartmentId::from_index(0);
    problem.departments[department].standards = standards;
    problem.departments[department].seats = Some(seats);
    let post = add_post(problem, "内科");
    let what = &mut problem.posts[post];
    what.institution = InstitutionId::from_index(0);
    what.department = Some(department);
    what.kind = DispatchKind::Training;
    what.categories = vec![Category::Resident];
    what.terms = Vec::new();
    post
}

/// A resident in the only programme, from before the horizon to the deadline, with nothing done.
pub(crate) fn add_trainee(problem: &mut Problem, code: &str, deadline: NaiveDate) -> PersonId {
    let person = add_person(problem, code);
    problem.people[person].category = Category::Resident;
    let programme = ProgrammeId::from_index(0);
    let progress = IndexVec::filled(ItemProgress::default(), problem.programmes[programme].items.len());
    problem.enrolments.push(Enrolment { person, programme, from: day(2026, 9, 1), deadline, progress });
    person
}

/// A training stay for the item.
pub(crate) fn training(person: PersonId, post: PostId, item: usize, first: i32, slots: i32) -> Placement {
    let mut placement = stay(person, post, first, slots);
    placement.stay.item = Some(ItemId::from_index(item));
    placement
}
