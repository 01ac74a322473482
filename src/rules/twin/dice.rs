/// A small seeded generator (SplitMix64): the same seed throws the same dice on every machine.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Dice(u64);

impl Dice {
    pub(in crate::rules) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D).wrapping_add(0x9E37_79B9_7F4A_7C15))
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }
    /// From 0 to `limit` − 1; `limit` is at least 1.
    pub(in crate::rules) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
    /// From `least` to `most`, both included.
    pub(in crate::rules) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1) as u64) as i64
    }
    /// True in `percent` of 100 throws.
    pub(in crate::rules) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
    /// One of a list that is not empty.
    pub(in crate::rules) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
    /// One of the list, in `percent` of 100 throws; none of an empty list.
    pub(in crate::rules) fn maybe<T: Copy>(&mut self, percent: u64, list: &[T]) -> Option<T> {
        (self.chance(percent) && !list.is_empty()).then(|| self.pick(list))
    }
    /// Each of the list in `percent` of 100 throws, in order.
    pub(in crate::rules) fn some<T: Copy>(&mut self, percent: u64, list: &[T]) -> Vec<T> {
        list.iter().copied().filter(|_| self.chance(percent)).collect()
    }
}
