//! A finished plan that its database could not take: where it is instead.

use super::{Ending, Voice, print_error, print_line};
use crate::diagnostic::Bilingual;
use crate::store::{SavedPlan, Store, StoreError};
use serde_json::json;

/// Saves the plan elsewhere, and tells why and where.
pub fn rescued(store: &Store, saved: &SavedPlan, why: &StoreError, voice: Voice) -> Ending {
    let mut lines = vec![
        Bilingual::new(
            format!("方案已排好，但未能存入：{}", why.message().zh),
            format!("the plan is made but could not be stored: {}", why.message().en),
        ),
        why.remedy(),
    ];
    let rescued = store.rescue(saved);
    match &rescued {
        Ok(rescued) => {
            let (path, plan) = (rescued.path.display(), rescued.plan);
            lines.push(Bilingual::new(
                format!("方案没有丢失，另存为 {path}（其中的方案 {plan}），请移到稳妥的地方；查看：lunzhuan show {path}"),
                format!("it is not lost: it is plan {plan} of {path}; move that file to a safe place; to look at it: lunzhuan show {path}"),
            ));
            lines.push(Bilingual::new(
                "排除原因后，用同样的表和选项再排一次，即可存入原库",
                "when the cause is removed, planning with the same tables and options puts it into the database",
            ));
            if rescued.with_all_else {
                let book = store.path().display();
                lines.push(Bilingual::new(
                    format!("或者，若其间没有人向原库存过方案：lunzhuan restore {path} {book} --force"),
                    format!("or, if nobody has stored anything there meanwhile: lunzhuan restore {path} {book} --force"),
                ));
            }
        }
        Err(refusals) => lines.extend(refusals.iter().map(|error| {
            let message = error.message();
            Bilingual::new(format!("也未能另存：{}", message.zh), format!("nor could it be stored elsewhere: {}", message.en))
        })),
    }
    if voice.json {
        let remedies: Vec<&str> = lines[1..].iter().map(|line| voice.text(line)).collect();
        let (path, plan) = (rescued.as_ref().ok().map(|rescued| &rescued.path), rescued.as_ref().ok().map(|rescued| rescued.plan.0));
        print_line(&json!({"error": voice.text(&lines[0]), "remedy": remedies.join("\n"), "rescued_to": path, "plan": plan}).to_string());
    } else {
        lines.iter().for_each(|line| print_error(voice.text(line)));
    }
    Ending::Failed
}
