//! Proofs of bounds, as rows: what an audit replays.

use super::snapshot::row;
use super::tier::{number_of, tier_of};
use super::{Contents, PlanId, Store, StoreError, Table};
use crate::model::{Fingerprint, Multiplier, Tier, TierProof};
use rusqlite::Row;
use rusqlite::types::Type;

/// All of it is told once: the search found it, and nothing else gives it again.
pub(super) const PROOF: Table = Table {
    name: "proof",
    chinese: "下界证明",
    columns: &["part", "tier", "caps", "left_at", "bound", "program", "multipliers"],
    key: 2,
    told_once: &["caps", "left_at", "bound", "program", "multipliers"],
};

pub(super) fn proofs(proofs: &[TierProof]) -> Contents {
    let mut proofs: Vec<&TierProof> = proofs.iter().collect();
    proofs.sort_by_key(|proof| (proof.part, number_of(proof.tier)));
    let rows = proofs.into_iter().map(|proof| {
        let caps: Vec<String> = told_caps(&proof.caps).map(i64::to_string).collect();
        row![
            i64::from(proof.part),
            number_of(proof.tier),
            format!("[{}]", caps.join(",")),
            proof.left,
            proof.bound,
            proof.program.0.as_str(),
            packed(&proof.multipliers),
        ]
    });
    Contents { table: &PROOF, rows: rows.collect() }
}

impl Store {
    /// The proofs stored with the plan, by part and tier.
    pub fn proofs(&self, plan: PlanId) -> Result<Vec<TierProof>, StoreError> {
        self.existing(plan)?;
        let read = || -> rusqlite::Result<Vec<TierProof>> {
            let sql = "SELECT part, tier, caps, left_at, bound, program, multipliers FROM proof WHERE plan = ?1 ORDER BY part, tier";
            self.connection.prepare(sql)?.query_map([plan.0], proof)?.collect()
        };
        read().map_err(|error| self.failed(&error))
    }
}

fn proof(row: &Row<'_>) -> rusqlite::Result<TierProof> {
    let tier: i64 = row.get(1)?;
    let known = tier_of(tier);
    let caps: Vec<i64> = serde_json::from_str(&row.get::<_, String>(2)?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(error)))?;
    let unreadable = |column, kind, what: &str| rusqlite::Error::FromSqlConversionFailure(column, kind, what.into());
    let tier = known.ok_or_else(|| unreadable(1, Type::Integer, "unknown tier"))?;
    Ok(TierProof {
        part: row.get(0)?,
        tier,
        caps: all_caps(tier, caps),
        left: row.get(3)?,
        bound: row.get(4)?,
        program: Fingerprint(row.get(5)?),
        multipliers: unpacked(row.get_ref(6)?.as_blob()?).ok_or_else(|| unreadable(6, Type::Blob, "no multipliers"))?,
    })
}

/// Place of stability among the caps.
const STABILITY: usize = Tier::Stability as usize;

/// Caps as they are stored: without that of stability where it is 0, as in every plan that is no repair.
fn told_caps(caps: &[i64]) -> impl Iterator<Item = &i64> {
    caps.iter().enumerate().filter(|(tier, cap)| *tier != STABILITY || **cap != 0).map(|(_, cap)| cap)
}

/// The stored caps with the one that was left out.
fn all_caps(tier: Tier, mut caps: Vec<i64>) -> Vec<i64> {
    if tier > Tier::Stability && caps.len() + 1 == tier as usize {
        caps.insert(STABILITY, 0);
    }
    caps
}

/// Rows in ascending order: for each the rows skipped since the last and the multiplier, small numbers in few bytes.
fn packed(multipliers: &[(u32, Multiplier)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(multipliers.len() * 5);
    let mut next = 0;
    for (row, Multiplier(units)) in multipliers {
        pack(u64::from(row.wrapping_sub(next)), &mut bytes);
        pack(((units << 1) ^ (units >> 63)).cast_unsigned(), &mut bytes);
        next = row.wrapping_add(1);
    }
    bytes
}

fn pack(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// `None` where the bytes are none that [`packed`] gives.
fn unpacked(mut bytes: &[u8]) -> Option<Vec<(u32, Multiplier)>> {
    let mut multipliers = Vec::new();
    let mut next: u32 = 0;
    while !bytes.is_empty() {
        let skipped = u32::try_from(unpack(&mut bytes)?).ok()?;
        let units = unpack(&mut bytes)?;
        let row = next.checked_add(skipped)?;
        next = row.checked_add(1)?;
        multipliers.push((row, Multiplier((units >> 1).cast_signed() ^ -(units & 1).cast_signed())));
    }
    Some(multipliers)
}

fn unpack(bytes: &mut &[u8]) -> Option<u64> {
    let mut number: u64 = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        let part = u64::from(first & 0x7F);
        if shift == 63 && part > 1 {
            return None;
        }
        number |= part << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multipliers_come_back_from_few_bytes() {
        let some = [(0, 1), (1, -1), (7, i64::MAX), (8, i64::MIN), (100_000, 3 << 24), (u32::MAX - 1, -5)];
        let some: Vec<(u32, Multiplier)> = some.into_iter().map(|(row, units)| (row, Multiplier(units))).collect();
        assert_eq!(unpacked(&packed(&some)), Some(some));
        assert_eq!(packed(&[(3, Multiplier(-1)), (4, Multiplier(63))]), [3, 1, 0, 126]);
        assert_eq!(unpacked(&[]), Some(Vec::new()));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let mut number = 1u64;
        for length in 0..2000 {
            let bytes: Vec<u8> = (0..length % 40)
                .map(|_| {
                    number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    // Many bytes that go on, so that long numbers are met.
                    (number >> 56) as u8 | if length % 3 == 0 { 0x80 } else { 0 }
                })
                .collect();
            if let Some(multipliers) = unpacked(&bytes) {
                assert!(multipliers.windows(2).all(|pair| pair[0].0 < pair[1].0));
            }
        }
        assert_eq!(unpacked(&[0x80]), None);
        assert_eq!(unpacked(&[0]), None);
        assert_eq!(unpacked(&[0xFF; 30]), None);
    }
}
