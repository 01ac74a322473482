//! Excess counted slot by slot, told as spells of consecutive slots: for the checking halves only.

use crate::domain::DateRange;

/// Joins consecutive slots with an excess above 0 into one spell each, with the sum of their excesses. The slots come in order, without
/// gaps.
pub(in crate::rules) fn spells(slots: impl IntoIterator<Item = (DateRange, i64)>) -> Vec<(DateRange, i64)> {
    let mut spells: Vec<(DateRange, i64)> = Vec::new();
    let mut goes_on = false;
    for (dates, excess) in slots {
        match spells.last_mut().filter(|_| goes_on && excess > 0) {
            Some((spell, sum)) => {
                spell.to = dates.to;
                *sum += excess;
            }
            None if excess > 0 => spells.push((dates, excess)),
            None => {}
        }
        goes_on = excess > 0;
    }
    spells
}
