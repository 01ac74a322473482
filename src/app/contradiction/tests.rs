use super::*;
use crate::domain::*;
use crate::rules::fixture::*;
use crate::source::Tables;

fn pin(person: PersonId, post: PostId, first: i32, slots: i32, kind: PinKind) -> Pin {
    Pin { person, target: PinTarget::Post(post), first: SlotId(first), slots, kind }
}

/// Four people of a department that lets all go, and two posts for one person at a time.
fn posts_for_one() -> (Problem, [PersonId; 4], [PostId; 2]) {
    let mut problem = county();
    problem.departments[DepartmentId::from_index(0)].away_percent = Some(100);
    let people = ["A", "B", "C", "D"].map(|code| add_person(&mut problem, code));
    let posts = ["P", "Q"].map(|code| {
        let post = add_post(&mut problem, code);
        let one = Requirement { maximum: Some(1), ..staffing(&problem, post) };
        problem.requirements.push(one);
        post
    });
    (problem, people, posts)
}

fn texts(set: &SmallestSet) -> Vec<&str> {
    set.statements.iter().map(|said| said.text.zh.as_str()).collect()
}

#[test]
fn nothing_contradicts_where_everything_can_hold() {
    let (mut problem, [a, b, ..], [p, q]) = posts_for_one();
    problem.pins = vec![pin(a, p, 0, 6, PinKind::Locked), pin(b, q, 0, 6, PinKind::Locked), pin(b, p, 0, 12, PinKind::Forbidden)];
    assert_eq!(smallest_sets(&problem, &Tables::default()), []);
}

#[test]
fn two_at_a_post_for_one_clash_whatever_else_is_fixed_and_each_is_needed() {
    let (mut problem, [a, b, c, d], [p, q]) = posts_for_one();
    problem.pins = vec![
        pin(c, q, 0, 6, PinKind::Locked),
        pin(a, p, 0, 6, PinKind::Locked),
        pin(d, q, 6, 6, PinKind::Locked),
        pin(b, p, 2, 6, PinKind::Locked),
    ];
    let row = |number, person: &'static str, from: &'static str, until: &'static str, target: &'static str| {
        ("fixed", number, [("code", person), ("target", target), ("from", from), ("until", until), ("kind", "锁定")])
    };
    let rows = [
        row(2, "C", "2027-01-01", "2027-03-31", "Q"),
        row(5, "A", "2027-01-01", "2027-03-31", "P"),
        row(7, "B", "2027-02-01", "2027-04-30", "P"),
    ];
    let tables = Tables::from_canonical_rows("county.xlsx", rows);
    let sets = smallest_sets(&problem, &tables);
    assert_eq!(sets.len(), 1, "{sets:#?}");
    assert_eq!(
        texts(&sets[0]),
        ["锁定：A 人员A 在 机构T1 岗位P（P），2027-01-01 至 2027-03-31", "锁定：B 人员B 在 机构T1 岗位P（P），2027-02-01 至 2027-04-30"]
    );
    let rows: Vec<Option<u32>> = sets[0].statements.iter().map(|said| said.location.as_ref().and_then(|location| location.row)).collect();
    assert_eq!(rows, [Some(5), Some(7)]);
    assert!(sets[0].is_verified());
}

#[test]
fn each_clash_has_a_set_of_its_own() {
    let (mut problem, [a, b, c, d], [p, q]) = posts_for_one();
    problem.pins = vec![pin(a, p, 0, 6, PinKind::Locked), pin(b, p, 0, 6, PinKind::Locked), pin(d, q, 3, 6, PinKind::Locked)];
    problem.carried = vec![CarriedStay { person: c, post: q, first: SlotId(-2), slots: 8, pool_post: None, own_post: false, item: None }];
    let sets = smallest_sets(&problem, &Tables::default());
    assert_eq!(sets.len(), 2, "{sets:#?}");
    assert!(sets.iter().all(|set| set.statements.len() == 2 && set.is_verified()), "{sets:#?}");
    let all: Vec<&str> = sets.iter().flat_map(texts).collect();
    assert!(all.iter().any(|text| text.contains("C 人员C 在 机构T1 岗位Q（Q）")), "the stay under way is one of them: {all:?}");
}

