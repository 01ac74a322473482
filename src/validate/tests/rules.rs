//! 规则: every rule of the registry and every kind of parameter, by code and by Chinese name.

use super::*;
use crate::rules::{ParameterDefault, ParameterKind, RuleId, Spec, Strictness, setting};

fn day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap()
}

fn spec(code: &str) -> &'static Spec {
    RuleId::from_code(code).unwrap().rule().spec
}

#[test]
fn rule_settings_keep_values_by_date_and_refuse_what_is_out_of_range() {
    let rows = "规则|启用|参数|取值|生效日期\nterm||options|6、3|\nterm||options|12|2027-07-01\n任期|是|||";
    let spec = crate::rules::RuleId::from_code("term").unwrap().rule().spec;
    let rows = rows.replace("任期|是", &format!("{}|是", spec.name.zh));
    let problem = problem(&[("规则", &rows)]);
    let setting = &problem.rule_settings["term"];
    assert_eq!(setting.enabled, Some(true));
    assert_eq!(setting.parameters[0].value, ParameterValue::Wholes(vec![3, 6]));
    assert_eq!(setting.parameters[1].from, NaiveDate::from_ymd_opt(2027, 7, 1));
    // Posts without terms of their own take those in force at the start.
    assert_eq!(problem.posts[PostId::from_index(0)].terms, [6, 12]);
    assert!(validated(&[("规则", "规则|参数|取值\nterm|options|0")]).problem.is_none());
}

/// Some value of the parameter that is not its default, as a clerk writes it, and what it means.
fn other_value(kind: ParameterKind, default: ParameterDefault) -> (String, ParameterValue) {
    match (kind, default) {
        (ParameterKind::Whole { minimum, maximum }, ParameterDefault::Whole(default)) => {
            let value = if default == maximum { minimum } else { maximum };
            (format!("{value}"), ParameterValue::Whole(value))
        }
        (ParameterKind::Wholes { minimum, maximum }, _) => {
            (format!("{maximum}、{minimum}，{maximum}"), ParameterValue::Wholes(vec![minimum, maximum]))
        }
        (ParameterKind::Flag, ParameterDefault::Flag(default)) => {
            ((if default { "否" } else { "是" }).to_owned(), ParameterValue::Flag(!default))
        }
        (ParameterKind::Choice(choices), ParameterDefault::Choice(default)) => {
            let (code, chinese) = choices.iter().find(|(code, _)| *code != default).unwrap();
            ((*chinese).to_owned(), ParameterValue::Choice((*code).to_owned()))
        }
        (kind, default) => panic!("{kind:?} with the default {default:?}"),
    }
}

#[test]
fn every_parameter_of_every_rule_is_set_by_key_and_by_chinese_name() {
    for rule in RuleId::ALL.iter().map(|id| id.rule()) {
        for parameter in rule.spec.parameters {
            let (text, value) = other_value(parameter.kind, parameter.default);
            // A share of 1 or less is a fraction, so a whole per cent wears its sign.
            let text = if parameter.unit.en == "%" { format!("{text}%") } else { text };
            for (rule_name, parameter_name) in [(rule.spec.code, parameter.key), (rule.spec.name.zh, parameter.name.zh)] {
                let rows = format!("规则|参数|取值|依据\n{rule_name}|{parameter_name}|{text}|县文件");
                let problem = problem(&[("规则", &rows)]);
                let set = &problem.rule_settings[rule.spec.code].parameters[0];
                assert_eq!((set.key.as_str(), &set.value, set.source.as_str()), (parameter.key, &value, "县文件"), "{rows}");
            }
        }
    }
}

#[test]
fn values_of_another_kind_or_outside_the_range_are_located() {
    for rule in RuleId::ALL.iter().map(|id| id.rule()) {
        for parameter in rule.spec.parameters {
            let bad = match parameter.kind {
                ParameterKind::Whole { minimum, maximum } => vec![format!("{}", maximum + 1), format!("{}", minimum - 1), "很多".into()],
                ParameterKind::Wholes { minimum, maximum } => vec![format!("{maximum}、{}", maximum + 1), format!("{}", minimum - 1)],
                ParameterKind::Flag | ParameterKind::Choice(_) => vec!["也许".into(), "2.5".into()],
            };
            for text in bad {
                let rows = format!("规则|参数|取值\n{}|{}|{text}", rule.spec.code, parameter.key);
                assert_eq!(faults(&[("规则", &rows)]), [(Code::InvalidParameterValue, Some(2))], "{rows}");
            }
        }
    }
}

