use super::emit::admits;
use super::{HALF_DAYS, MONTHS, SPEC};
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

/// Units by which the rule is broken, as a must and as what it costs once flexible.
fn units(problem: &Problem, placements: &[Placement]) -> i64 {
    let mut problem = problem.clone();
    let stands = agreed(RuleId::VillageMode, &problem, placements).holds;
    problem
        .rule_settings
        .insert(SPEC.code.into(), RuleSetting { strict: Some(false), ..problem.rule_settings.get(SPEC.code).cloned().unwrap_or_default() });
    let units = agreed(RuleId::VillageMode, &problem, placements).score[Tier::Policy];
    assert_eq!(stands, units == 0);
    units
}

struct Villages {
    problem: Problem,
    resident: PostId,
    circuit: PostId,
    /// Of the township, of a neighbouring station, of the county hospital.
    doctors: [PersonId; 3],
}

fn villages() -> Villages {
    let mut problem = county();
    let township = InstitutionId::from_index(1);
    let station = add_institution(&mut problem, "V1", Level::Village, Some(township));
    let neighbour = add_institution(&mut problem, "V2", Level::Village, Some(township));
    let resident = add_post(&mut problem, "R");
    let circuit = add_post(&mut problem, "C");
    for (post, kind, load) in [(resident, DispatchKind::ResidentPosting, FULL_LOAD), (circuit, DispatchKind::Circuit, 20)] {
        let post = &mut problem.posts[post];
        (post.institution, post.kind, post.load) = (station, kind, load);
    }
    let doctors = ["A", "B", "C"].map(|code| add_person(&mut problem, code));
    problem.people[doctors[0]].home = township;
    problem.people[doctors[1]].home = neighbour;
    Villages { problem, resident, circuit, doctors }
}

#[test]
fn worked_example() {
    let Villages { mut problem, resident, circuit, doctors: [of_township, of_village, of_county] } = villages();
    assert_eq!(units(&problem, &[stay(of_township, circuit, 0, 6)]), 0);
    assert_eq!(units(&problem, &[stay(of_village, circuit, 0, 6)]), 0);
    assert_eq!(units(&problem, &[stay(of_county, circuit, 0, 6)]), 1);
    assert_eq!(units(&problem, &[stay(of_village, resident, 0, 12)]), 0);
    assert_eq!(units(&problem, &[stay(of_village, resident, 0, 10)]), 1);
    let meeting = [stay(of_village, resident, 0, 12), stay(of_township, circuit, 10, 6)];
    assert_eq!(units(&problem, &meeting), 2);
    let found = findings(RuleId::VillageMode, &problem, &meeting);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].dates, DateRange::new(day(2027, 6, 1), day(2027, 6, 30)));
    assert_eq!(found[0].message.zh, "机构V1 同一时段只由一名驻站或巡诊医生服务，此间安排了驻站 1 人、巡诊 1 人");
    problem.posts[circuit].load = 19;
    assert_eq!(units(&problem, &[stay(of_township, circuit, 0, 6)]), 1);
    assert_eq!(units(&problem, &[stay(of_county, circuit, 0, 6)]), 1, "one unit a stay");
}

#[test]
fn parameters_and_a_station_without_a_parent() {
    let Villages { mut problem, resident, circuit, doctors: [of_township, _, of_county] } = villages();
    set(&mut problem, SPEC.code, HALF_DAYS, ParameterValue::Whole(3));
    set(&mut problem, SPEC.code, MONTHS, ParameterValue::Whole(3));
    assert_eq!(units(&problem, &[stay(of_township, circuit, 0, 6)]), 1);
    assert_eq!(units(&problem, &[stay(of_county, resident, 0, 6)]), 0);
    problem.posts[circuit].load = 30;
    assert_eq!(units(&problem, &[stay(of_township, circuit, 0, 6)]), 0);
    let station = problem.posts[circuit].institution;
    problem.institutions[station].parent = None;
    assert_eq!(units(&problem, &[stay(of_county, circuit, 0, 6)]), 0);
}

#[test]
fn neither_two_circuits_nor_two_residents() {
    let Villages { problem, resident, circuit, doctors: [of_township, of_village, _] } = villages();
    assert_eq!(units(&problem, &[stay(of_township, circuit, 0, 3), stay(of_village, circuit, 3, 3)]), 0);
    assert_eq!(units(&problem, &[stay(of_township, circuit, 0, 3), stay(of_village, circuit, 2, 3)]), 1);
    assert_eq!(units(&problem, &[stay(of_township, resident, 0, 12), stay(of_village, resident, 4, 12)]), 8);
}

#[test]
fn what_is_in_progress_stands_but_nobody_joins_it() {
    let Villages { mut problem, resident, circuit, doctors: [of_township, of_village, of_county] } = villages();
    let first = carried(stay(of_county, circuit, -2, 6), &mut problem);
    let second = carried(stay(of_village, resident, -2, 4), &mut problem);
    assert_eq!(units(&problem, &[first, second]), 0);
    assert_eq!(units(&problem, &[first, second, stay(of_township, circuit, 1, 6)]), 3);
    assert_eq!(units(&problem, &[first, second, stay(of_township, circuit, 4, 6)]), 0);
}

#[test]
fn trainees_and_other_levels_are_free() {
    let Villages { mut problem, resident, circuit, doctors: [of_township, of_village, of_county] } = villages();
    problem.posts[resident].kind = DispatchKind::Training;
    let both = [stay(of_village, resident, 0, 2), stay(of_township, circuit, 0, 2)];
    assert_eq!(units(&problem, &both), 0);
    problem.posts[resident].kind = DispatchKind::ShortSupport;
    assert_eq!(units(&problem, &both), 1 + 2, "any other dispatch is resident");
    let station = problem.posts[circuit].institution;
    problem.institutions[station].level = Level::ExtensionPoint;
    assert_eq!(units(&problem, &both), 0);
    assert!(admits(&problem, &stay(of_county, circuit, 0, 1).stay));
}
