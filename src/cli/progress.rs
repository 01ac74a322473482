//! Progress of a search: one moving line on a terminal, plain lines elsewhere. On stderr, so that stdout stays clean.

use super::print_error;
use crate::diagnostic::Language;
use crate::model::{Tier, TierOutcome};
use crate::search::{Event, Observer};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Seconds between plain lines.
const PLAIN_PAUSE: f64 = 2.0;

/// Shows a search to a person.
pub struct ProgressDisplay {
    language: Language,
    bar: Option<ProgressBar>,
    last: Mutex<Option<Instant>>,
    stop: &'static AtomicBool,
}

impl ProgressDisplay {
    pub fn new(language: Language, stop: &'static AtomicBool) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { language, bar, last: Mutex::new(None), stop }
    }
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
    fn say(&self, text: String, always: bool) {
        match &self.bar {
            Some(bar) if always => bar.suspend(|| print_error(&text)),
            Some(bar) => bar.set_message(text),
            None => {
                let Ok(mut last) = self.last.lock() else { return };
                if always || last.is_none_or(|last| last.elapsed().as_secs_f64() >= PLAIN_PAUSE) {
                    print_error(&text);
                    *last = Some(Instant::now());
                }
            }
        }
    }
    fn tier(&self, tier: Tier) -> &'static str {
        match self.language {
            Language::Chinese => tier.chinese(),
            Language::English => tier.english(),
        }
    }
}

impl Observer for ProgressDisplay {
    fn tell(&self, event: &Event) {
        match event {
            Event::FirstPlan { score, seconds } => {
                let costs = Tier::ALL.iter().map(|tier| score[*tier].to_string()).collect::<Vec<_>>().join(" / ");
                let text = match self.language {
                    Language::Chinese => format!("{seconds:5.1} 秒  已有首个方案，各层代价 {costs}"),
                    Language::English => format!("{seconds:5.1} s  first plan, costs by tier {costs}"),
                };
                self.say(text, true);
            }
            Event::Progress { tier, score, bound, seconds } => {
                let outcome = TierOutcome { tier: *tier, cost: score[*tier], bound: *bound };
                self.say(self.line(&outcome, *seconds), false);
            }
            Event::TierDone { outcome, seconds } => self.say(self.line(outcome, *seconds), self.bar.is_none()),
        }
    }
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl ProgressDisplay {
    fn line(&self, outcome: &TierOutcome, seconds: f64) -> String {
        let (name, cost) = (self.tier(outcome.tier), outcome.cost);
        let bound = outcome.bound.map_or("-".to_string(), |bound| bound.to_string());
        let gap = gap_text(outcome);
        match self.language {
            Language::Chinese => format!("{seconds:5.1} 秒  {name}：当前 {cost}，下界 {bound}，差距 {gap}"),
            Language::English => format!("{seconds:5.1} s  {name}: best {cost}, bound {bound}, gap {gap}"),
        }
    }
}

/// `0%`, `1.25%` or `?`.
pub fn gap_text(outcome: &TierOutcome) -> String {
    match outcome.gap() {
        Some(0.0) => "0%".into(),
        Some(gap) => format!("{:.2}%", gap * 100.0),
        None => "?".into(),
    }
}
