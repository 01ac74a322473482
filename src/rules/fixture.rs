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
        seats: None,
        supervision_ratio: None,
        minimum_staff: None,
        minimum_grade: None,
        away_percent: None,
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
