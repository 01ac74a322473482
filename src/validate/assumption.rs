//! What was assumed in the absence of whole tables, in few lines.

use super::builder::Builder;
use crate::source::TableKind;

/// Tables without which there is simply nothing of that sort.
const PLAIN: [TableKind; 6] =
    [TableKind::Leave, TableKind::History, TableKind::Fixed, TableKind::Preferences, TableKind::Requirements, TableKind::Enrolments];

pub(super) fn complete(b: &mut Builder) {
    let is_absent = |b: &Builder, kind: TableKind| !b.has_rows(kind) && !b.tables.is_broken(kind);
    if is_absent(b, TableKind::Departments) && !b.problem.departments.is_empty() {
        let count = b.problem.departments.len();
        b.assume(
            format!("没有“科室”表：按人员和岗位所写建立 {count} 个科室，没有培训容量和留守人数。"),
            format!("No departments: {count} are made as staff and posts name them, without seats or minimum staff."),
        );
    }
    let absent: Vec<TableKind> = PLAIN.into_iter().filter(|kind| is_absent(b, *kind)).collect();
    if !absent.is_empty() {
        let zh: Vec<_> = absent.iter().map(|kind| kind.chinese()).collect();
        let en: Vec<_> = absent.iter().map(|kind| kind.english()).collect();
        b.assume(
            format!("没有这些表，按没有此类内容处理：{}。", zh.join("、")),
            format!("Without these tables there is nothing of their kind: {}.", en.join(", ")),
        );
    }
    super::fund::assume(b);
    if is_absent(b, TableKind::Rules) {
        b.assume("没有“规则”表：所有规则用默认值。", "No rules table: every rule keeps its defaults.");
    }
}
