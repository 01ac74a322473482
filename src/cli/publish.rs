//! `lunzhuan publish`: months of a plan are confirmed and frozen.

use super::arguments::PublishArguments;
use super::{Ending, Voice, not_possible, print_line, refused};
use crate::app::publish::{PublishOrder, publish};
use crate::diagnostic::{Language, without_numbers};
use crate::store::{Announced, PlanId, PublishError};
use serde_json::json;

pub fn run(arguments: &PublishArguments, voice: Voice) -> Ending {
    // The book keeps them for good, and its views are read by others.
    let order = PublishOrder { through: arguments.through, by: without_numbers(&arguments.by), note: without_numbers(&arguments.note) };
    match publish(&arguments.file, arguments.plan.map(PlanId), order) {
        Ok(announced) => {
            print_line(&told(&announced, voice));
            Ending::Done
        }
        Err(PublishError::Refused(refusal)) => not_possible(&refusal.message(), &refusal.remedy(), voice),
        Err(PublishError::Store(error)) => refused(&error.message(), &error.remedy(), voice),
    }
}

fn told(announced: &Announced, voice: Voice) -> String {
    let Announced { publication, stays, notices, repairs } = announced;
    let (number, plan, by) = (publication.publication, publication.plan, without_numbers(&publication.published_by));
    let (from, through) = (publication.from.format("%Y-%m"), publication.through.format("%Y-%m"));
    if voice.json {
        return json!({
            "publication": number, "plan": plan.0, "from": from.to_string(), "through": through.to_string(), "published_by": by,
            "note": without_numbers(&publication.note), "repairs": repairs, "stays": stays, "notices": notices,
        })
        .to_string();
    }
    let count = notices.len();
    let range = match (notices.first(), notices.last()) {
        (Some(first), Some(last)) if first != last => format!(" {first}–{last}"),
        (Some(only), _) => format!(" {only}"),
        (None, _) => String::new(),
    };
    match voice.language {
        Language::Chinese => {
            let kind = if *repairs { "调整并发布" } else { "发布" };
            format!("第 {number} 次发布：{by} {kind}方案 {plan} 的 {from} 至 {through}；新通知单 {count} 份{range}")
        }
        Language::English => {
            let kind = if *repairs { "repaired and published" } else { "published" };
            format!("publication {number}: {by} {kind} {from} to {through} of plan {plan}; {count} new notices{range}")
        }
    }
}
