//! Where a cell points: a post, an institution, or a department of one.

use super::builder::{Builder, Found};
use crate::domain::*;
use crate::source::TableKind;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Post(PostId),
    Institution(InstitutionId),
    Department(DepartmentId),
}

/// Reads a post code, an institution code, or `institution code+department`, with or without the plus sign.
pub(super) fn find(b: &Builder, text: &str) -> Found<Place> {
    let post = b.posts.find(text);
    if let Found::Known(post) = post {
        return Found::Known(Place::Post(post));
    }
    let other = match text.split_once('+') {
        None => match (b.institutions.find(text), run_together(b, text)) {
            (Found::Known(institution), _) => Found::Known(Place::Institution(institution)),
            (_, Some(department)) => Found::Known(Place::Department(department)),
            (Found::Broken, None) => Found::Broken,
            (Found::Unknown, None) => Found::Unknown,
        },
        Some((institution, department)) => match b.institutions.find(institution.trim()) {
            Found::Known(institution) => b
                .find_department(institution, department.trim())
                .map_or(Found::Unknown, |department| Found::Known(Place::Department(department))),
            Found::Broken => Found::Broken,
            Found::Unknown => Found::Unknown,
        },
    };
    match (post, other) {
        (_, Found::Known(place)) => Found::Known(place),
        // Training posts and departments come from the departments table: what it holds is not known when it could not be read.
        (Found::Unknown, Found::Unknown) if b.tables.is_broken(TableKind::Departments) => Found::Broken,
        (Found::Unknown, Found::Unknown) => Found::Unknown,
        _ => Found::Broken,
    }
}

/// `H1儿科`: the code of an institution and one of its departments run together, the longest code first.
fn run_together(b: &Builder, text: &str) -> Option<DepartmentId> {
    text.char_indices().rev().find_map(|(at, _)| {
        let (code, department) = text.split_at(at);
        b.find_department(b.institutions.id(code)?, department.trim())
    })
}

/// Standard departments that a place of the history teaches: a post's or local department's; else the one that it names itself; else those
/// of the departments that bear its name elsewhere in the county.
pub(super) fn standards(b: &Builder, institution: InstitutionId, place: &str) -> Vec<StandardDepartmentId> {
    let of_post = b.posts.id(place).and_then(|post| b.problem.posts[post].department);
    let department = of_post.or_else(|| b.find_department(institution, place)).map(|department| &b.problem.departments[department]);
    if let Some(department) = department.filter(|department| !department.standards.is_empty()) {
        return department.standards.clone();
    }
    let name = department.map_or(place, |department| &department.name);
    match b.find_standard(name) {
        Some(standard) => vec![standard],
        None => b.alias(name).to_vec(),
    }
}

/// The only post of a fitting kind at the place of a carried-in stay.
pub(super) fn post_of_stay(b: &Builder, institution: InstitutionId, place: &str, kind: HistoryKind) -> Option<PostId> {
    if let Some(post) = b.posts.id(place) {
        return Some(post);
    }
    let fits = |post: &Post| match kind {
        HistoryKind::Dispatch => post.kind.is_dispatch(),
        HistoryKind::Training => post.kind == DispatchKind::Training,
        HistoryKind::Secondment => post.kind == DispatchKind::Secondment,
    };
    let only = |test: &dyn Fn(DepartmentId) -> bool| {
        let is_there = |post: &Post| fits(post) && post.department.is_some_and(test);
        let mut posts = b.posts_at(institution).iter().copied().filter(|id| is_there(&b.problem.posts[*id]));
        posts.next().filter(|_| posts.next().is_none())
    };
    match b.find_department(institution, place) {
        Some(department) => only(&|other| other == department),
        None => {
            let standard = b.find_standard(place)?;
            only(&|other| b.problem.departments[other].standards.contains(&standard))
        }
    }
}
