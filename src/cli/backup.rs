//! `lunzhuan backup` and `lunzhuan restore`.

use super::arguments::{BackupArguments, RestoreArguments};
use super::{Ending, Voice, print_line, refused};
use crate::app::backup::{backup, restore};
use crate::diagnostic::Language;
use crate::store::{Copied, StoreError};
use serde_json::json;

pub fn run(arguments: &BackupArguments, voice: Voice) -> Ending {
    told(backup(&arguments.file, &arguments.to, arguments.force), ["已备份到", "backed up to"], voice)
}

pub fn run_restore(arguments: &RestoreArguments, voice: Voice) -> Ending {
    told(restore(&arguments.from, &arguments.file, arguments.force), ["已恢复到", "restored to"], voice)
}

fn told(copied: Result<Copied, StoreError>, done: [&str; 2], voice: Voice) -> Ending {
    let copied = match copied {
        Ok(copied) => copied,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    let Copied { path, bytes, plans, kept_beside } = &copied;
    if voice.json {
        let plans: Vec<i64> = plans.iter().map(|plan| plan.0).collect();
        print_line(&json!({"file": path, "bytes": bytes, "plans": plans, "kept_beside": kept_beside}).to_string());
        return Ending::Done;
    }
    let ([zh, en], file, number) = (done, path.display(), plans.len());
    print_line(&match voice.language {
        Language::Chinese => format!("{zh} {file}：{number} 个方案，已核对完好"),
        Language::English => format!("{en} {file}: {}, checked and whole", crate::diagnostic::counted(number, "plan")),
    });
    if let Some(beside) = kept_beside {
        print_line(&match voice.language {
            Language::Chinese => format!("  原来的库留在 {}", beside.display()),
            Language::English => format!("  the book that stood there is {}", beside.display()),
        });
    }
    Ending::Done
}
