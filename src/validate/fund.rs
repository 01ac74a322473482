//! 经费: money for subsidies, by fund and year.

use super::builder::Builder;
use super::cells::{Cells, both};
use crate::diagnostic::Code;
use crate::domain::Fund;
use crate::source::{Column, TableKind};
use chrono::Datelike;
use std::collections::BTreeMap;

/// Most yuan of one fund in a year: more than any county's health budget.
const MOST_YUAN: i64 = 10_000_000_000;

pub(super) fn resolve(b: &mut Builder) {
    let mut rows: BTreeMap<(&str, i32), u32> = BTreeMap::new();
    for cells in b.rows(TableKind::Funds) {
        let name = cells.required(&mut b.report, Column::FundName);
        let year = cells.required(&mut b.report, Column::FundYear).and_then(|_| cells.year(&mut b.report, Column::FundYear));
        let yuan = cells.required(&mut b.report, Column::FundYuan);
        let yuan = yuan.and_then(|_| cells.whole(&mut b.report, Column::FundYuan, 0, MOST_YUAN));
        let levels = cells.levels(&mut b.report, Column::FundLevels);
        let (Some(name), Some(year)) = (name, year) else { continue };
        if let Some(first) = rows.get(&(name, year)) {
            reject_double(b, cells, name, year, *first);
            continue;
        }
        rows.insert((name, year), cells.row.number);
        if let Some(yuan) = yuan {
            let yuan = left_of(b, name, year, yuan);
            b.problem.funds.push(Fund { name: name.to_owned(), year, yuan, levels });
        }
    }
}

/// What published months before the plan leave of the fund, in whole yuan.
fn left_of(b: &mut Builder, name: &str, year: i32, yuan: i64) -> i64 {
    let start = b.problem.calendar.horizon().from;
    let of_fund = b.published.subsidies.iter().filter(|paid| paid.fund == name && paid.month.year() == year && paid.month < start);
    let spent = (of_fund.map(|paid| paid.half_yuan).sum::<i64>() + 1) / 2;
    if spent == 0 {
        return yuan;
    }
    let left = (yuan - spent).max(0);
    b.assume(
        format!("经费“{name}”{year} 年 {yuan} 元，计划期之前已发布的月份应付 {spent} 元，余 {left} 元。"),
        format!("The fund “{name}” of {year} has {yuan} yuan; published months before the plan take {spent}, which leaves {left}."),
    );
    left
}

fn reject_double(b: &mut Builder, cells: Cells, name: &str, year: i32, first: u32) {
    let found = both(format!("{name} {year} 年"), format!("{name} {year}"));
    let expected = both(format!("只有一行，第 {first} 行已有"), format!("one row; row {first} has it"));
    cells.fault(&mut b.report, Code::DuplicateFund, Column::FundName, found, expected);
}

/// Funds and rates go together; what the absence of one of them means.
pub(super) fn assume(b: &mut Builder) {
    let is_absent = |b: &Builder, kind: TableKind| !b.has_rows(kind) && !b.tables.is_broken(kind);
    if b.has_rows(TableKind::Rates) && is_absent(b, TableKind::Funds) {
        b.assume("没有“经费”表：补贴不设上限。", "No funds: subsidies have no limit.");
    }
    if b.has_rows(TableKind::Funds) && is_absent(b, TableKind::Rates) {
        b.assume("没有“补贴”表：没有补贴要付，经费不起作用。", "No rates: there are no subsidies to pay, and the funds have no effect.");
    }
}
