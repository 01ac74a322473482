//! What is asked for, and what cannot be made.

use crate::diagnostic::Bilingual;
use chrono::NaiveDate;

/// Most people, trainees and specialists together.
pub const MOST_PEOPLE: u32 = 100_000;
/// Longest plan in months.
pub const MOST_MONTHS: u32 = 36;
/// Hosts of a community where their number is not given.
const HOSTS_OF_A_COMMUNITY: u32 = 40;
/// Without so many in each community some rule would have nothing to say.
const LEAST_TRAINEES: u32 = 12;
const LEAST_SPECIALISTS: u32 = 12;
const LEAST_HOSTS: u32 = 6;

/// A county to be made.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Parameters {
    pub trainees: u32,
    pub specialists: u32,
    /// Townships, extension points and village stations.
    pub hosts: u32,
    pub months: u32,
    /// Demand over capacity, above 0 and up to 1.5: from 1 on there are shortages.
    pub tightness: f64,
    /// One for each 40 hosts where it is not given.
    pub communities: Option<u32>,
    /// First day of the first month.
    pub from: NaiveDate,
    pub seed: u64,
}

/// Why such a county cannot be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", .0.en)]
pub struct Refusal(pub Bilingual);

impl Parameters {
    /// Communities that the county will have.
    pub fn communities(&self) -> u32 {
        let by_size = self.hosts.saturating_add(HOSTS_OF_A_COMMUNITY / 2) / HOSTS_OF_A_COMMUNITY;
        let possible = (self.hosts / LEAST_HOSTS).min(self.trainees / LEAST_TRAINEES).min(self.specialists / LEAST_SPECIALISTS);
        self.communities.unwrap_or_else(|| by_size.min(possible).max(1))
    }

    /// # Errors
    /// When a number lies outside what can be made; what is allowed stands in the message.
    pub fn check(&self) -> Result<(), Refusal> {
        let refuse = |zh: String, en: String| Err(Refusal(Bilingual::new(zh, en)));
        let communities = self.communities();
        let least = |of_one: u32| of_one.saturating_mul(communities.max(1));
        let people = self.trainees.saturating_add(self.specialists);
        if people > MOST_PEOPLE || self.hosts > MOST_PEOPLE {
            return refuse(
                format!("最多 {MOST_PEOPLE} 人、{MOST_PEOPLE} 个接收单位（要求 {people} 人、{} 个）", self.hosts),
                format!("at most {MOST_PEOPLE} people and {MOST_PEOPLE} hosts (asked for {people} people, {} hosts)", self.hosts),
            );
        }
        if communities == 0 {
            return refuse("至少 1 个医共体".into(), "at least 1 community".into());
        }
        for (zh, en, flag, given, least) in [
            ("学员", "trainees", "--trainees", self.trainees, least(LEAST_TRAINEES)),
            ("专家", "specialists", "--specialists", self.specialists, least(LEAST_SPECIALISTS)),
            ("接收单位", "hosts", "--hosts", self.hosts, least(LEAST_HOSTS)),
        ] {
            if given < least {
                return refuse(
                    format!("{flag}：{communities} 个医共体要用到全部规则，至少需要 {least} 个{zh}，现为 {given}"),
                    format!("{flag}: for every rule to be in use, {communities} communities need at least {least} {en}, not {given}"),
                );
            }
        }
        if !(1..=MOST_MONTHS).contains(&self.months) {
            return refuse(
                format!("--months：1 至 {MOST_MONTHS} 个月，现为 {}", self.months),
                format!("--months: from 1 to {MOST_MONTHS}, not {}", self.months),
            );
        }
        if !(self.tightness >= 0.05 && self.tightness <= 1.5) {
            return refuse(
                format!("--tightness：需求与能力之比，0.05 至 1.5，现为 {}", self.tightness),
                format!("--tightness: demand over capacity, from 0.05 to 1.5, not {}", self.tightness),
            );
        }
        Ok(())
    }

    /// First day of a half-month, counted from the first of the plan; earlier ones are negative.
    pub(super) fn first_day(&self, half: i64) -> NaiveDate {
        let month = half.div_euclid(2);
        let distance = chrono::Months::new(u32::try_from(month.abs()).unwrap_or(0));
        let moved = if month < 0 { self.from.checked_sub_months(distance) } else { self.from.checked_add_months(distance) };
        let first = moved.unwrap_or(self.from);
        if half.rem_euclid(2) == 0 { first } else { first + chrono::Days::new(15) }
    }
    /// Last day of a half-month.
    pub(super) fn last_day(&self, half: i64) -> NaiveDate {
        self.first_day(half + 1) - chrono::Days::new(1)
    }
    pub(super) fn halves(&self) -> i64 {
        2 * i64::from(self.months)
    }
    /// Capacity for a demand: never below it while not more is asked for than there is.
    pub(super) fn capacity(&self, demand: f64) -> i64 {
        let scaled = (demand / self.tightness).round() as i64;
        let enough = if self.tightness <= 1.0 { (demand - 1e-9).ceil() as i64 } else { 0 };
        scaled.max(enough).max(1)
    }
}
