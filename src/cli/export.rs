//! `lunzhuan export`: a form of a stored plan, to print or to forward.

use super::arguments::{ExportArguments, ExportForm, ExportFormat};
use super::{Ending, Voice, export_failed, print_line};
use crate::app::dataset::rebuild;
use crate::app::export::{Exported, ExportedAll, Format, export_all, export_form};
use crate::diagnostic::Language;
use crate::export::{FormKind, FormRequest, RosterRequest};
use crate::store::PlanId;
use serde_json::json;

/// `forms` is the language of what is written: Chinese unless another was asked for, whatever the terminal speaks.
pub fn run(arguments: &ExportArguments, forms: Language, voice: Voice) -> Ending {
    let format = match arguments.format {
        ExportFormat::Xlsx => Format::Xlsx,
        ExportFormat::Html => Format::Html,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Json => Format::Json,
        ExportFormat::Ics => Format::Ics,
    };
    let request = FormRequest {
        roster: RosterRequest {
            institution: arguments.institution.clone(),
            month: arguments.month,
            person: arguments.person.clone(),
            private: arguments.with_private,
        },
        language: forms,
        basis: arguments.basis.clone(),
        today: chrono::Local::now().date_naive(),
    };
    let (plan, output) = (arguments.plan.map(PlanId), arguments.output.as_deref());
    let told = match kind(arguments.form) {
        Some(kind) => export_form(&arguments.db, plan, kind, &request, format, output, &rebuild).map(|done| one(&done, kind, voice)),
        None => export_all(&arguments.db, plan, &request, format, output, arguments.force, &rebuild).map(|done| all(&done, voice)),
    };
    match told {
        Ok(told) => {
            print_line(&told);
            let certifies = kind(arguments.form).is_none_or(|kind| kind == FormKind::Certificate);
            if certifies && arguments.basis.is_none() && !voice.json {
                print_line(default_basis(voice.language));
            }
            Ending::Done
        }
        Err(error) => export_failed(&error, voice),
    }
}

/// Nothing for all of them.
fn kind(form: ExportForm) -> Option<FormKind> {
    Some(match form {
        ExportForm::Roster => FormKind::Roster,
        ExportForm::Overview => FormKind::Overview,
        ExportForm::Host => FormKind::Host,
        ExportForm::Department => FormKind::Department,
        ExportForm::Person => FormKind::Person,
        ExportForm::Notice => FormKind::Notice,
        ExportForm::DispatchLedger => FormKind::DispatchLedger,
        ExportForm::Certificate => FormKind::Certificate,
        ExportForm::Pool => FormKind::Pool,
        ExportForm::Shortage => FormKind::Shortage,
        ExportForm::PlatformWide => FormKind::PlatformWide,
        ExportForm::PlatformLong => FormKind::PlatformLong,
        ExportForm::All => return None,
    })
}

fn one(exported: &Exported, kind: FormKind, voice: Voice) -> String {
    let Exported { path, plan, hosts, stays, lines } = exported;
    if voice.json {
        return json!({"file": path, "plan": plan.0, "form": kind.code(), "hosts": hosts, "stays": stays, "rows": lines}).to_string();
    }
    let (path, name) = (path.display(), kind.name().get(voice.language));
    match (kind, voice.language) {
        (FormKind::Roster, Language::Chinese) => format!("已导出 {path}：方案 {plan}，{hosts} 个接收单位，{stays} 段安排"),
        (FormKind::Roster, Language::English) => format!("exported {path}: plan {plan}, {hosts} hosts, {stays} stays"),
        (_, Language::Chinese) => format!("已导出 {path}：方案 {plan}，{name}，{lines} 行"),
        (_, Language::English) => format!("exported {path}: plan {plan}, {name}, {lines} rows"),
    }
}

/// Told to the office, not printed on what it signs.
fn default_basis(language: Language) -> &'static str {
    match language {
        Language::Chinese => "基层服务证明只计入历史记录和已发布的安排；依据为默认文本，请按本县规定核对，可用 --basis 替换",
        Language::English => {
            "certificates tell of the history and of published stays only; their basis is the default text: check it against your own rules, \
             --basis puts another in its place"
        }
    }
}

fn all(exported: &ExportedAll, voice: Voice) -> String {
    let ExportedAll { path, plan, files, empty } = exported;
    if voice.json {
        return json!({"folder": path, "plan": plan.0, "files": files, "left_out": empty}).to_string();
    }
    let path = path.display();
    match voice.language {
        Language::Chinese => format!("已导出到 {path}：方案 {plan}，{files} 个文件；{empty} 张表没有内容，未导出"),
        Language::English => format!("exported to {path}: plan {plan}, {files} files; {empty} forms left out, as nothing is on them"),
    }
}
