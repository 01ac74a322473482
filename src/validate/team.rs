//! 团队: people who are dispatched together. The staff name their team; its table says in what number they go and which post leads it.

use super::builder::{Builder, Found};
use super::cells::{Cells, both};
use crate::diagnostic::{Bilingual, Code, counted};
use crate::domain::{DispatchKind, PostId, Team};
use crate::source::{Column, TableKind};
use std::collections::BTreeMap;

/// People in one team.
const MOST_MEMBERS: i64 = 1000;

/// A team while its members are collected.
struct Draft<'a> {
    team: Team,
    /// Its row; none for a team that only the staff name.
    cells: Option<Cells<'a>>,
    /// Rows of the staff table that name it, faulty ones too.
    named: usize,
}

pub(super) fn resolve(b: &mut Builder) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for cells in b.rows(TableKind::Teams) {
        let name = cells.required(&mut b.report, Column::TeamName);
        let minimum = cells.whole(&mut b.report, Column::TeamMinimum, 1, MOST_MEMBERS);
        let maximum = cells.whole(&mut b.report, Column::TeamMaximum, 1, MOST_MEMBERS);
        let leader_post = leader_post(b, cells);
        let Some(name) = name else { continue };
        if by_name.contains_key(name) {
            cells.reject(&mut b.report, Code::DuplicateTeam, Column::TeamName, both("每个团队一行", "one row a team"));
            continue;
        }
        by_name.insert(name, drafts.len());
        let team = Team { name: name.to_owned(), members: Vec::new(), minimum, maximum, leader_post };
        drafts.push(Draft { team, cells: Some(cells), named: 0 });
    }
    let is_listed = b.has_rows(TableKind::Teams);
    for cells in b.rows(TableKind::Staff) {
        let Some(name) = cells.text(Column::PersonTeam) else { continue };
        if is_listed && !by_name.contains_key(name) {
            let expected = both("“团队”表里的团队", "a team of the teams table");
            cells.reject(&mut b.report, Code::UnknownTeam, Column::PersonTeam, expected);
            continue;
        }
        let index = *by_name.entry(name).or_insert_with(|| {
            let team = Team { name: name.to_owned(), members: Vec::new(), minimum: None, maximum: None, leader_post: None };
            drafts.push(Draft { team, cells: None, named: 0 });
            drafts.len() - 1
        });
        let draft = &mut drafts[index];
        draft.named += 1;
        draft.team.members.extend(cells.text(Column::PersonCode).and_then(|code| b.people.id(code)));
    }
    if !is_listed && !b.tables.is_broken(TableKind::Teams) && !drafts.is_empty() {
        let count = drafts.len();
        b.assume(
            format!("没有“团队”表：按人员所写建立 {count} 个团队，各队全体一起派出。"),
            format!("No teams: {count} are made as the staff name them; each goes with all its members."),
        );
    }
    for draft in drafts {
        check_size(b, &draft);
        // A team of nobody goes nowhere.
        if draft.team.members.is_empty() {
            continue;
        }
        let members = draft.team.members.clone();
        let team = b.problem.teams.push(draft.team);
        for person in members {
            b.problem.people[person].team = Some(team);
        }
    }
}

/// The post that one of the members holds, which must be a leadership appointment.
fn leader_post(b: &mut Builder, cells: Cells) -> Option<PostId> {
    let code = cells.text(Column::TeamLeaderPost)?;
    let found: Found<PostId> = b.posts.find(code);
    let expected = ("“岗位”表里的代码", "a code of the posts table");
    let post = b.known(found, cells, Column::TeamLeaderPost, Code::UnknownPost, expected)?;
    let kind = b.problem.posts[post].kind;
    if kind != DispatchKind::Leadership {
        let found = both(format!("“{code}”（{}）", kind.chinese()), format!("“{code}” ({})", kind.english()));
        let expected = both("任职岗位的代码", "the code of a leadership post");
        cells.fault(&mut b.report, Code::LeaderPostNotLeadership, Column::TeamLeaderPost, found, expected);
        return None;
    }
    Some(post)
}

fn check_size(b: &mut Builder, draft: &Draft) {
    let Some(cells) = draft.cells else { return };
    let Team { name, minimum, maximum, .. } = &draft.team;
    if let (Some(minimum), Some(maximum)) = (minimum, maximum)
        && minimum > maximum
    {
        let expected = both(format!("不小于最少人数 {minimum}"), format!("the minimum {minimum} or more"));
        cells.reject(&mut b.report, Code::ImpossibleTeamSize, Column::TeamMaximum, expected);
    }
    // Without the staff table nobody knows who belongs to whom.
    if !b.has_rows(TableKind::Staff) {
        return;
    }
    let members = draft.named;
    if members == 0 {
        cells.fault(&mut b.report, Code::TeamWithoutMembers, Column::TeamName, Bilingual::same(name.clone()), Bilingual::default());
    } else if minimum.is_some_and(|minimum| minimum > members as i64) {
        let expected = both(format!("不超过队员数 {members}"), format!("at most its {}", counted(members, "member")));
        cells.reject(&mut b.report, Code::ImpossibleTeamSize, Column::TeamMinimum, expected);
    }
}
