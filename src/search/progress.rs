use crate::model::{Score, Tier, TierOutcome};
use std::sync::atomic::{AtomicBool, Ordering};

/// How hard to try. Work limits decide, so the same input, seed and effort give the same plan on any machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    Quick,
    Standard,
    Thorough,
}

impl Effort {
    pub fn code(self) -> &'static str {
        match self {
            Effort::Quick => "quick",
            Effort::Standard => "standard",
            Effort::Thorough => "thorough",
        }
    }
    /// Factor on all work limits.
    pub(super) fn factor(self) -> u32 {
        match self {
            Effort::Quick => 1,
            Effort::Standard => 4,
            Effort::Thorough => 20,
        }
    }
}

/// What is asked of a search.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SearchOptions {
    pub effort: Effort,
    pub seed: u64,
    /// Threads to use; the plan does not depend on it.
    pub threads: usize,
    /// Seconds after which the search ends with what it has: a safety net, recorded when it bites.
    pub time_limit: f64,
    /// A tier is left once its gap is at most this (0.001 is 0.1 %).
    pub gap: f64,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { effort: Effort::Standard, seed: 1, threads: 2, time_limit: 600.0, gap: 0.0 }
    }
}

/// What the search tells while it works.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// There is a plan from here on.
    FirstPlan {
        score: Score,
        seconds: f64,
    },
    /// Where the tier stands now, over all parts.
    Progress {
        tier: Tier,
        score: Score,
        bound: Option<i64>,
        seconds: f64,
    },
    TierDone {
        outcome: TierOutcome,
        seconds: f64,
    },
}

/// Listens to a search and can end it.
pub trait Observer: Sync {
    fn tell(&self, event: &Event);
    /// True once the user wants the best so far.
    fn stopped(&self) -> bool;
}

/// Listens to nothing; can be stopped.
#[derive(Debug, Default)]
pub struct Silent {
    stop: AtomicBool,
}

impl Silent {
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Observer for Silent {
    fn tell(&self, _: &Event) {}
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
