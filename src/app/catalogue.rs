//! Use case: the rules as a policy document, with the values in force.

use crate::diagnostic::{Language, Words};
use crate::domain::{ParameterValue, Problem};
use crate::model::Tier;
use crate::rules::{ParameterDefault, ParameterKind, ParameterSpec, RuleId, Spec, Strictness, setting};
use std::fmt::Write;

/// The rules in Markdown. With a problem, parameters show the county's values; without, the defaults.
pub fn document(problem: Option<&Problem>, language: Language) -> String {
    let pick = |words: Words| match language {
        Language::Chinese => words.zh,
        Language::English => words.en,
    };
    let say = |zh: &'static str, en: &'static str| pick(Words { zh, en });
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", say("规则目录", "Rules"));
    let _ = writeln!(
        out,
        "{}\n",
        say(
            "「法定」从不放宽；「必须」可由县里改为弹性，改后违反按所列层次计代价；「弹性」违反即按层次计代价。层次在先者优先，先保前一层，再看后一层。",
            "Law never bends. A must rule may be made flexible by the county: breaking it then costs in the tier given. A soft rule costs in its \
             tier. An earlier tier is never given up for a later one.",
        )
    );
    for (number, id) in RuleId::ALL.iter().enumerate() {
        let spec = id.rule().spec;
        let _ = writeln!(out, "## {}. {}（{}）\n", number + 1, pick(spec.name), spec.code);
        let _ = writeln!(out, "- **{}**{}{}", say("性质", "Strictness"), say("：", ": "), strictness(problem, spec, language));
        for (title, text) in [
            (say("内容", "What"), pick(spec.what)),
            (say("理由", "Why"), pick(spec.why)),
            (say("算式", "Formula"), spec.formula),
            (say("算例", "Example"), pick(spec.example)),
        ] {
            let text = if std::ptr::eq(text, spec.formula) { format!("`{text}`") } else { text.to_string() };
            let _ = writeln!(out, "- **{title}**{}{text}", say("：", ": "));
        }
        if !spec.parameters.is_empty() {
            let _ = writeln!(
                out,
                "\n| {} | {} | {} | {} | {} |\n|---|---|---|---|---|",
                say("参数", "Parameter"),
                say("键", "Key"),
                say("取值", "Value"),
                say("范围", "Range"),
                say("依据", "Source")
            );
            for parameter in spec.parameters {
                let (value, source) = value(problem, spec, parameter, language);
                let _ = writeln!(
                    out,
                    "| {} | `{}` | {value}{}{} | {} | {source} |",
                    pick(parameter.name),
                    parameter.key,
                    say("", " "),
                    pick(parameter.unit),
                    range(parameter, language)
                );
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn strictness(problem: Option<&Problem>, spec: &Spec, language: Language) -> String {
    let tier = |tier: Tier| match language {
        Language::Chinese => tier.chinese(),
        Language::English => tier.english(),
    };
    let enabled = problem.is_none_or(|problem| setting::is_enabled(problem, spec));
    let strict = problem.is_none_or(|problem| setting::is_strict(problem, spec));
    let weight = problem.map_or(spec.weight, |problem| setting::weight(problem, spec));
    let tier = tier(spec.tier);
    match (language, spec.strictness) {
        (Language::Chinese, _) if !enabled => "本县已停用".into(),
        (Language::English, _) if !enabled => "switched off by the county".into(),
        (Language::Chinese, Strictness::Law) => "法定".into(),
        (Language::English, Strictness::Law) => "law".into(),
        (Language::Chinese, Strictness::Must) if strict => "必须".into(),
        (Language::English, Strictness::Must) if strict => "must".into(),
        (Language::Chinese, Strictness::Must) => format!("本县改为弹性，计入「{tier}」，每单位 {weight}"),
        (Language::English, Strictness::Must) => format!("made flexible by the county, costs {weight} a unit in {tier}"),
        (Language::Chinese, Strictness::Soft) => format!("弹性，计入「{tier}」，每单位 {weight}"),
        (Language::English, Strictness::Soft) => format!("soft, costs {weight} a unit in {tier}"),
    }
}

/// Value in force at the start of the horizon, and where it comes from.
fn value(problem: Option<&Problem>, spec: &Spec, parameter: &ParameterSpec, language: Language) -> (String, String) {
    let default_source = match language {
        Language::Chinese => parameter.source.zh,
        Language::English => parameter.source.en,
    };
    let county = problem.and_then(|problem| {
        let date = problem.calendar.horizon().from;
        let settings = &problem.rule_settings.get(spec.code)?.parameters;
        let in_force = settings.iter().filter(|setting| setting.key == parameter.key && setting.from.is_none_or(|from| from <= date));
        in_force.max_by_key(|setting| setting.from)
    });
    match county {
        Some(setting) => (shown(&setting.value, parameter, language), setting.source.clone()),
        None => {
            let value = match parameter.default {
                ParameterDefault::Whole(whole) => ParameterValue::Whole(whole),
                ParameterDefault::Wholes(wholes) => ParameterValue::Wholes(wholes.to_vec()),
                ParameterDefault::Flag(flag) => ParameterValue::Flag(flag),
                ParameterDefault::Choice(choice) => ParameterValue::Choice(choice.into()),
            };
            (shown(&value, parameter, language), default_source.into())
        }
    }
}

fn shown(value: &ParameterValue, parameter: &ParameterSpec, language: Language) -> String {
    match (value, language) {
        (ParameterValue::Whole(whole), _) => whole.to_string(),
        (ParameterValue::Wholes(wholes), Language::Chinese) => join(wholes, "、"),
        (ParameterValue::Wholes(wholes), Language::English) => join(wholes, ", "),
        (ParameterValue::Flag(flag), Language::Chinese) => if *flag { "是" } else { "否" }.into(),
        (ParameterValue::Flag(flag), Language::English) => if *flag { "yes" } else { "no" }.into(),
        (ParameterValue::Choice(choice), Language::English) => choice.clone(),
        (ParameterValue::Choice(choice), Language::Chinese) => match parameter.kind {
            ParameterKind::Choice(choices) => {
                choices.iter().find(|(code, _)| code == choice).map_or(choice.as_str(), |(_, name)| name).into()
            }
            ParameterKind::Whole { .. } | ParameterKind::Wholes { .. } | ParameterKind::Flag => choice.clone(),
        },
    }
}

fn join(wholes: &[i64], separator: &str) -> String {
    wholes.iter().map(i64::to_string).collect::<Vec<_>>().join(separator)
}

fn range(parameter: &ParameterSpec, language: Language) -> String {
    match (parameter.kind, language) {
        (ParameterKind::Whole { minimum, maximum } | ParameterKind::Wholes { minimum, maximum }, _) => format!("{minimum}–{maximum}"),
        (ParameterKind::Flag, Language::Chinese) => "是、否".into(),
        (ParameterKind::Flag, Language::English) => "yes, no".into(),
        (ParameterKind::Choice(choices), Language::Chinese) => choices.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("、"),
        (ParameterKind::Choice(choices), Language::English) => choices.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", "),
    }
}