#[test]
fn leave_clashes_with_the_stay_that_is_fixed_over_it() {
    let (mut problem, [a, b, ..], [p, q]) = posts_for_one();
    let dates = DateRange::new(day(2027, 2, 1), day(2027, 2, 10));
    problem.people[a].absences = vec![Absence { dates, kind: AbsenceKind::Leave, reason: "病假".into() }];
    problem.pins = vec![pin(a, p, 0, 6, PinKind::Locked), pin(b, q, 0, 6, PinKind::Locked)];
    let sets = smallest_sets(&problem, &Tables::default());
    assert_eq!(sets.len(), 1, "{sets:#?}");
    assert_eq!(
        texts(&sets[0]),
        ["请假：A 人员A 病假，2027-02-01 至 2027-02-10", "锁定：A 人员A 在 机构T1 岗位P（P），2027-01-01 至 2027-03-31"]
    );
    assert!(sets[0].is_verified());
}

#[test]
fn a_rule_that_a_county_may_bend_is_one_of_the_statements() {
    let (mut problem, [a, b, ..], [p, q]) = posts_for_one();
    // One of four may be away.
    problem.departments[DepartmentId::from_index(0)].away_percent = Some(25);
    problem.pins = vec![pin(a, p, 0, 6, PinKind::Locked), pin(b, q, 0, 6, PinKind::Locked)];
    let sets = smallest_sets(&problem, &Tables::default());
    assert_eq!(sets.len(), 1, "{sets:#?}");
    assert!(texts(&sets[0]).contains(&"规则「外派比例与留守」为严格") && sets[0].statements.len() == 3, "{sets:#?}");
    assert!(sets[0].is_verified());
}

#[test]
fn the_end_of_an_approval_is_one_of_the_statements() {
    let (mut problem, [a, ..], [p, _]) = posts_for_one();
    problem.posts[p].establishment = EstablishmentNeed::Pool;
    let class = PoolClassId::from_index(0);
    problem.pool_classes[class].until = Some(day(2027, 4, 30));
    // The only post: the others have gone.
    let [first, ..] = problem.pool_classes[class].posts[..] else { panic!("three posts") };
    problem.pool_classes[class].posts = vec![first];
    problem.carried =
        vec![CarriedStay { person: a, post: p, first: SlotId(-2), slots: 14, pool_post: Some(first), own_post: false, item: None }];
    let rows = [("pool-posts", 4, [("code", "ZZ001"), ("until", "2027-04-30")])];
    let sets = smallest_sets(&problem, &Tables::from_canonical_rows("county.xlsx", rows));
    assert_eq!(sets.len(), 1, "{sets:#?}");
    let expiry = sets[0].statements.iter().find(|said| said.text.zh == "周转编制 ZZ001 于 2027-04-30 到期").expect("the expiry");
    assert_eq!(expiry.location.as_ref().and_then(|location| location.row), Some(4));
    assert!(texts(&sets[0]).iter().any(|text| text.contains("人员A")) && sets[0].is_verified(), "{sets:#?}");
}

/// The definition, asked of another way of counting: every reported set is impossible as a whole and possible without any of its members.
#[test]
fn random_pins_give_sets_that_are_smallest() {
    let mut met = 0;
    for seed in 0..12u32 {
        let mut number = seed.wrapping_mul(0x9E37_79B9).wrapping_add(1);
        let mut below = |limit: u32| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (number >> 16) % limit
        };
        let (mut problem, people, posts) = posts_for_one();
        for _ in 0..5 {
            let (person, post) = (people[below(4) as usize], posts[below(2) as usize]);
            let kind = if below(4) == 0 { PinKind::Forbidden } else { PinKind::Locked };
            problem.pins.push(pin(person, post, below(7) as i32, 6, kind));
        }
        for set in smallest_sets(&problem, &Tables::default()) {
            met += 1;
            assert!(set.is_verified(), "seed {seed}: {set:#?}");
        }
    }
    assert!(met > 3, "{met} contradictions met");
}
