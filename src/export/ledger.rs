//! The ledgers: numbered pool posts, service and promotion, subsidies.

use super::forms::words;
use super::listing::{Entry, Listing};
use crate::diagnostic::Bilingual;
use crate::domain::DateRange;
use crate::store::{LongPostingRow, PlanId, PoolMonthRow, ReadinessRow, ServiceRow, Store, StoreError, SubsidyRow};
use chrono::{Months, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// Which ledger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LedgerKind {
    Pool,
    Service,
    Subsidies,
}

/// A ledger, read from the book.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(untagged)]
pub enum Ledger {
    Pool { pool_posts: Vec<PoolSpan> },
    Service { plan: PlanId, service: Vec<ServiceRow>, promotion: Vec<ReadinessRow>, long_postings: Vec<LongPostingRow> },
    Subsidies { subsidies: Vec<SubsidyRow> },
}

/// A pool post over consecutive months in which the same person holds it, or nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PoolSpan {
    pub community: String,
    pub pool_post: String,
    pub category: Option<String>,
    /// `2027-01`
    pub from_month: String,
    pub through_month: String,
    /// Nobody holds it where absent.
    pub person: Option<String>,
    pub person_name: Option<String>,
    pub institution: Option<String>,
    /// Code of the post that the holder works at; absent for those who bring the pool post along.
    pub post: Option<String>,
    /// Of the holding, from its first day whichever plan had the say then.
    pub dates: Option<DateRange>,
    /// The holder gives it back, or its approval ends, on the last of these days; beyond a plan's end nothing is known.
    pub returned: bool,
    pub expires: Option<NaiveDate>,
    /// The approval ends within three months of the last of these months.
    pub expires_soon: bool,
    /// Every month of them is published.
    pub published: bool,
}

/// So many months before a post's approval ends it is said.
const SOON: u32 = 3;

impl Ledger {
    /// Reads the ledger; that of service is the plan's.
    pub fn read(store: &Store, plan: PlanId, kind: LedgerKind) -> Result<Self, StoreError> {
        Ok(match kind {
            LedgerKind::Pool => Ledger::Pool { pool_posts: spans(store.pool_months()?) },
            LedgerKind::Service => Ledger::Service {
                plan,
                service: store.service(plan)?,
                promotion: store.readiness(plan)?,
                long_postings: store.long_postings(plan)?,
            },
            LedgerKind::Subsidies => Ledger::Subsidies { subsidies: store.subsidies()? },
        })
    }

    /// The ledger as tables.
    pub fn listings(&self) -> Vec<Listing> {
        match self {
            Ledger::Pool { pool_posts } => vec![pool_listing(pool_posts)],
            Ledger::Service { service, promotion, long_postings, .. } => {
                vec![service_listing(service), promotion_listing(promotion), long_listing(long_postings)]
            }
            Ledger::Subsidies { subsidies } => vec![by_fund(subsidies), by_person(subsidies)],
        }
    }
}

fn spans(rows: Vec<PoolMonthRow>) -> Vec<PoolSpan> {
    let mut spans: Vec<PoolSpan> = Vec::new();
    for row in rows {
        let published = row.publication.is_some();
        // The same holding, whichever plan tells it.
        let goes_on = |span: &PoolSpan| {
            let dates = match (span.dates, row.dates) {
                (Some(before), Some(now)) => before.from == now.from || !row.taken && !span.returned,
                (before, now) => before == now,
            };
            dates
                && (&span.community, &span.pool_post, &span.person) == (&row.community, &row.pool_post, &row.person)
                && (span.through_month == row.month || follows(&span.through_month, &row.month))
        };
        let same = |span: &&mut PoolSpan| {
            goes_on(span)
                && (&span.institution, &span.post, span.published) == (&row.institution, &row.post, published)
                && follows(&span.through_month, &row.month)
        };
        // A holder may have two places within a month; the span that goes on need not be the last.
        let from = spans.iter().rposition(|span| span.pool_post != row.pool_post).map_or(0, |at| at + 1);
        if let Some(span) = spans[from..].iter_mut().find(same) {
            span.through_month = row.month;
            span.dates = span.dates.zip(row.dates).map(|(before, now)| DateRange::new(before.from, now.to));
            span.returned = row.returned;
            span.expires = row.expires;
            span.expires_soon = is_soon(row.expires, &span.through_month);
            continue;
        }
        let first = spans[from..].iter().rev().find(|span| goes_on(span)).and_then(|span| span.dates).map(|dates| dates.from);
        spans.push(PoolSpan {
            expires_soon: is_soon(row.expires, &row.month),
            community: row.community,
            pool_post: row.pool_post,
            category: row.category,
            from_month: row.month.clone(),
            through_month: row.month,
            person: row.person,
            person_name: row.person_name,
            institution: row.institution,
            post: row.post,
            dates: row.dates.map(|dates| DateRange::new(first.unwrap_or(dates.from).min(dates.from), dates.to)),
            returned: row.returned,
            expires: row.expires,
            published,
        });
    }
    spans
}

