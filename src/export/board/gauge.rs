//! How full each pool is, and how much of it works at branches.

use super::headline::percent;
use super::text::{clip, right, tame};
use super::{WIDTH, pick};
use crate::diagnostic::Language;
use crate::domain::DateRange;
use crate::store::PoolUsageRow;

/// Columns of a full bar.
const BAR: i64 = 18;

pub(super) fn lines(rows: &[&PoolUsageRow], language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for pool in rows.chunk_by(|a, b| a.community == b.community) {
        lines.push(heading(pool, language));
        let same = |a: &&PoolUsageRow, b: &&PoolUsageRow| (a.size, a.in_use, a.at_branches) == (b.size, b.in_use, b.at_branches);
        for run in pool.chunk_by(same) {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                lines.push(line(first, DateRange::new(first.dates.from, last.dates.to), language));
            }
        }
        lines.push(String::new());
    }
    lines
}

fn heading(pool: &[&PoolUsageRow], language: Language) -> String {
    let in_use = || pool.iter().map(|row| row.in_use);
    let (least, most) = (in_use().min().unwrap_or(0), in_use().max().unwrap_or(0));
    let shares = || pool.iter().filter_map(|row| row.branch_share);
    let name = pool.first().map(|row| tame(&row.community)).unwrap_or_default();
    let share = (shares().reduce(f64::min), shares().reduce(f64::max), pool.first().and_then(|row| row.branch_share));
    let share = match (share, language) {
        ((Some(low), Some(high), now), Language::Chinese) => {
            format!("，分院占比 {} 至 {}，期初 {}", percent(low), percent(high), now.map_or("—".into(), percent))
        }
        ((Some(low), Some(high), now), Language::English) => {
            format!(", branch share {} to {}, first {}", percent(low), percent(high), now.map_or("-".into(), percent))
        }
        _ => String::new(),
    };
    let text = match language {
        Language::Chinese => format!("周转池 {name}：在用 {least}–{most}{share}"),
        Language::English => format!("Pool {name}: {least}–{most} in use{share}"),
    };
    clip(&text, WIDTH)
}

fn line(row: &PoolUsageRow, dates: DateRange, language: Language) -> String {
    let full = if row.size > 0 { (row.in_use.clamp(0, row.size) * BAR + row.size / 2) / row.size } else { 0 };
    let bar = "█".repeat(full.max(0) as usize) + &"░".repeat((BAR - full).max(0) as usize);
    let share = row.branch_share.map_or("-".to_owned(), percent);
    let text = format!(
        "  {}～{} {bar} {}  {} {}  {} {}",
        dates.from,
        dates.to,
        right(&format!("{}/{}", row.in_use, row.size), 9),
        pick(language, "分院", "branches"),
        right(&share, 7),
        pick(language, "余", "free"),
        row.free
    );
    clip(&text, WIDTH)
}
