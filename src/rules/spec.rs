use crate::diagnostic::Words;
use crate::model::Tier;

/// How far a county may bend a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strictness {
    /// Law or capacity: never bends.
    Law,
    /// Must hold, unless the county makes it flexible: then breaking it costs in tier 3.
    Must,
    /// Costs in its tier.
    Soft,
}

/// Kind and range of a parameter's values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterKind {
    /// One whole number from `minimum` to `maximum`.
    Whole {
        minimum: i64,
        maximum: i64,
    },
    /// Several, each from `minimum` to `maximum`.
    Wholes {
        minimum: i64,
        maximum: i64,
    },
    Flag,
    /// One of these names (code, Chinese).
    Choice(&'static [(&'static str, &'static str)]),
}

/// Default of a parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterDefault {
    Whole(i64),
    Wholes(&'static [i64]),
    Flag(bool),
    Choice(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub struct ParameterSpec {
    /// English key, as in the 规则 table.
    pub key: &'static str,
    /// Its name in Chinese tables and in messages.
    pub name: Words,
    pub kind: ParameterKind,
    pub default: ParameterDefault,
    pub unit: Words,
    /// Where the default comes from; "默认值，请按本县规定设置 / default, set your own" where no public source exists.
    pub source: Words,
}

/// Everything there is to say about a rule.
#[derive(Debug)]
pub struct Spec {
    /// English code, as in tables, JSON and the database.
    pub code: &'static str,
    pub name: Words,
    pub what: Words,
    pub why: Words,
    pub formula: &'static str,
    /// An example worked by hand; a test of the rule computes the same figures.
    pub example: Words,
    pub strictness: Strictness,
    /// Tier of its costs; for a rule that must hold, the tier once a county has made it flexible.
    pub tier: Tier,
    /// Cost of each unit, from 1.
    pub weight: i64,
    pub parameters: &'static [ParameterSpec],
}
