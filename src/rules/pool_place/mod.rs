//! Where pool posts are used, for the rules that ask for a place: at the host of the stay that takes one; for a pool-type person at home,
//! each stay elsewhere that takes at least half of a full load moving the post from home to its host. A slot counts when the
//! person holds the post on any of its days. Two halves that share nothing, like the rules they serve.

pub(super) mod check;
pub(super) mod emit;
