//! Paper, and how pages share it.

/// Paper and how it lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::export) enum Paper {
    A4Landscape,
    A4Portrait,
    A3Landscape,
}

impl Paper {
    /// Width and height.
    pub fn inches(self) -> (f64, f64) {
        match self {
            Self::A4Portrait => (8.27, 11.69),
            Self::A4Landscape => (11.69, 8.27),
            Self::A3Landscape => (16.54, 11.69),
        }
    }
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
