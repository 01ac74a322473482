//! A set that is joined, left and drawn from at once.

/// Some of the numbers below a limit, in no order that means anything: joined, left and drawn from at once.
#[derive(Clone, Debug, Default)]
pub struct Members {
    list: Vec<u32>,
    /// Place of each in the list.
    place: Vec<u32>,
}

impl Members {
    pub fn below(limit: usize) -> Self {
        Self { list: Vec::new(), place: vec![u32::MAX; limit] }
    }
    pub fn list(&self) -> &[u32] {
        &self.list
    }
    pub fn join(&mut self, member: usize) {
        self.place[member] = self.list.len() as u32;
        self.list.push(member as u32);
    }
    pub fn leave(&mut self, member: usize) {
        let place = self.place[member] as usize;
        self.list.swap_remove(place);
        if let Some(moved) = self.list.get(place) {
            self.place[*moved as usize] = place as u32;
        }
        self.place[member] = u32::MAX;
    }
}
