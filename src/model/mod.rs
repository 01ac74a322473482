//! The neutral model: candidate stays and five primitives. The search, the lowering to a solver and the MPS file know only these.

mod candidates;
mod primitives;
mod score;

pub use candidates::{Candidates, enumerate};
pub use primitives::{CandidateId, Cost, Elastic, Extremum, Model, Row, RuleCode, Sequence};
pub use score::{Score, Tier, TierOutcome};
