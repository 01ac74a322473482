//! The scope of a demand: clauses such as `机构:H1、T2；派驻类型:长期派驻`. Clauses of different kinds intersect, values within a clause
//! unite.

use super::builder::{Builder, Found};
use super::cells::{Cells, both, list, quoted};
use super::vocabulary::{LEVELS, SCOPE_KINDS};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::Column;
use std::collections::BTreeMap;

/// One demand each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Each {
    Institution,
    Grid,
    Community,
}

/// What a scope says; an empty list does not restrict.
#[derive(Default, Debug)]
pub(super) struct Scope {
    each: Option<Each>,
    posts: Option<Vec<PostId>>,
    institutions: Option<Vec<InstitutionId>>,
    levels: Option<Vec<Level>>,
    communities: Option<Vec<CommunityId>>,
    grids: Option<Vec<GridId>>,
    kinds: Option<Vec<DispatchKind>>,
    departments: Option<Vec<String>>,
    counts_own_staff: bool,
}

/// Posts and own staff of one demand, with the name of its part where the scope is split.
pub(super) struct Part {
    pub label: String,
    pub posts: Vec<PostId>,
    pub own_staff_of: Vec<InstitutionId>,
}

/// The scope in the cell; none when a clause cannot be read, which is reported.
pub(super) fn read(b: &mut Builder, cells: Cells) -> Option<Scope> {
    let text = cells.text(Column::RequirementScope)?;
    let mut scope = Scope::default();
    let mut rest = text;
    for (each, zh, en) in [
        (Each::Institution, "每个机构", "each institution"),
        (Each::Grid, "每个网格", "each grid"),
        (Each::Community, "每个医共体", "each community"),
    ] {
        if let Some(after) = rest.strip_prefix(zh).or_else(|| rest.strip_prefix(en)) {
            scope.each = Some(each);
            rest = after.trim_start().trim_start_matches([':', '：']);
            break;
        }
    }
    let mut is_readable = true;
    for clause in rest.split(['；', ';']).map(str::trim).filter(|clause| !clause.is_empty()) {
        is_readable &= read_clause(b, cells, clause, &mut scope);
    }
    if rest.trim().is_empty() && scope.each.is_none() {
        unreadable(b, cells, text);
        is_readable = false;
    }
    is_readable.then_some(scope)
}

fn unreadable(b: &mut Builder, cells: Cells, clause: &str) {
    let expected = both(
        "全部，或 岗位、机构、级别、医共体、网格、派驻类型、科室 加冒号和取值，或 含本单位",
        "全部 (all), or 岗位, 机构, 级别, 医共体, 网格, 派驻类型 or 科室 with a colon and values, or 含本单位 (own staff)",
    );
    cells.fault(&mut b.report, Code::UnreadableScope, Column::RequirementScope, Bilingual::same(quoted(clause)), expected);
}

fn read_clause(b: &mut Builder, cells: Cells, clause: &str, scope: &mut Scope) -> bool {
    match clause.to_lowercase().as_str() {
        "全部" | "all" => return true,
        "含本单位" | "own staff" => {
            scope.counts_own_staff = true;
            return true;
        }
        _ => {}
    }
    let Some((key, values)) = clause.split_once([':', '：']) else {
        unreadable(b, cells, clause);
        return false;
    };
    let values = list(values);
    if values.is_empty() {
        unreadable(b, cells, clause);
        return false;
    }
    let mut is_known = true;
    let column = Column::RequirementScope;
    let mut reject = |b: &mut Builder, code: Code, value: &str, expected: Bilingual| {
        cells.fault(&mut b.report, code, column, Bilingual::same(quoted(value)), expected);
        is_known = false;
    };
    match key.trim().to_lowercase().as_str() {
        "岗位" | "posts" | "post" => {
            for value in values {
                match b.posts.find(value) {
                    Found::Known(id) => scope.posts.get_or_insert_default().push(id),
                    Found::Broken => drop(scope.posts.get_or_insert_default()),
                    Found::Unknown => reject(b, Code::UnknownPost, value, both("“岗位”表里的代码", "a code of the posts table")),
                }
            }
        }
        "机构" | "institutions" | "institution" => {
            for value in values {
                match b.institutions.find(value) {
                    Found::Known(id) => scope.institutions.get_or_insert_default().push(id),
                    Found::Broken => drop(scope.institutions.get_or_insert_default()),
                    Found::Unknown => {
                        reject(b, Code::UnknownInstitution, value, both("“机构”表里的代码", "a code of the institutions table"))
                    }
                }
            }
        }
        "医共体" | "communities" | "community" => {
            for value in values {
                match b.communities.find(value) {
                    Found::Known(id) => scope.communities.get_or_insert_default().push(id),
                    Found::Broken => drop(scope.communities.get_or_insert_default()),
                    Found::Unknown => {
                        reject(b, Code::UnknownCommunity, value, both("“医共体”表里的代码", "a code of the communities table"))
                    }
                }
            }
        }
        "网格" | "grids" | "grid" => {
            for value in values {
                match b.grids.get(value) {
                    Some(id) => scope.grids.get_or_insert_default().push(*id),
                    None => reject(b, Code::UnknownGrid, value, both("“机构”表里的网格", "a grid area of the institutions table")),
                }
            }
        }
        "级别" | "levels" | "level" => {
            for value in values {
                match LEVELS.find(value) {
                    Some(level) => scope.levels.get_or_insert_default().push(level),
                    None => reject(b, Code::UnknownLevel, value, LEVELS.expected()),
                }
            }
        }
        "派驻类型" | "kinds" | "kind" => {
            for value in values {
                match SCOPE_KINDS.find(value) {
                    Some(kind) => scope.kinds.get_or_insert_default().push(kind),
                    None => reject(b, Code::UnknownKind, value, SCOPE_KINDS.expected()),
                }
            }
        }
        "科室" | "departments" | "department" => {
            scope.departments.get_or_insert_default().extend(values.into_iter().map(str::to_owned));
        }
        _ => {
            unreadable(b, cells, clause);
            is_known = false;
        }
    }
    is_known
}

