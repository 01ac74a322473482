use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Value of a rule's parameter.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ParameterValue {
    /// A whole number, in the parameter's unit.
    Whole(i64),
    /// Several whole numbers, ascending.
    Wholes(Vec<i64>),
    Flag(bool),
    /// One of the parameter's named choices.
    Choice(String),
}

/// A county's value for a parameter from a date on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ParameterSetting {
    pub key: String,
    pub value: ParameterValue,
    /// In force from this day; always when absent.
    pub from: Option<NaiveDate>,
    /// Where the value comes from (依据).
    pub source: String,
}

/// What a county has set for one rule (规则); whatever is absent keeps the rule's own default.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct RuleSetting {
    pub enabled: Option<bool>,
    /// Strict (严格) or flexible (弹性).
    pub strict: Option<bool>,
    pub weight: Option<i64>,
    pub parameters: Vec<ParameterSetting>,
}
