//! Why the staffing pool is full or empty, what share of it branches have, and what runs out.

use super::words::indented;
use super::{Answer, Stand};
use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, Id, PersonId, PoolClassId, PoolId, PoolPostId, PoolShareBasis, SlotId};
use crate::roster::Origin;
use crate::rules::Subject;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What holds a pool post.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    /// A pool-type person, wherever they work.
    Standing,
    /// A stay that was under way or published.
    UnderWay,
    Planned,
}

struct Holding {
    pool_post: PoolPostId,
    person: PersonId,
    dates: DateRange,
    holder: Holder,
}

/// Each pool of the county over the plan.
pub fn pool(stand: &Stand) -> Answer {
    let holdings = holdings(stand);
    let (mut lines, mut data) = (Vec::new(), Vec::new());
    for (pool, _) in stand.problem.pools.iter() {
        let (told, value) = one_pool(stand, pool, &holdings);
        lines.extend(told);
        data.push(value);
    }
    if lines.is_empty() {
        lines.push(Bilingual::new("没有编制周转池", "there is no staffing pool"));
    }
    Answer { lines, data: json!({"plan": stand.plan.0, "pools": data}) }
}

fn holdings(stand: &Stand) -> Vec<Holding> {
    let problem = &stand.problem;
    let of_stays = stand.in_force.roster.placements().iter().filter_map(|placement| {
        let holder = if placement.origin == Origin::CarriedIn { Holder::UnderWay } else { Holder::Planned };
        let dates = placement.stay.dates(&problem.calendar);
        Some(Holding { pool_post: placement.pool_post?, person: placement.stay.person, dates, holder })
    });
    let standing = problem.standing.iter().map(|standing| Holding {
        pool_post: standing.pool_post,
        person: standing.person,
        dates: standing.dates,
        holder: Holder::Standing,
    });
    let mut all: Vec<Holding> = of_stays.chain(standing).collect();
    all.sort_by_key(|holding| (holding.pool_post, holding.dates));
    all
}

fn one_pool(stand: &Stand, pool: PoolId, holdings: &[Holding]) -> (Vec<Bilingual>, Value) {
    let problem = &stand.problem;
    let calendar = &problem.calendar;
    let what = &problem.pools[pool];
    let here: Vec<&Holding> = holdings.iter().filter(|holding| problem.pool_posts[holding.pool_post].pool == pool).collect();
    let held = |slot: SlotId, class: Option<PoolClassId>| -> BTreeSet<PoolPostId> {
        let dates = calendar.range(slot);
        let fits = |holding: &&&Holding| {
            holding.dates.overlaps(&dates) && class.is_none_or(|class| problem.pool_posts[holding.pool_post].class == class)
        };
        here.iter().filter(fits).map(|holding| holding.pool_post).collect()
    };
    // The fullest slot tells why it is full, the emptiest why it is not.
    let free = |slot: SlotId| what.smallest_size(&calendar.range(slot)) - held(slot, None).len() as i64;
    let Some(fullest) = calendar.ids().min_by_key(|slot| (free(*slot), *slot)) else { return (Vec::new(), Value::Null) };
    let emptiest = calendar.ids().max_by_key(|slot| (free(*slot), -slot.0)).unwrap_or(fullest);
    let size = what.smallest_size(&calendar.range(fullest));
    let (most, least) = (held(fullest, None).len(), held(emptiest, None).len());
    let (full_dates, empty_dates) = (calendar.range(fullest), calendar.range(emptiest));
    let name = &what.name;
    let told = |dates: DateRange, slot: SlotId| {
        let (DateRange { from, to }, free) = (dates, free(slot));
        Bilingual::new(format!("（{from} 至 {to}，余 {free}）"), format!(" ({from} to {to}, {free} free)"))
    };
    let (peak, low) = (told(full_dates, fullest), told(empty_dates, emptiest));
    let mut lines = vec![Bilingual::new(
        format!("{name}：编制 {size}；最多在用 {most}{}，最少在用 {least}{}", peak.zh, low.zh),
        format!("{name}: {size} posts; most in use {most}{}, least {least}{}", peak.en, low.en),
    )];
    lines.push(indented(1, &holders(&here, full_dates)));
    let mut classes = Vec::new();
    for (class, of_class) in problem.pool_classes.iter().filter(|(_, class)| class.pool == pool) {
        let (posts, in_use) = (of_class.posts.len(), held(fullest, Some(class)).len());
        let mut bounds_zh = vec![of_class.category.map_or("通用".to_owned(), |category| problem.pool_categories[category].name.clone())];
        let mut bounds_en = vec![of_class.category.map_or("general".to_owned(), |category| problem.pool_categories[category].name.clone())];
        if let Some(institution) = of_class.institution {
            let name = &problem.institutions[institution].name;
            bounds_zh.push(format!("仅限 {name}"));
            bounds_en.push(format!("{name} only"));
        }
        for (day, zh, en) in [(of_class.from, "起用", "from"), (of_class.until, "到期", "until")] {
            if let Some(day) = day {
                bounds_zh.push(format!("{zh} {day}"));
                bounds_en.push(format!("{en} {day}"));
            }
        }
        lines.push(indented(
            1,
            &Bilingual::new(
                format!("{}：{posts} 个，最满时在用 {in_use}，余 {}", bounds_zh.join("，"), posts.saturating_sub(in_use)),
                format!("{}: {posts}, in use at the peak {in_use}, free {}", bounds_en.join(", "), posts.saturating_sub(in_use)),
            ),
        ));
        classes.push(json!({
            "class": class.index(), "category": of_class.category.map(|category| &problem.pool_categories[category].name),
            "institution": of_class.institution.map(|institution| &problem.institutions[institution].code), "from": of_class.from,
            "until": of_class.until, "posts": posts, "in_use_at_peak": in_use,
        }));
    }
    let share = branch_share(stand, pool, &here, full_dates, size);
    lines.push(indented(1, &share.0));
    let (expiring, expiring_data) = expiring(stand, &here);
    lines.extend(expiring.iter().map(|line| indented(1, line)));
    let value = json!({
        "pool": what.name, "size": size, "most_in_use": most, "most_from": full_dates.from, "free_at_peak": free(fullest),
        "least_in_use": least, "classes": classes, "branch_share": share.1, "ending": expiring_data,
    });
    (lines, value)
}