fn first_day(month: &str) -> Option<NaiveDate> {
    format!("{month}-01").parse().ok()
}

fn follows(month: &str, next: &str) -> bool {
    let after = first_day(month).and_then(|day| day.checked_add_months(Months::new(1)));
    after.is_some() && after == first_day(next)
}

fn is_soon(expires: Option<NaiveDate>, month: &str) -> bool {
    let limit = first_day(month).and_then(|day| day.checked_add_months(Months::new(SOON + 1)));
    expires.zip(limit).is_some_and(|(expires, limit)| expires < limit)
}

fn pool_listing(spans: &[PoolSpan]) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("周转编制台账", "Pool posts through the months"),
        &[
            ("编号", "post"),
            ("类别", "category"),
            ("月份", "months"),
            ("占用人", "holder"),
            ("使用机构", "institution"),
            ("岗位", "works at"),
            ("占用", "held"),
            ("收回", "returned"),
            ("到期", "expires"),
            ("状态", "state"),
        ],
        Bilingual::new("没有周转编制", "no pool posts"),
    );
    for span in spans {
        let holder = span.person.as_ref().map(|code| format!("{code} {}", span.person_name.as_deref().unwrap_or_default()));
        let returned = span.dates.map(|dates| dates.to).filter(|_| span.returned);
        let (zh, en) = match (&span.person, returned) {
            (None, _) => ("空编", "free"),
            (Some(_), None) => ("在用", "in use"),
            (Some(_), Some(to)) if span.expires.is_some_and(|expires| expires <= to) => ("到期收回", "expired"),
            (Some(_), Some(_)) => ("人走编收", "given back"),
        };
        let is_over = span.expires.zip(first_day(&span.from_month)).is_some_and(|(expires, from)| expires < from);
        let soon = match (is_over, span.expires_soon) {
            (true, _) => ("，编制已到期", ", expired"),
            (false, true) => ("，编制即将到期", ", expires soon"),
            (false, false) => ("", ""),
        };
        let draft = if span.published { ("", "") } else { ("（草案）", " (draft)") };
        let months = if span.from_month == span.through_month {
            span.from_month.clone()
        } else {
            format!("{}–{}", span.from_month, span.through_month)
        };
        listing.rows.push(vec![
            span.pool_post.as_str().into(),
            span.category.clone().into(),
            months.into(),
            holder.into(),
            span.institution.clone().into(),
            span.post.clone().into(),
            span.dates.map(|dates| dates.from).into(),
            returned.into(),
            span.expires.into(),
            Bilingual::new(format!("{zh}{}{}", soon.0, draft.0), format!("{en}{}{}", soon.1, draft.1)).into(),
        ]);
    }
    listing
}

fn service_listing(rows: &[ServiceRow]) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("派驻与服务台账", "Service"),
        &[
            ("工号", "code"),
            ("姓名", "name"),
            ("机构", "institution"),
            ("起", "from"),
            ("止", "to"),
            ("月数", "months"),
            ("基层月数", "at the grassroots"),
            ("来源", "source"),
        ],
        Bilingual::new("没有服务记录", "no service"),
    );
    for row in rows {
        let source = match row.source.as_str() {
            "imported" => Bilingual::new("历史", "before"),
            "carried" => Bilingual::new("在途（已服务）", "in progress, served"),
            "planned" => Bilingual::new("计划", "planned"),
            other => Bilingual::same(other),
        };
        let grassroots = if row.counts_as_grassroots { Entry::Decimal(row.months) } else { Entry::Empty };
        listing.rows.push(vec![
            row.person.as_str().into(),
            row.person_name.as_str().into(),
            row.institution.as_str().into(),
            row.dates.from.into(),
            row.dates.to.into(),
            Entry::Decimal(row.months),
            grassroots,
            source.into(),
        ]);
    }
    listing
}

