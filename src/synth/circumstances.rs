//! What makes each person's case different: earlier dispatches, stays in progress, fixed ones, leave, exemptions, couples, wishes.

use super::county::County;
use crate::source::{Column, TableKind};
use chrono::Days;
use std::collections::BTreeSet;

pub(super) fn make(county: &mut County) {
    for community in 0..county.communities.len() {
        fix(county, community);
        carry(county, community);
    }
    careers(county);
    exempt(county);
    leave(county);
    wishes(county);
}

fn specialists_of(county: &County, community: usize) -> Vec<usize> {
    county.communities[community].senders.iter().flat_map(|ward| county.departments[*ward].specialists.clone()).collect()
}

/// Posts of the community that somebody may take, by position.
fn posts_for(county: &County, community: usize, person: usize) -> Vec<usize> {
    let who = &county.people[person];
    let fits = |post: &usize| {
        let post = &county.posts[*post];
        let is_able = match post.grade {
            "副高" => who.is_associate_senior(),
            "中级" => who.grade != "初级",
            _ => true,
        };
        is_able && post.specialties.contains(&who.specialty)
    };
    county.communities[community].posts.clone().filter(fits).collect()
}

fn history(county: &mut County, person: usize, post: usize, first: i64, last: i64) {
    let (from, until) = (county.parameters.first_day(first), county.parameters.last_day(last));
    let post = &county.posts[post];
    let row = county.data.row(TableKind::History).set(Column::HistoryPerson, &county.people[person].code);
    let row = row.set(Column::HistoryInstitution, &county.institutions[post.institution].code).set(Column::HistoryPlace, &post.code);
    row.set(Column::HistoryFrom, from).set(Column::HistoryUntil, until).set(Column::HistoryKindColumn, "下派");
}

fn pin(county: &mut County, person: usize, target: &str, (first, last): (i64, i64), kind: &str) {
    let (from, until) = (county.parameters.first_day(first), county.parameters.last_day(last));
    let row = county.data.row(TableKind::Fixed).set(Column::FixedPerson, &county.people[person].code).set(Column::FixedTarget, target);
    row.set(Column::FixedFrom, from).set(Column::FixedUntil, until).set(Column::FixedKind, kind);
}

/// HR has settled who leads the first clinic, and that a few people do not go to certain places.
fn fix(county: &mut County, community: usize) {
    let people = specialists_of(county, community);
    let leading = county.communities[community].posts.clone().find(|post| county.posts[*post].handover);
    if let Some(post) = leading {
        let able =
            people.iter().copied().find(|person| !county.people[*person].is_bound && posts_for(county, community, *person).contains(&post));
        if let Some(person) = able {
            let code = county.posts[post].code.clone();
            pin(county, person, &code, (0, 12.min(county.parameters.halves()) - 1), "锁定");
            county.people[person].is_bound = true;
        }
    }
    let hosts = county.communities[community].clinics();
    let free: Vec<usize> = people.into_iter().filter(|person| !county.people[*person].is_bound).collect();
    for person in county.draw.sample(&free, free.len().div_ceil(30)) {
        let Some(&host) = county.draw.pick(&hosts) else { continue };
        let target = county.institutions[host].code.clone();
        let first = 2 * county.draw.between(0, i64::from(county.parameters.months) * 2 / 3);
        pin(county, person, &target, (first, first + 5), "禁止");
    }
}

/// One person of every twenty is still away when the plan begins, from departments that can spare another one.
fn carry(county: &mut County, community: usize) {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut left = county.communities[community].specialists.div_ceil(20);
    for ward in county.communities[community].senders.clone() {
        let specialists = county.departments[ward].specialists.clone();
        let bound = specialists.iter().filter(|person| county.people[**person].is_bound && county.people[**person].team.is_none()).count();
        if left == 0 || bound as i64 >= county.departments[ward].away {
            continue;
        }
        let Some(person) = specialists.into_iter().rev().find(|person| !county.people[*person].is_bound) else { continue };
        let open = |post: &usize| {
            let what = &county.posts[*post];
            what.window.is_none() && what.pool == "否" && matches!(what.kind, "长期派驻" | "短期支援") && !taken.contains(post)
        };
        let Some(post) = posts_for(county, community, person).into_iter().find(open) else { continue };
        let last = 2 * county.draw.between(1, 3) - 1;
        history(county, person, post, last - 11, last);
        let who = &mut county.people[person];
        (who.is_bound, who.multi_site) = (true, true);
        taken.insert(post);
        left -= 1;
    }
}