/// Who holds the posts at a time, by kind.
fn holders(here: &[&Holding], dates: DateRange) -> Bilingual {
    let mut counts: BTreeMap<Holder, usize> = BTreeMap::new();
    for holding in here.iter().filter(|holding| holding.dates.overlaps(&dates)) {
        *counts.entry(holding.holder).or_default() += 1;
    }
    let of = |holder| counts.get(&holder).copied().unwrap_or(0);
    let (standing, under_way, planned) = (of(Holder::Standing), of(Holder::UnderWay), of(Holder::Planned));
    Bilingual::new(
        format!("最满时占用：周转池人员 {standing}，在途或已发布的安排 {under_way}，本方案新安排 {planned}"),
        format!("held at the peak by pool-type people {standing}, stays under way or published {under_way}, stays of this plan {planned}"),
    )
}

/// Share of branches at a time, and what it has to be.
fn branch_share(stand: &Stand, pool: PoolId, here: &[&Holding], dates: DateRange, size: i64) -> (Bilingual, Value) {
    let problem = &stand.problem;
    let what = &problem.pools[pool];
    let at_branch = |holding: &&&Holding| {
        let stays = stand.in_force.roster.stays_of(holding.person);
        let away = stays.filter(|stay| stay.dates(&problem.calendar).overlaps(&dates)).find(|stay| problem.posts[stay.post].takes_away());
        let place = away.map_or(problem.people[holding.person].home, |stay| problem.posts[stay.post].institution);
        problem.institutions[place].is_branch
    };
    let in_use = here.iter().filter(|holding| holding.dates.overlaps(&dates)).count() as i64;
    let branches = here.iter().filter(|holding| holding.dates.overlaps(&dates)).filter(at_branch).count() as i64;
    let (whole, basis) = match what.basis {
        PoolShareBasis::Total => (size, Bilingual::new("编制总数", "all posts")),
        PoolShareBasis::InUse => (in_use, Bilingual::new("在用数", "posts in use")),
    };
    let needed = (whole * what.branch_percent + 99) / 100;
    let line = Bilingual::new(
        format!("最满时分院占 {branches}／{whole}（按{}），下限 {}% 即 {needed}", basis.zh, what.branch_percent),
        format!("branches hold {branches} of {whole} ({}) then; at least {}% is {needed}", basis.en, what.branch_percent),
    );
    (line, json!({"at_branches": branches, "of": whole, "percent": what.branch_percent, "needed": needed}))
}

/// Posts that come back, or whose approval ends, within the plan; by date.
fn expiring(stand: &Stand, here: &[&Holding]) -> (Vec<Bilingual>, Vec<Value>) {
    let problem = &stand.problem;
    let horizon = problem.calendar.horizon();
    let expires = |holding: &Holding| problem.pool_classes[problem.pool_posts[holding.pool_post].class].until == Some(holding.dates.to);
    // Beyond the plan's last day nothing is known of a holder, but the end of an approval is.
    let ends = |holding: &Holding| holding.dates.to < horizon.to || expires(holding);
    let mut ending: Vec<&&Holding> = here.iter().filter(|holding| horizon.contains(holding.dates.to) && ends(holding)).collect();
    ending.sort_by_key(|holding| (holding.dates.to, holding.pool_post));
    let mut lines = Vec::new();
    let mut data = Vec::new();
    for holding in ending {
        let post = &problem.pool_posts[holding.pool_post];
        let (code, to, who) = (&post.code, holding.dates.to, Subject::Person(holding.person).label(problem));
        let expires = expires(holding);
        let why = if expires {
            Bilingual::new("审批到期", "approval ends")
        } else {
            Bilingual::new("安排结束，人走编收", "the stay ends")
        };
        lines.push(Bilingual::new(format!("{to} 收回 {code}：{who}（{}）", why.zh), format!("{to} {code} returns: {who} ({})", why.en)));
        data.push(json!({"pool_post": code, "person": problem.people[holding.person].code, "to": to, "approval_ends": expires}));
    }
    (lines, data)
}
