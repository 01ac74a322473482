//! Names given in one place, each of them once.

use std::collections::BTreeSet;

/// The names given so far; capitals do not tell two of them apart, as neither Excel nor Windows does.
#[derive(Default)]
pub struct Taken(BTreeSet<String>);

impl Taken {
    /// The first name that is free: `with` makes a name that ends in nothing, then in `(2)`, `(3)` and so on.
    pub fn first_free(&mut self, with: impl Fn(&str) -> String) -> String {
        let mut number = 1;
        loop {
            let name = with(&if number == 1 { String::new() } else { format!("({number})") });
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}
