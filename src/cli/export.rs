//! `lunzhuan export`: a form of a stored plan, to print or to forward.

use super::arguments::{ExportArguments, ExportForm, ExportFormat};
use super::{Ending, Voice, print_line, refused};
use crate::app::export::{Exported, Format, export_roster};
use crate::diagnostic::Language;
use crate::export::RosterRequest;
use crate::store::PlanId;
use serde_json::json;

pub fn run(arguments: &ExportArguments, voice: Voice) -> Ending {
    let format = match arguments.format {
        ExportFormat::Xlsx => Format::Xlsx,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Json => Format::Json,
    };
    let exported = match arguments.form {
        ExportForm::Roster => {
            let request = RosterRequest { institution: arguments.institution.clone(), month: arguments.month, private: arguments.private };
            export_roster(&arguments.db, arguments.plan.map(PlanId), &request, format, arguments.output.as_deref())
        }
    };
    match exported {
        Ok(exported) => {
            print_line(&told(&exported, voice));
            Ending::Done
        }
        Err(error) => refused(&error.message(), &error.remedy(), voice),
    }
}

fn told(exported: &Exported, voice: Voice) -> String {
    let Exported { path, plan, hosts, stays } = exported;
    if voice.json {
        return json!({"file": path, "plan": plan.0, "hosts": hosts, "stays": stays}).to_string();
    }
    match voice.language {
        Language::Chinese => format!("已导出 {}：方案 {plan}，{hosts} 个接收单位，{stays} 段安排", path.display()),
        Language::English => format!("exported {}: plan {plan}, {hosts} hosts, {stays} stays", path.display()),
    }
}