/// Earlier dispatches of a third of the people, declarations, couples.
fn careers(county: &mut County) {
    for community in 0..county.communities.len() {
        let people = specialists_of(county, community);
        let mut single: Option<usize> = None;
        for person in people {
            if county.people[person].is_bound {
                continue;
            }
            if county.draw.percent(33)
                && let Some(&post) = county.draw.pick(&posts_for(county, community, person))
                && county.posts[post].kind != "巡诊"
            {
                let last = -2 * county.draw.between(2, 36) - 1;
                history(county, person, post, last - 11, last);
                county.people[person].last_dispatch_end = Some(county.parameters.last_day(last));
            }
            if county.people[person].grade == "中级" && county.draw.percent(25) {
                let declaration = county.parameters.first_day(2 * county.draw.between(7, 30));
                county.people[person].declaration = Some(declaration);
            }
            if county.draw.percent(8) {
                match single.take() {
                    Some(other) => county.people[other].spouse = Some(county.people[person].code.clone()),
                    None => single = Some(person),
                }
            }
        }
    }
}

fn exempt(county: &mut County) {
    let free: Vec<usize> = (0..county.people.len()).filter(|person| is_free_specialist(county, *person)).collect();
    for (number, person) in county.draw.sample(&free, free.len().div_ceil(40)).into_iter().enumerate() {
        let (from, until) = (county.parameters.first_day(-4), county.parameters.first_day(20));
        county.people[person].exemption = match number % 3 {
            0 => format!("哺乳期({from})已批准"),
            1 => format!("病休({from}~{until})已批准"),
            _ => format!("退休前({until})已批准"),
        };
    }
}

fn is_free_specialist(county: &County, person: usize) -> bool {
    let who = &county.people[person];
    who.category == "下派专家" && !who.is_bound && !who.supervisor
}

/// A tenth of those who are planned, for a few days; every eighth of them for a month and a half.
fn leave(county: &mut County) {
    let may = |person: &&usize| {
        let who = &county.people[**person];
        !who.is_bound
            && !who.is_needed
            && (matches!(who.category, "下派专家" | "住院医师" | "助理全科" | "新进" | "定向") || who.specialty == "急诊科")
    };
    let all: Vec<usize> = (0..county.people.len()).collect();
    let free: Vec<usize> = all.iter().filter(may).copied().collect();
    for (number, person) in county.draw.sample(&free, free.len().div_ceil(10)).into_iter().enumerate() {
        let first = county.parameters.from + Days::new(county.draw.between(45, 28 * county.parameters.halves() / 2 + 46) as u64);
        let (kind, days) = match number % 8 {
            7 if county.people[person].category == "下派专家" => ("病假", 44),
            0 | 3 | 5 => ("年休假", 6),
            1 | 4 => ("婚假", 14),
            _ => ("事假", 3),
        };
        let row = county.data.row(TableKind::Leave).set(Column::LeavePerson, &county.people[person].code);
        let row = row.set(Column::LeaveFrom, first).set(Column::LeaveUntil, first + Days::new(days));
        row.set(Column::LeaveKind, kind).set(Column::LeaveApproved, "已批准");
    }
}

/// Over half of the specialists wish for a place, some for a month; clinics for people they know.
fn wishes(county: &mut County) {
    for community in 0..county.communities.len() {
        let people = specialists_of(county, community);
        for &person in &people {
            if !county.draw.percent(55) {
                continue;
            }
            let posts = posts_for(county, community, person);
            let mut wanted: Vec<String> = Vec::new();
            for post in county.draw.sample(&posts, 2) {
                let post = &county.posts[post];
                wanted.push(if county.draw.percent(50) { post.code.clone() } else { county.institutions[post.institution].code.clone() });
            }
            if county.draw.percent(20) {
                let month = county.draw.between(0, i64::from(county.parameters.months) - 1);
                wanted.push(county.parameters.first_day(2 * month).format("%Y-%m").to_string());
            }
            let mut seen = BTreeSet::new();
            wanted.retain(|place| seen.insert(place.clone()));
            let code = county.people[person].code.clone();
            wish(county, &code, &wanted);
        }
        for host in county.communities[community].clinics() {
            if county.draw.percent(30) {
                let wanted: Vec<String> =
                    county.draw.sample(&people, 2).into_iter().map(|person| county.people[person].code.clone()).collect();
                let code = county.institutions[host].code.clone();
                wish(county, &code, &wanted);
            }
        }
    }
}

fn wish(county: &mut County, wisher: &str, wanted: &[String]) {
    for (rank, wanted) in wanted.iter().enumerate() {
        let row = county.data.row(TableKind::Preferences).set(Column::PreferenceWisher, wisher);
        row.set(Column::PreferenceWish, wanted).set(Column::PreferenceRank, rank + 1);
    }
}
