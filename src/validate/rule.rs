//! 规则: what the county has set for the rules of the registry.

use super::builder::Builder;
use super::cells::{Cells, both, decimal, flag, list, quoted};
use super::vocabulary::STRICTNESS;
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{ParameterSetting, ParameterValue};
use crate::rules::{ParameterKind, ParameterSpec, RuleId, Spec, Strictness};
use crate::source::{Column, TableKind};

/// Largest weight.
const HEAVIEST: i64 = 1000;

pub(super) fn resolve(b: &mut Builder) {
    for cells in b.rows(TableKind::Rules) {
        let Some(name) = cells.required(&mut b.report, Column::RuleName) else { continue };
        let Some(spec) = rule(name) else {
            let expected = both("规则的代码或中文名称", "the code or the Chinese name of a rule");
            cells.reject(&mut b.report, Code::UnknownRule, Column::RuleName, expected);
            continue;
        };
        let enabled = cells.flag(&mut b.report, Column::RuleEnabled);
        let strict = cells.choice(&mut b.report, Column::RuleStrict, Code::UnknownValue, &STRICTNESS);
        let weight = cells.whole(&mut b.report, Column::RuleWeight, 1, HEAVIEST);
        reject_impossible(b, cells, spec, enabled, strict);
        let parameter = parameter(b, cells, spec);
        let mut setting = b.problem.rule_settings.remove(spec.code).unwrap_or_default();
        agree(b, cells, Column::RuleEnabled, &mut setting.enabled, enabled);
        agree(b, cells, Column::RuleStrict, &mut setting.strict, strict);
        agree(b, cells, Column::RuleWeight, &mut setting.weight, weight);
        if let Some(parameter) = parameter {
            let is_double = setting.parameters.iter().any(|other| other.key == parameter.key && other.from == parameter.from);
            if is_double {
                let expected = both("每个参数在每个生效日期只有一个取值", "one value for each parameter and date");
                cells.reject(&mut b.report, Code::RuleSetTwice, Column::RuleParameter, expected);
            } else {
                setting.parameters.push(parameter);
            }
        }
        b.problem.rule_settings.insert(spec.code.to_owned(), setting);
    }
}

/// The rule with this code or Chinese name.
fn rule(name: &str) -> Option<&'static Spec> {
    let lower = name.to_lowercase().replace('_', "-");
    RuleId::ALL
        .iter()
        .map(|id| id.rule().spec)
        .find(|spec| spec.code == lower || spec.name.zh == name || spec.name.en.to_lowercase() == lower)
}

fn reject_impossible(b: &mut Builder, cells: Cells, spec: &Spec, enabled: Option<bool>, strict: Option<bool>) {
    match spec.strictness {
        Strictness::Law => {
            let expected =
                both(format!("启用、严格（{}是法定规则）", spec.name.zh), format!("enabled and strict, as {} is a law", spec.code));
            if enabled == Some(false) {
                cells.reject(&mut b.report, Code::RuleCannotChange, Column::RuleEnabled, expected.clone());
            }
            if strict == Some(false) {
                cells.reject(&mut b.report, Code::RuleCannotChange, Column::RuleStrict, expected);
            }
        }
        Strictness::Must => {}
        Strictness::Soft => {
            if strict == Some(true) {
                let expected = both(format!("弹性（{}只按权重计分）", spec.name.zh), format!("flexible, as {} only ever costs", spec.code));
                cells.reject(&mut b.report, Code::RuleCannotChange, Column::RuleStrict, expected);
            }
        }
    }
}

/// Takes the value over; a different one from an earlier row is reported.
fn agree<T: PartialEq + Copy>(b: &mut Builder, cells: Cells, column: Column, known: &mut Option<T>, value: Option<T>) {
    match (*known, value) {
        (Some(known), Some(value)) if known != value => {
            let expected = both("与同一规则前面的行一致", "the same as in earlier rows of the rule");
            cells.reject(&mut b.report, Code::RuleSetTwice, column, expected);
        }
        (None, Some(_)) => *known = value,
        (_, None) | (Some(_), Some(_)) => {}
    }
}

