//! Paper, and how pages share it.

/// Paper and how it lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::export) enum Paper {
    A4Landscape,
    A4Portrait,
    A3Landscape,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::export) enum Stacking {
    /// One page of any length; the head of the table is repeated on every sheet of paper, the width fits it.
    Flow,
    /// Each on paper of its own.
    Apart,
    /// Two on a sheet of paper.
    Halves,
    /// A bare table for another program: no title, no signatures, one line of headers.
    Bare,
}
