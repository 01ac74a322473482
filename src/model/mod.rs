//! The neutral model: candidate stays and five primitives, and what proves a bound on them. The search and the lowering to a solver know
//! only these.

mod candidates;
mod primitives;
mod proof;
mod score;

pub use candidates::{Candidates, enumerate};
pub use primitives::{Activity, CandidateId, Cost, Elastic, Extremum, Model, Moves, Order, Row, RuleCode, Sequence};
pub use proof::{Fingerprint, Multiplier, TierProof};
pub use score::{Score, Tier, TierOutcome};
