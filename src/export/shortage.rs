//! Shortages of consecutive slots told as one.

use crate::domain::DateRange;
use crate::store::ShortageRow;
use std::collections::BTreeMap;

/// The same requirement short for the same reason over consecutive windows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShortageSpan {
    pub requirement: String,
    pub scope: String,
    pub dates: DateRange,
    /// A strict minimum, not a target.
    pub minimum: bool,
    /// Least and most over the windows.
    pub required: (i64, i64),
    pub assigned: (i64, i64),
    pub missing: (i64, i64),
    pub reason_zh: Option<String>,
    pub reason_en: Option<String>,
}

/// Merges what follows on without a gap, in the order of the first of each.
pub fn merged<'a>(rows: impl IntoIterator<Item = &'a ShortageRow>) -> Vec<ShortageSpan> {
    let mut spans: Vec<ShortageSpan> = Vec::new();
    let mut latest: BTreeMap<_, usize> = BTreeMap::new();
    for row in rows {
        let key = (row.requirement.as_str(), row.scope.as_str(), row.minimum, row.reason_zh.as_deref(), row.reason_en.as_deref());
        let follows = latest.get(&key).copied().filter(|index| spans[*index].dates.to.succ_opt() == Some(row.window.from));
        if let Some(index) = follows {
            let span = &mut spans[index];
            span.dates.to = row.window.to;
            span.required = widened(span.required, row.required);
            span.assigned = widened(span.assigned, row.assigned);
            span.missing = widened(span.missing, row.missing);
            continue;
        }
        latest.insert(key, spans.len());
        spans.push(ShortageSpan {
            requirement: row.requirement.clone(),
            scope: row.scope.clone(),
            dates: row.window,
            minimum: row.minimum,
            required: (row.required, row.required),
            assigned: (row.assigned, row.assigned),
            missing: (row.missing, row.missing),
            reason_zh: row.reason_zh.clone().filter(|reason| !reason.is_empty()),
            reason_en: row.reason_en.clone().filter(|reason| !reason.is_empty()),
        });
    }
    spans
}

fn widened((least, most): (i64, i64), value: i64) -> (i64, i64) {
    (least.min(value), most.max(value))
}

/// `2` or `1–3`.
pub(super) fn range_text((least, most): (i64, i64)) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}