fn admits<T: PartialEq>(list: &Option<Vec<T>>, value: Option<T>) -> bool {
    list.as_ref().is_none_or(|list| value.is_some_and(|value| list.contains(&value)))
}

impl Scope {
    /// True when the institution lies in the clauses that speak of institutions.
    fn holds_institution(&self, problem: &Problem, id: InstitutionId) -> bool {
        let institution = &problem.institutions[id];
        admits(&self.institutions, Some(id))
            && admits(&self.levels, Some(institution.level))
            && admits(&self.communities, institution.community)
            && admits(&self.grids, institution.grid)
    }
    fn holds_post(&self, problem: &Problem, id: PostId, post: &Post) -> bool {
        let is_named = self.posts.is_some();
        let is_kind = match &self.kinds {
            Some(kinds) => kinds.contains(&post.kind),
            // Trainees are not staff on duty unless the demand says so.
            None => !post.is_training() || is_named,
        };
        let department = || post.department.map(|department| &problem.departments[department].name);
        is_kind
            && admits(&self.posts, Some(id))
            && self.holds_institution(problem, post.institution)
            && self.departments.as_ref().is_none_or(|names| department().is_some_and(|name| names.contains(name)))
    }
    /// The parts: one in all, even if nothing lies in it, or one for each institution, grid area or community that has institutions in the scope. With clauses that
    /// name posts only, institutions without such posts are left out.
    pub fn parts(&self, problem: &Problem) -> Vec<Part> {
        let part_of = |institution: InstitutionId| -> Option<(usize, String)> {
            let what = &problem.institutions[institution];
            match self.each {
                None => Some((0, String::new())),
                Some(Each::Institution) => Some((institution.index(), what.name.clone())),
                Some(Each::Grid) => what.grid.map(|grid| (grid.index(), problem.grids[grid].clone())),
                Some(Each::Community) => what.community.map(|community| (community.index(), problem.communities[community].name.clone())),
            }
        };
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        if self.each.is_none() {
            parts.insert(0, Part { label: String::new(), posts: Vec::new(), own_staff_of: Vec::new() });
        }
        let by_post_only = self.posts.is_some() || self.kinds.is_some() || self.departments.is_some();
        for id in problem.institutions.ids().filter(|id| self.holds_institution(problem, *id)) {
            let Some((key, label)) = part_of(id) else { continue };
            if !by_post_only || self.counts_own_staff {
                let part = parts.entry(key).or_insert(Part { label, posts: Vec::new(), own_staff_of: Vec::new() });
                if self.counts_own_staff {
                    part.own_staff_of.push(id);
                }
            }
        }
        for (id, post) in problem.posts.iter().filter(|(id, post)| self.holds_post(problem, *id, post)) {
            let Some((key, label)) = part_of(post.institution) else { continue };
            parts.entry(key).or_insert(Part { label, posts: Vec::new(), own_staff_of: Vec::new() }).posts.push(id);
        }
        parts.into_values().collect()
    }
}