#[test]
fn shares_may_be_fractions_or_wear_their_sign() {
    for text in ["29", "29%", "0.29"] {
        let rows = format!("规则|参数|取值\nrelease|外派比例上限|{text}");
        let problem = problem(&[("规则", &rows)]);
        assert_eq!(setting::whole(&problem, spec("release"), "away_percent", day(2027, 1)), 29, "{text}");
    }
    // The sign belongs to shares alone.
    assert_eq!(faults(&[("规则", "规则|参数|取值\nterm|options|6%")]), [(Code::InvalidParameterValue, Some(2))]);
}

#[test]
fn rules_are_switched_off_made_flexible_and_weighed_as_far_as_their_nature_allows() {
    for rule in RuleId::ALL.iter().map(|id| id.rule()) {
        let code = rule.spec.code;
        let one = |column: &str, value: &str| format!("规则|{column}\n{code}|{value}");
        let (off, flexible, strict, heavy) = (one("启用", "否"), one("严格", "弹性"), one("严格", "严格"), one("权重", "7"));
        let is_law = rule.spec.strictness == Strictness::Law;
        let is_soft = rule.spec.strictness == Strictness::Soft;
        let refused = vec![(Code::RuleCannotChange, Some(2))];
        for (rows, is_refused) in [(&off, is_law), (&flexible, is_law), (&strict, is_soft), (&heavy, false)] {
            assert_eq!(faults(&[("规则", rows)]), if is_refused { refused.clone() } else { Vec::new() }, "{rows}");
        }
        assert_eq!(setting::weight(&problem(&[("规则", &heavy)]), rule.spec), 7);
        if !is_law {
            assert!(!setting::is_enabled(&problem(&[("规则", &off)]), rule.spec));
            assert!(!setting::is_strict(&problem(&[("规则", &flexible)]), rule.spec));
        }
        if !is_soft {
            assert!(setting::is_strict(&problem(&[("规则", &strict)]), rule.spec));
        }
    }
}

#[test]
fn a_value_holds_from_its_date_until_the_next() {
    let rows = "规则|参数|取值|生效日期\nterm|options|6|2027-04-01\nterm|options|3|\nterm|options|12|2027-04-15\nterm|long_minimum|4|";
    let rows = rows.replace("long_minimum", spec("term").parameters.iter().find(|parameter| parameter.key != "options").unwrap().key);
    let problem = problem(&[("规则", &rows)]);
    let on = |month: u32, day: u32| setting::wholes(&problem, spec("term"), "options", NaiveDate::from_ymd_opt(2027, month, day).unwrap());
    assert_eq!((on(1, 1), on(3, 31), on(4, 1), on(4, 14), on(4, 15)), (vec![3], vec![3], vec![6], vec![6], vec![12]));
    assert_eq!(problem.rule_settings["term"].parameters.len(), 4);
    let twice = "规则|参数|取值|生效日期\nterm|options|6|2027-04-01\nterm|options|3|2027-04-01";
    assert_eq!(faults(&[("规则", twice)]), [(Code::RuleSetTwice, Some(3))]);
}

#[test]
fn unknown_rules_and_parameters_are_located() {
    let rows = "规则|参数|取值\nterm|options|6\n任期表||\nterm|期限|6\n座位||";
    assert_eq!(faults(&[("规则", rows)]), [(Code::UnknownRule, Some(3)), (Code::UnknownParameter, Some(4)), (Code::UnknownRule, Some(5))]);
    let report = validated(&[("规则", rows)]).report;
    let unknown = report.faults.iter().find(|fault| fault.code == Code::UnknownParameter).unwrap();
    assert!(unknown.expected.zh.contains("任期选项") && unknown.expected.en.contains("options"), "{unknown:?}");
    assert_eq!(unknown.location.header.as_deref(), Some("参数"));
    // A value without a parameter says nothing.
    assert_eq!(faults(&[("规则", "规则|参数|取值\nterm||6")]), [(Code::EmptyCell, Some(2))]);
}
