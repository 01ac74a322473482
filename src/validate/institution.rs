//! 机构: institutions, their parents, communities and grid areas.

use super::builder::{Builder, Found};
use super::cells::{Cells, both};
use super::community;
use super::vocabulary::LEVELS;
use crate::diagnostic::Code;
use crate::domain::{Institution, InstitutionId, Level};
use crate::source::{Column, TableKind};

/// Establishment posts that one institution may plausibly have.
const MOST_POSTS: i64 = 100_000;

pub(super) fn resolve(b: &mut Builder) {
    let mut kept: Vec<(InstitutionId, Cells)> = Vec::new();
    for cells in b.rows(TableKind::Institutions) {
        let code = cells.required(&mut b.report, Column::InstitutionCode);
        let name = cells.required(&mut b.report, Column::InstitutionName);
        let level = cells.required_choice(&mut b.report, Column::InstitutionLevel, Code::UnknownLevel, &LEVELS);
        let community = community::named(b, cells);
        let grid = cells.text(Column::InstitutionGrid).map(|name| b.grid(name));
        let institution = Institution {
            code: code.unwrap_or_default().to_owned(),
            name: name.or(code).unwrap_or_default().to_owned(),
            level: level.unwrap_or(Level::Township),
            parent: None,
            community,
            is_branch: false,
            approved_posts: cells.whole(&mut b.report, Column::InstitutionApprovedPosts, 0, MOST_POSTS),
            filled_posts: cells.whole(&mut b.report, Column::InstitutionFilledPosts, 0, MOST_POSTS),
            pool_cap: cells.whole(&mut b.report, Column::InstitutionPoolCap, 0, MOST_POSTS),
            grid,
        };
        let Some(code) = code else { continue };
        let id = b.problem.institutions.push(institution);
        if b.institutions.insert(code, Some(id)) {
            kept.push((id, cells));
        } else {
            let expected = both("每个机构一个代码", "one code an institution");
            cells.reject(&mut b.report, Code::DuplicateCode, Column::InstitutionCode, expected);
        }
    }
    for (id, cells) in &kept {
        let Some(code) = cells.text(Column::InstitutionParent) else { continue };
        let found = b.institutions.find(code);
        let expected = ("“机构”表里的一个代码", "a code of the institutions table");
        b.problem.institutions[*id].parent = match found {
            Found::Known(parent) if parent == *id => {
                let expected = both("另一个机构", "another institution");
                cells.reject(&mut b.report, Code::ParentCircle, Column::InstitutionParent, expected);
                None
            }
            other => b.known(other, *cells, Column::InstitutionParent, Code::UnknownParent, expected),
        };
    }
    break_circles(b, &kept);
}

/// Reports each circle of parents once, at its first institution in the table, and opens it there.
fn break_circles(b: &mut Builder, kept: &[(InstitutionId, Cells)]) {
    for (start, cells) in kept {
        let mut at = b.problem.institutions[*start].parent;
        let mut codes = vec![b.problem.institutions[*start].code.clone()];
        // Circles that do not pass through the start have been opened or will be: the walk is as long as the table at most.
        while let Some(institution) = at.filter(|_| codes.len() <= kept.len()) {
            codes.push(b.problem.institutions[institution].code.clone());
            if institution == *start {
                let circle = codes.join(" → ");
                let expected = both("逐级向上，最后到没有上级的机构", "parents that end at an institution without one");
                let found = crate::diagnostic::Bilingual::same(circle);
                cells.fault(&mut b.report, Code::ParentCircle, Column::InstitutionParent, found, expected);
                b.problem.institutions[*start].parent = None;
                break;
            }
            at = b.problem.institutions[institution].parent;
        }
    }
}

/// Communities inherited from parents, and which institutions are branches.
pub(super) fn members(b: &mut Builder) {
    let institutions = &mut b.problem.institutions;
    for id in institutions.ids() {
        let mut at = Some(id);
        // Circles have been opened.
        while let Some(institution) = at.filter(|_| institutions[id].community.is_none()) {
            institutions[id].community = institutions[institution].community;
            at = institutions[institution].parent;
        }
    }
    for id in institutions.ids() {
        let institution = &institutions[id];
        let is_lead = institution.community.is_some_and(|community| b.problem.communities[community].lead == Some(id));
        let is_below = institution.level <= Level::CentralTownship || institution.parent.is_some();
        let is_branch = institution.community.is_some() && is_below && !is_lead;
        institutions[id].is_branch = is_branch;
    }
    if b.problem.county.is_empty() {
        let first = b.problem.communities.values().next().map(|community| community.name.clone());
        b.problem.county = first.unwrap_or_default();
    }
}
