//! The corpus of rosters: for each rule a county and rosters over it, legal ones that nothing is to be said about, and illegal ones that this
//! rule rejects, or prices, and no other. Both halves of every rule in force have to see it the same way.
//!
//! `UPDATE_EXPECTED=1` rewrites what each roster is expected to bring; whatever it writes has still to pass the rest.

mod case;
mod roster;
mod verdict;

use case::{Case, Kind, cases_of, corpus};
use lunzhuan::rules::{RuleId, Strictness};
use std::collections::BTreeSet;
use verdict::Verdict;

const LEGAL_AT_LEAST: usize = 1;
const ILLEGAL_AT_LEAST: usize = 3;

/// What a rule's folder lacks.
fn lacks(cases: &[Case]) -> Option<String> {
    let count = |kind: Kind| cases.iter().filter(|case| case.kind == kind).count();
    let (legal, illegal) = (count(Kind::Legal), count(Kind::Illegal));
    (legal < LEGAL_AT_LEAST || illegal < ILLEGAL_AT_LEAST)
        .then(|| format!("{legal} legal and {illegal} illegal rosters, of {LEGAL_AT_LEAST} and {ILLEGAL_AT_LEAST}"))
}

#[test]
fn every_rule_has_its_rosters() {
    let lacking: Vec<String> =
        RuleId::ALL.iter().filter_map(|id| Some(format!("{}: {}", id.code(), lacks(&cases_of(id.code()))?))).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn every_folder_belongs_to_a_rule() {
    let codes: BTreeSet<&str> = RuleId::ALL.iter().map(|id| id.code()).collect();
    for entry in std::fs::read_dir(corpus()).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        assert!(codes.contains(entry.file_name().to_str().unwrap()), "{:?} is no rule's", entry.file_name());
    }
}

/// Runs every case of every rule and collects what is wrong with each.
fn for_each_case(judge: impl Fn(RuleId, &Case, &Verdict) -> Result<(), String>) {
    let mut wrong = Vec::new();
    for id in RuleId::ALL.iter().copied() {
        for case in cases_of(id.code()) {
            let verdict = Verdict::of(&case).and_then(|verdict| judge(id, &case, &verdict));
            wrong.extend(verdict.err().map(|why| format!("{}: {why}", case.folder.display())));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn legal_rosters_bring_nothing_and_illegal_ones_what_is_written_beside_them() {
    for_each_case(|_, case, verdict| {
        let file = case.folder.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&file, verdict.text()).unwrap();
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if expected == verdict.text() { Ok(()) } else { Err(format!("expected\n{expected}found\n{}", verdict.text())) }
    });
}

#[test]
fn each_illegal_roster_is_rejected_or_priced_by_its_rule_and_no_other() {
    for_each_case(|id, case, verdict| {
        if let Some(other) = verdict.rules().into_iter().find(|rule| *rule != id) {
            return Err(format!("{} has something to say:\n{}", other.code(), verdict.text()));
        }
        let found = match case.kind {
            Kind::Legal => verdict.is_accepted() && verdict.rules().is_empty(),
            Kind::Illegal if verdict.rules().is_empty() => false,
            // Rules that must hold may price things too, and rules that cost have limits: a pool's share, a curriculum's length.
            Kind::Illegal => !verdict.is_accepted() || id.rule().spec.strictness != Strictness::Law && verdict.cost() > 0,
        };
        if found { Ok(()) } else { Err(verdict.text().to_owned()) }
    });
}

#[test]
fn a_rule_that_must_hold_rejects_and_a_rule_that_costs_prices() {
    for id in RuleId::ALL.iter().copied() {
        let illegal = cases_of(id.code()).into_iter().filter(|case| case.kind == Kind::Illegal);
        let (priced, rejected): (Vec<Verdict>, Vec<Verdict>) =
            illegal.map(|case| Verdict::of(&case).unwrap()).partition(Verdict::is_accepted);
        match id.rule().spec.strictness {
            Strictness::Law | Strictness::Must => {
                assert!(rejected.len() >= ILLEGAL_AT_LEAST, "{} rejects {} rosters", id.code(), rejected.len());
            }
            Strictness::Soft => assert!(!priced.is_empty(), "{} prices no roster", id.code()),
        }
    }
}

#[test]
fn the_rows_of_the_model_see_each_roster_as_the_checks_do() {
    for_each_case(|_, case, _| verdict::compare_halves(case));
}

#[test]
fn a_folder_with_too_few_rosters_is_told() {
    let case = |kind: Kind| Case { folder: "示例".into(), county: "示例".into(), kind };
    assert!(lacks(&[]).is_some());
    assert!(lacks(&[case(Kind::Legal), case(Kind::Illegal), case(Kind::Illegal)]).is_some());
    assert!(lacks(&[case(Kind::Illegal), case(Kind::Illegal), case(Kind::Illegal)]).is_some());
    assert_eq!(lacks(&[case(Kind::Legal), case(Kind::Illegal), case(Kind::Illegal), case(Kind::Illegal)]), None);
}
