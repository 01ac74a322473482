//! Posts: as many person-months as the departments can spare, times the tightness.

use super::county::{County, Post};

/// Person-months that each sending department of a community still has to give.
struct Budget {
    /// Department, person-months left.
    left: Vec<(usize, i64)>,
    next: usize,
}

impl Budget {
    fn of(county: &County, community: usize) -> Self {
        let months = f64::from(county.parameters.months) * county.parameters.tightness;
        let months_of = |ward: usize| (county.departments[ward].away as f64 * months).round() as i64;
        let mut left: Vec<(usize, i64)> = county.communities[community].senders.iter().map(|ward| (*ward, months_of(*ward))).collect();
        // The specialists of clinics share the work of the first department.
        if let Some((_, first)) = left.first_mut() {
            *first += (county.communities[community].clinic_specialists as f64 * months).round() as i64;
        }
        Self { left, next: 0 }
    }
    /// Takes person-months from the department that comes next and has them.
    fn take(&mut self, months: i64) -> Option<usize> {
        for _ in 0..self.left.len() {
            let at = self.next % self.left.len();
            self.next += 1;
            if self.left[at].1 >= months {
                self.left[at].1 -= months;
                return Some(self.left[at].0);
            }
        }
        None
    }
}

/// Postings of half a year are the least that the rule of terms allows.
const HALF_YEAR: i64 = 6;
const SPECIALISTS: &str = "下派专家";

pub(super) fn make(county: &mut County) {
    for community in 0..county.communities.len() {
        let first = county.posts.len();
        let mut budget = Budget::of(county, community);
        leaders(county, community, &mut budget);
        team(county, community, &mut budget);
        flexible(county, community, &mut budget);
        extensions(county, community, &mut budget);
        rest(county, community, budget);
        circuits(county, community);
        stations(county, community);
        county.communities[community].posts = first..county.posts.len();
    }
}

fn code(county: &County, prefix: &str, community: usize) -> String {
    format!("{prefix}{:02}{:04}", community + 1, county.posts.len() + 1)
}

/// A specialist's post for the whole plan, to which the department sends; now and then another one may.
fn post(county: &mut County, community: usize, prefix: &str, ward: usize, host: usize, kind: &'static str, title: &str) -> Post {
    let name = county.departments[ward].name;
    let mut specialties = vec![name.to_owned()];
    let other = county.draw.pick(&county.communities[community].senders).copied();
    if let Some(other) = other.filter(|other| *other != ward)
        && county.draw.percent(30)
    {
        specialties.push(county.departments[other].name.to_owned());
    }
    Post {
        code: code(county, prefix, community),
        institution: host,
        name: format!("{name}{title}"),
        kind,
        target: 1,
        maximum: 1,
        specialties,
        category: SPECIALISTS,
        terms: "6、12",
        pool: "否",
        ..Post::default()
    }
}

/// A deputy head for each central clinic, on a pool post; the first one with a hand-over.
fn leaders(county: &mut County, community: usize, budget: &mut Budget) {
    let months = i64::from(county.parameters.months);
    let possible = budget.left.iter().map(|(_, left)| left).sum::<i64>() / (4 * months);
    for (number, host) in county.communities[community].central.clone().into_iter().take(possible.max(1) as usize).enumerate() {
        let Some(ward) = budget.take(months.min(12)).or(budget.left.first().map(|(ward, _)| *ward)) else { return };
        // Heads come from the department that has the months, or from the larger ones.
        let larger = county.communities[community].senders.iter().take(3).copied();
        let mut specialties: Vec<String> = larger.chain([ward]).map(|ward| county.departments[ward].name.to_owned()).collect();
        specialties.sort();
        specialties.dedup();
        let base = Post { name: "副院长".into(), specialties, ..post(county, community, "R", ward, host, "任职", "") };
        let is_first = number == 0;
        let (minimum, maximum) = if is_first { (1, 2) } else { (0, 1) };
        county.post(Post { minimum, maximum, grade: "副高", pool: "需编", handover: is_first, ..base });
        use_pool(county, community, host);
    }
}

fn use_pool(county: &mut County, community: usize, host: usize) {
    county.institutions[host].pool_posts += 1;
    county.communities[community].pool_fixed += 1;
}

/// A team of half a year that goes to one of the central clinics, whose head leads there.
fn team(county: &mut County, community: usize, budget: &mut Budget) {
    let size = (county.communities[community].specialists / 10).clamp(3, 6);
    let months = HALF_YEAR.min(i64::from(county.parameters.months));
    let mut members: Vec<usize> = Vec::new();
    // The first of each department is an associate senior: one of them leads, elsewhere the third goes.
    let large = budget.left.iter_mut().filter(|(ward, _)| county.departments[*ward].specialists.len() > 2);
    for (ward, left) in large.take(size) {
        if let Some(person) = county.departments[*ward].specialists.get(if members.is_empty() { 0 } else { 2 }) {
            *left = (*left - months).max(0);
            members.push(*person);
        }
    }
    let Some(&host) = county.communities[community].central.last().filter(|_| members.len() > 1) else { return };
    let name = format!("示例{}医疗队", community + 1);
    let mut specialties = Vec::new();
    for &member in &members {
        let who = &mut county.people[member];
        who.specialty = format!("{}组团", who.specialty);
        (who.team, who.is_bound) = (Some(name.clone()), true);
        specialties.push(who.specialty.clone());
    }
    let count = members.len() as i64;
    let base = |county: &County, prefix, kind, title: &str| Post {
        code: code(county, prefix, community),
        institution: host,
        name: format!("{name}{title}"),
        kind,
        category: SPECIALISTS,
        terms: "6",
        pool: "否",
        ..Post::default()
    };
    let leader = Post { maximum: 1, grade: "副高", specialties: specialties[..1].to_vec(), ..base(county, "L", "任职", "队长") };
    let leader = county.post(leader);
    let member = Post { maximum: count, specialties: specialties[1..].to_vec(), ..base(county, "Q", "组团", "队员") };
    let member = county.post(member);
    super::requirements::team(county, &name, leader, member, count);
}

