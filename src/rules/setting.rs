//! A rule's settings in force: the county's where it has set them, the rule's own defaults elsewhere.

use super::{ParameterDefault, ParameterSpec, Spec, Strictness};
use crate::domain::{ParameterValue, Problem};
use chrono::NaiveDate;

/// False where the county has switched the rule off. A law cannot be switched off.
pub fn is_enabled(problem: &Problem, spec: &Spec) -> bool {
    spec.strictness == Strictness::Law || setting(problem, spec).and_then(|setting| setting.enabled).unwrap_or(true)
}

/// True when the rule must hold; false when breaking it costs.
pub fn is_strict(problem: &Problem, spec: &Spec) -> bool {
    match spec.strictness {
        Strictness::Law => true,
        Strictness::Must => setting(problem, spec).and_then(|setting| setting.strict).unwrap_or(true),
        Strictness::Soft => false,
    }
}

/// Cost of each unit, from 1.
pub fn weight(problem: &Problem, spec: &Spec) -> i64 {
    setting(problem, spec).and_then(|setting| setting.weight).unwrap_or(spec.weight)
}

/// A whole number in force on the date.
///
/// # Panics
/// When the rule's spec has no such parameter of that kind: a mistake in the rule, found by its first test.
pub fn whole(problem: &Problem, spec: &Spec, key: &str, date: NaiveDate) -> i64 {
    match (value(problem, spec, key, date), parameter(spec, key).default) {
        (Some(ParameterValue::Whole(whole)), _) => *whole,
        (None, ParameterDefault::Whole(whole)) => whole,
        (found, _) => panic!("{}.{key} is not a whole number: {found:?}", spec.code),
    }
}

/// Several whole numbers in force on the date. Panics like [`whole`].
pub fn wholes(problem: &Problem, spec: &Spec, key: &str, date: NaiveDate) -> Vec<i64> {
    match (value(problem, spec, key, date), parameter(spec, key).default) {
        (Some(ParameterValue::Wholes(wholes)), _) => wholes.clone(),
        (None, ParameterDefault::Wholes(wholes)) => wholes.to_vec(),
        (found, _) => panic!("{}.{key} is not a list of whole numbers: {found:?}", spec.code),
    }
}

/// A flag in force on the date. Panics like [`whole`].
pub fn flag(problem: &Problem, spec: &Spec, key: &str, date: NaiveDate) -> bool {
    match (value(problem, spec, key, date), parameter(spec, key).default) {
        (Some(ParameterValue::Flag(flag)), _) => *flag,
        (None, ParameterDefault::Flag(flag)) => flag,
        (found, _) => panic!("{}.{key} is not a flag: {found:?}", spec.code),
    }
}

/// A choice in force on the date, as its English code. Panics like [`whole`].
pub fn choice<'a>(problem: &'a Problem, spec: &Spec, key: &str, date: NaiveDate) -> &'a str {
    match (value(problem, spec, key, date), parameter(spec, key).default) {
        (Some(ParameterValue::Choice(choice)), _) => choice,
        (None, ParameterDefault::Choice(choice)) => choice,
        (found, _) => panic!("{}.{key} is not a choice: {found:?}", spec.code),
    }
}

fn setting<'a>(problem: &'a Problem, spec: &Spec) -> Option<&'a crate::domain::RuleSetting> {
    problem.rule_settings.get(spec.code)
}

fn parameter(spec: &Spec, key: &str) -> &'static ParameterSpec {
    let found = spec.parameters.iter().find(|parameter| parameter.key == key);
    found.unwrap_or_else(|| panic!("rule {} has no parameter {key}", spec.code))
}

/// The county's value with the latest effective date that is not after `date`.
fn value<'a>(problem: &'a Problem, spec: &Spec, key: &str, date: NaiveDate) -> Option<&'a ParameterValue> {
    let settings = setting(problem, spec)?.parameters.iter();
    let in_force = settings.filter(|setting| setting.key == key && setting.from.is_none_or(|from| from <= date));
    in_force.max_by_key(|setting| setting.from).map(|setting| &setting.value)
}
