//! 医共体: communities, and the staffing pools that they draw on.

use super::builder::{Builder, Found};
use super::cells::{Cells, both};
use super::pool::{self, PoolRow};
use super::vocabulary::SHARE_BASES;
use crate::diagnostic::Code;
use crate::domain::{Community, CommunityId, IndexVec};
use crate::source::{Column, TableKind};
use std::collections::BTreeMap;

/// The rows of one community: the first says what it is, later ones with a later date only change the size of its pool.
pub(super) struct Rows<'a> {
    community: CommunityId,
    rows: Vec<Cells<'a>>,
}

/// Registers the communities, so that institutions can name them.
pub(super) fn register<'a>(b: &mut Builder<'a>) -> Vec<Rows<'a>> {
    let mut out: Vec<Rows> = Vec::new();
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for cells in b.rows(TableKind::Communities) {
        let code = cells.required(&mut b.report, Column::CommunityCode);
        let name = cells.required(&mut b.report, Column::CommunityName);
        let Some(code) = code else { continue };
        if let Some(index) = by_code.get(code) {
            if cells.text(Column::CommunityEffective).is_none() {
                let expected = both(
                    "每个医共体一行；若是以后的总数变化，请填 生效日期",
                    "one row a community; fill in effective where the pool's size changes later",
                );
                cells.reject(&mut b.report, Code::DuplicateCode, Column::CommunityCode, expected);
            }
            out[*index].rows.push(cells);
            continue;
        }
        let name = name.unwrap_or(code).to_owned();
        let id = b.problem.communities.push(Community { code: code.to_owned(), name, lead: None, pool: None });
        b.communities.insert(code, Some(id));
        by_code.insert(code, out.len());
        out.push(Rows { community: id, rows: vec![cells] });
    }
    out
}

/// Leads and pools, once the institutions are known.
pub(super) fn resolve(b: &mut Builder, communities: Vec<Rows>) {
    if communities.is_empty() {
        assume_one(b);
        return;
    }
    let mut pool_rows = Vec::new();
    for Rows { community, rows } in &communities {
        lead(b, *community, rows[0]);
        let own_name = format!("{}周转池", b.problem.communities[*community].name);
        let name = rows[0].text(Column::CommunityPool);
        for cells in rows {
            pool_rows.push(PoolRow {
                community: *community,
                pool: name.map(str::to_owned),
                own_name: own_name.clone(),
                effective: cells.date(&mut b.report, Column::CommunityEffective),
                size: cells.whole(&mut b.report, Column::CommunityPoolSize, 0, 100_000),
                branch_percent: cells.percent(&mut b.report, Column::CommunityBranchShare, 0),
                basis: cells.choice(&mut b.report, Column::CommunityShareBasis, Code::UnknownValue, &SHARE_BASES),
                cells: *cells,
            });
        }
    }
    pool::resolve(b, pool_rows);
}

fn lead(b: &mut Builder, community: CommunityId, cells: Cells) {
    let Some(lead) = b.institution(cells, Column::CommunityLead) else { return };
    match b.problem.institutions[lead].community {
        Some(other) if other != community => {
            let other = b.problem.communities[other].name.clone();
            let name = &b.problem.institutions[lead].name;
            let found = both(format!("{name}（{other}）"), format!("{name} ({other})"));
            let expected = both("本医共体的成员", "a member of this community");
            cells.fault(&mut b.report, Code::LeadOfOtherCommunity, Column::CommunityLead, found, expected);
        }
        _ => {
            b.problem.institutions[lead].community = Some(community);
            b.problem.communities[community].lead = Some(lead);
        }
    }
}

/// Without the table: the communities that institutions name, or else one over all of them.
fn assume_one(b: &mut Builder) {
    if b.tables.is_broken(TableKind::Communities) || !b.problem.communities.is_empty() {
        return;
    }
    let name = if b.problem.county.is_empty() { top_name(&b.problem.institutions) } else { b.problem.county.clone() };
    let id = b.problem.communities.push(Community { code: "1".into(), name: name.clone(), lead: None, pool: None });
    for (_, institution) in b.problem.institutions.iter_mut() {
        institution.community = Some(id);
    }
    if !b.has_rows(TableKind::PoolPosts) {
        b.assume(
            format!("没有“医共体”表：全部机构算作一个医共体“{name}”，没有编制周转池。"),
            format!("No communities: all institutions form one community “{name}” without a staffing pool."),
        );
    } else {
        b.assume(
            format!("没有“医共体”表：全部机构算作一个医共体“{name}”。"),
            format!("No communities: all institutions form one community “{name}”."),
        );
    }
}

/// Name of the first institution of the highest level.
fn top_name(institutions: &IndexVec<crate::domain::InstitutionId, crate::domain::Institution>) -> String {
    let mut top: Option<&crate::domain::Institution> = None;
    for institution in institutions.values() {
        if top.is_none_or(|top| institution.level > top.level) {
            top = Some(institution);
        }
    }
    top.map(|institution| institution.name.clone()).unwrap_or_default()
}

/// The community that the institution's cell names; without the communities table it is made by its code.
pub(super) fn named(b: &mut Builder, cells: Cells) -> Option<CommunityId> {
    let code = cells.text(Column::InstitutionCommunity)?;
    if b.has_rows(TableKind::Communities) || b.tables.is_broken(TableKind::Communities) {
        return b.community(cells, Column::InstitutionCommunity);
    }
    match b.communities.find(code) {
        Found::Known(id) => Some(id),
        Found::Broken => None,
        Found::Unknown => {
            let id = b.problem.communities.push(Community { code: code.to_owned(), name: code.to_owned(), lead: None, pool: None });
            b.communities.insert(code, Some(id));
            b.assume(
                format!("没有“医共体”表：按“机构”表所写建立医共体“{code}”，没有牵头机构和周转池。"),
                format!("No communities: “{code}” is made as the institutions name it, without lead or pool."),
            );
            Some(id)
        }
    }
}
