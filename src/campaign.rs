//! What random tests share: how many seeds they try, and a line of figures when they have.

use std::ops::Range;
use std::time::Instant;

/// A run of one random test over many seeds.
#[derive(Debug)]
pub(crate) struct Campaign {
    name: &'static str,
    seeds: Range<u64>,
    everyday: u64,
    started: Instant,
}

impl Campaign {
    /// `everyday` seeds, or those of `LUNZHUAN_SEEDS`: `5000`, or `1616..1617` for one that failed.
    pub(crate) fn new(name: &'static str, everyday: u64) -> Self {
        let asked = std::env::var("LUNZHUAN_SEEDS").ok().and_then(|seeds| {
            let (first, end) = seeds.split_once("..").unwrap_or(("0", &seeds));
            Some(first.parse().ok()?..end.parse().ok()?)
        });
        Self { name, seeds: asked.unwrap_or(0..everyday), everyday, started: Instant::now() }
    }
    pub(crate) fn seeds(&self) -> Range<u64> {
        self.seeds.clone()
    }
    pub(crate) fn len(&self) -> u64 {
        self.seeds.end.saturating_sub(self.seeds.start)
    }
    /// True with fewer seeds than every day: not everything need be seen among them.
    pub(crate) fn is_short(&self) -> bool {
        self.len() < self.everyday
    }
    /// Prints one line; cargo shows it with `--nocapture`.
    pub(crate) fn report(&self, figures: &[(&str, usize)]) {
        let figures: String = figures.iter().map(|(name, figure)| format!(", {figure} {name}")).collect();
        println!("campaign {}: {} seeds{figures}, {:.1} s", self.name, self.len(), self.started.elapsed().as_secs_f64());
    }
}