fn parameter(b: &mut Builder, cells: Cells, spec: &Spec) -> Option<ParameterSetting> {
    let effective = cells.date(&mut b.report, Column::RuleEffective);
    let Some(name) = cells.text(Column::RuleParameter) else {
        if cells.text(Column::RuleValue).is_some() {
            cells.required(&mut b.report, Column::RuleParameter);
        }
        return None;
    };
    let lower = name.to_lowercase();
    let Some(parameter) = spec
        .parameters
        .iter()
        .find(|parameter| parameter.key == lower || parameter.name.zh == name || parameter.name.en.to_lowercase() == lower)
    else {
        let zh: Vec<_> = spec.parameters.iter().map(|parameter| parameter.name.zh).collect();
        let en: Vec<_> = spec.parameters.iter().map(|parameter| parameter.key).collect();
        let expected = if en.is_empty() {
            both(format!("留空（{}没有参数）", spec.name.zh), format!("an empty cell, as {} has no parameters", spec.code))
        } else {
            both(zh.join("、"), en.join(", "))
        };
        cells.reject(&mut b.report, Code::UnknownParameter, Column::RuleParameter, expected);
        return None;
    };
    let text = cells.required(&mut b.report, Column::RuleValue)?;
    let Some(value) = value(parameter, text) else {
        let expected = expected(parameter);
        cells.fault(&mut b.report, Code::InvalidParameterValue, Column::RuleValue, Bilingual::same(quoted(text)), expected);
        return None;
    };
    Some(ParameterSetting { key: parameter.key.to_owned(), value, from: effective, source: cells.words(Column::RuleBasis) })
}

/// The value, when it is of the parameter's kind and inside its range.
fn value(parameter: &ParameterSpec, text: &str) -> Option<ParameterValue> {
    let is_share = parameter.unit.en == "%";
    let whole = |text: &str, minimum: i64, maximum: i64| {
        let bare = text.strip_suffix('%').filter(|_| is_share);
        let written = decimal(bare.unwrap_or(text).trim())?;
        // A cell formatted as a percentage arrives as its fraction, as in every other table.
        let number = if is_share && bare.is_none() && written.abs() <= 1.0 { written * 100.0 } else { written };
        let nearest = number.round();
        let is_whole = (number - nearest).abs() < 1e-6;
        (is_whole && minimum as f64 <= nearest && nearest <= maximum as f64).then_some(nearest as i64)
    };
    match parameter.kind {
        ParameterKind::Whole { minimum, maximum } => whole(text, minimum, maximum).map(ParameterValue::Whole),
        ParameterKind::Wholes { minimum, maximum } => {
            let mut numbers: Vec<i64> = list(text).into_iter().map(|item| whole(item, minimum, maximum)).collect::<Option<_>>()?;
            numbers.sort_unstable();
            numbers.dedup();
            (!numbers.is_empty()).then_some(ParameterValue::Wholes(numbers))
        }
        ParameterKind::Flag => flag(text).map(ParameterValue::Flag),
        ParameterKind::Choice(choices) => {
            let lower = text.to_lowercase();
            let choice = choices.iter().find(|(code, chinese)| *code == lower || *chinese == text);
            choice.map(|(code, _)| ParameterValue::Choice((*code).to_owned()))
        }
    }
}

fn expected(parameter: &ParameterSpec) -> Bilingual {
    let (zh, en) = (parameter.unit.zh, parameter.unit.en);
    match parameter.kind {
        ParameterKind::Whole { minimum, maximum } => {
            both(format!("{minimum} 到 {maximum} 的整数（{zh}）"), format!("a whole number from {minimum} to {maximum} ({en})"))
        }
        ParameterKind::Wholes { minimum, maximum } => both(
            format!("{minimum} 到 {maximum} 的整数（{zh}），可以有几个，用“、”隔开"),
            format!("whole numbers from {minimum} to {maximum} ({en}), one or several, separated by “、”"),
        ),
        ParameterKind::Flag => both("是 或 否", "yes or no"),
        ParameterKind::Choice(choices) => {
            let zh: Vec<_> = choices.iter().map(|(_, chinese)| *chinese).collect();
            let en: Vec<_> = choices.iter().map(|(code, _)| *code).collect();
            both(zh.join("、"), en.join(", "))
        }
    }
}
