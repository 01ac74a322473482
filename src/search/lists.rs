//! Lists of different lengths in one vector.

/// The lists, numbered from 0.
#[derive(Debug)]
pub struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// Each entry with the number of its list, below `len`; in each list they keep their order.
    pub fn build(len: usize, entries: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0u32; len + 1];
        for (list, _) in entries.clone() {
            starts[list + 1] += 1;
        }
        for list in 0..len {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); starts[len] as usize];
        for (list, item) in entries {
            items[next[list] as usize] = item;
            next[list] += 1;
        }
        Self { starts, items }
    }
    /// Filled in order: each list appends what it has.
    pub fn fill(len: usize, mut append: impl FnMut(usize, &mut Vec<T>)) -> Self {
        let mut items = Vec::new();
        let mut starts = vec![0];
        for list in 0..len {
            append(list, &mut items);
            starts.push(items.len() as u32);
        }
        Self { starts, items }
    }
    pub fn get(&self, list: usize) -> &[T] {
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}
