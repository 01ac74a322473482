//! `lunzhuan rules`: the rules as a policy document.

use super::arguments::RulesArguments;
use super::check::at_fault;
use super::{Ending, Voice, print_line};
use crate::app::catalogue;
use crate::rules::RuleId;
use crate::validate::{Options, load};
use serde_json::json;

pub fn run(arguments: &RulesArguments, voice: Voice) -> Ending {
    let problem = match &arguments.input {
        None => None,
        Some(input) => {
            let loaded = load(input, &Options::default());
            if loaded.problem.is_none() {
                return at_fault(&loaded, voice);
            }
            loaded.problem
        }
    };
    if voice.json {
        let rules: Vec<_> = RuleId::ALL
            .iter()
            .map(|id| {
                let spec = id.rule().spec;
                let parameters: Vec<_> = spec.parameters.iter().map(|parameter| parameter.key).collect();
                let strictness = format!("{:?}", spec.strictness).to_lowercase();
                json!({
                    "rule": spec.code, "name": voice.pick(spec.name.zh, spec.name.en), "strictness": strictness,
                    "tier": spec.tier.code(), "weight": spec.weight, "what": voice.pick(spec.what.zh, spec.what.en),
                    "formula": spec.formula, "parameters": parameters,
                })
            })
            .collect();
        print_line(&json!(rules).to_string());
    } else {
        print_line(catalogue::document(problem.as_ref(), voice.language).trim_end());
    }
    Ending::Done
}