/// Half a year at a township each, on a pool post, whenever it suits: the pool has room for a part of them at a time.
fn flexible(county: &mut County, community: usize, budget: &mut Budget) {
    let hosts = county.communities[community].townships.clone();
    let mut posts = Vec::new();
    for host in hosts.into_iter().step_by(2) {
        let Some(ward) = budget.take(HALF_YEAR.min(i64::from(county.parameters.months))) else { break };
        let base = post(county, community, "F", ward, host, "长期派驻", "县管乡用医师");
        posts.push(county.post(Post { target: 0, terms: "6", pool: "是", ..base }));
        county.institutions[host].pool_posts += 1;
    }
    county.communities[community].pool_flexible = posts.len() as i64;
    super::requirements::flexible(county, community, &posts);
}

/// Extension points are staffed throughout; every other one on a pool post kept for the grassroots.
fn extensions(county: &mut County, community: usize, budget: &mut Budget) {
    for (number, host) in county.communities[community].extensions.clone().into_iter().enumerate() {
        let Some(ward) = budget.take(i64::from(county.parameters.months)) else { return };
        let is_on_pool = number % 2 == 0;
        let base = post(county, community, "Y", ward, host, "长期派驻", "坐诊医师");
        county.post(Post { minimum: 1, pool: if is_on_pool { super::pool::CATEGORY } else { "否" }, ..base });
        if is_on_pool {
            county.institutions[host].pool_posts += 1;
            county.communities[community].pool_category += 1;
        }
    }
}

/// What is left: postings and support at the townships, one window after another, so that a department never has more to give than it may.
fn rest(county: &mut County, community: usize, budget: Budget) {
    let months = i64::from(county.parameters.months);
    let hosts = county.communities[community].clinics();
    let mut host = 0;
    for (ward, mut left) in budget.left {
        let mut at = 0;
        while left > 0 {
            let wanted = [months, 6, 3, 9, 6, 2, 4][county.draw.below(7)];
            let length = wanted.min(left).min(months - at);
            let place = hosts[host % hosts.len()];
            host += 1;
            let window = (length < months).then_some((at, at + length));
            let is_long = length == HALF_YEAR || length == 12;
            let is_on_pool = is_long && length == months && county.draw.percent(60);
            let (prefix, kind, title) = if is_long { ("P", "长期派驻", "驻点医师") } else { ("K", "短期支援", "支援医师") };
            let terms = match length {
                // Those of the rule.
                _ if is_long => "",
                length if length % 3 == 0 => "3、6",
                length if length % 2 == 0 => "2、4",
                1 => "1",
                _ => "1、2、3",
            };
            let base = post(county, community, prefix, ward, place, kind, title);
            let grade = if county.draw.percent(25) { "中级" } else { "" };
            county.post(Post { window, terms, grade, pool: if is_on_pool { "是" } else { "否" }, ..base });
            if is_on_pool {
                use_pool(county, community, place);
            }
            left -= length;
            at = (at + length) % months;
        }
    }
}

/// Somebody of the county inspects every township each quarter.
fn circuits(county: &mut County, community: usize) {
    let senders = county.communities[community].senders.clone();
    let named = |name: &str| senders.iter().copied().find(|ward| county.departments[*ward].name == name);
    let Some(ward) = named("公共卫生科").or_else(|| senders.first().copied()) else { return };
    let specialty = county.departments[ward].name.to_owned();
    for host in county.communities[community].clinics() {
        county.post(Post {
            code: code(county, "J", community),
            institution: host,
            name: "季度督导巡诊".into(),
            kind: "巡诊",
            maximum: 2,
            specialties: vec![specialty.clone()],
            category: SPECIALISTS,
            terms: "0.5",
            load: "20%",
            pool: "否",
            ..Post::default()
        });
    }
}

/// A vacant station has a resident doctor or a circuit, not both.
fn stations(county: &mut County, community: usize) {
    for host in county.communities[community].stations.clone() {
        // A resident's terms are those of the rule.
        for (prefix, kind, title, load, terms) in [("Z", "长期派驻", "驻村医生", "100%", ""), ("X", "巡诊", "巡诊医生", "20%", "6、12")]
        {
            county.post(Post {
                code: code(county, prefix, community),
                institution: host,
                name: title.into(),
                kind,
                maximum: 1,
                category: "乡村医生",
                terms,
                load,
                pool: "否",
                ..Post::default()
            });
        }
    }
}