fn promotion_listing(rows: &[ReadinessRow]) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("申报副高的基层服务年限", "Grassroots months for declarations"),
        &[
            ("工号", "code"),
            ("姓名", "name"),
            ("现职称", "grade"),
            ("申报日期", "declares on"),
            ("须有", "wanted"),
            ("已有", "had"),
            ("计划", "planned"),
            ("尚缺", "missing"),
        ],
        Bilingual::new("没有拟申报人员", "nobody declares"),
    );
    for row in rows {
        let months = [row.months_wanted, row.months_had, row.months_planned, row.months_missing].map(Entry::Decimal);
        let head =
            [row.person.as_str().into(), row.person_name.as_str().into(), row.grade.as_deref().map(grade).into(), row.declared_on.into()];
        listing.rows.push(head.into_iter().chain(months).collect());
    }
    listing
}

fn long_listing(rows: &[LongPostingRow]) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("长期派驻年度天数", "Days of long postings in a year"),
        &[
            ("工号", "code"),
            ("姓名", "name"),
            ("机构", "institution"),
            ("起", "from"),
            ("止", "to"),
            ("年度", "year"),
            ("天数", "days"),
            ("指标", "wanted"),
            ("达标", "reached"),
        ],
        Bilingual::new("没有计入指标的长期派驻", "no long posting counts"),
    );
    for row in rows {
        let reached = if row.reached { Bilingual::new("是", "yes") } else { Bilingual::new("否", "no") };
        listing.rows.push(vec![
            row.person.as_str().into(),
            row.person_name.as_str().into(),
            row.institution.as_str().into(),
            row.dates.from.into(),
            row.dates.to.into(),
            row.year.into(),
            row.days.into(),
            row.wanted.into(),
            reached.into(),
        ]);
    }
    listing
}

fn grade(word: &str) -> Bilingual {
    words::closed(word, |language, word| words::grade(language, Some(word)))
}

fn fund_name(fund: Option<&str>) -> Bilingual {
    fund.map_or_else(|| Bilingual::new("无经费可付", "no fund can pay"), Bilingual::same)
}

fn state(publication: Option<i64>) -> Bilingual {
    if publication.is_some() { Bilingual::new("已发布", "published") } else { Bilingual::new("草案", "draft") }
}

fn by_fund(rows: &[SubsidyRow]) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("补贴按经费和月份（元）", "Subsidies by fund and month (yuan)"),
        &[("月份", "month"), ("经费", "fund"), ("人数", "people"), ("金额", "yuan"), ("状态", "state")],
        Bilingual::new("没有应发补贴", "no subsidies are due"),
    );
    type Sums<'a> = BTreeMap<(&'a str, bool, Option<&'a str>), (std::collections::BTreeSet<&'a str>, f64, Option<i64>)>;
    let mut sums = Sums::new();
    for row in rows {
        let sum = sums.entry((&row.month, row.fund.is_none(), row.fund.as_deref())).or_default();
        sum.0.insert(&row.person);
        sum.1 += row.yuan;
        sum.2 = row.publication;
    }
    for ((month, _, fund), (people, yuan, publication)) in sums {
        let people = Entry::Number(people.len() as i64);
        listing.rows.push(vec![month.into(), fund_name(fund).into(), people, Entry::Decimal(yuan), state(publication).into()]);
    }
    listing
}

fn by_person(rows: &[SubsidyRow]) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("补贴明细（元）", "Subsidies by person (yuan)"),
        &[
            ("月份", "month"),
            ("工号", "code"),
            ("姓名", "name"),
            ("职称", "grade"),
            ("机构", "institution"),
            ("级别", "level"),
            ("经费", "fund"),
            ("金额", "yuan"),
        ],
        Bilingual::new("没有应发补贴", "no subsidies are due"),
    );
    for row in rows {
        listing.rows.push(vec![
            row.month.as_str().into(),
            row.person.as_str().into(),
            row.person_name.as_str().into(),
            row.grade.as_deref().map(grade).into(),
            row.institution.as_str().into(),
            words::closed(&row.institution_level, words::level).into(),
            fund_name(row.fund.as_deref()).into(),
            Entry::Decimal(row.yuan),
        ]);
    }
    listing
}
