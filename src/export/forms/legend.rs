//! Which place has which colour and letters.

use super::super::document::{Block, HUES, LegendEntry, Tone, code_letters};
use super::request::Desk;
use super::words;
use crate::store::RosterRow;
use std::collections::{BTreeMap, BTreeSet};

/// Places in the county's order: institutions, or the departments and posts of the one institution asked for.
pub(super) struct Legend {
    of_place: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Legend {
    pub fn new<'a>(desk: &Desk, rows: impl Iterator<Item = &'a RosterRow>) -> Self {
        let inner = desk.institution().is_some();
        let order: BTreeMap<&str, usize> = match inner {
            true => desk.view.posts.iter().enumerate().map(|(position, post)| (post.code.as_str(), position)).collect(),
            false => desk.view.institutions.iter().enumerate().map(|(position, it)| (it.code.as_str(), position)).collect(),
        };
        let mut places: BTreeMap<(usize, String), String> = BTreeMap::new();
        for row in rows {
            let position = |code: &str| order.get(code).copied().unwrap_or(usize::MAX);
            if inner {
                let place = within(row).to_owned();
                let first = position(&row.post);
                // A department has several posts: it stands where its first one does.
                let known = places.keys().find(|(_, known)| *known == place).cloned();
                match known {
                    Some((earlier, _)) if earlier <= first => {}
                    other => {
                        other.map(|key| places.remove(&key));
                        places.insert((first, place.clone()), place);
                    }
                }
            } else {
                places.insert(
                    (position(&row.institution_code), row.institution_code.clone()),
                    desk.view.short_name(&row.institution).to_owned(),
                );
            }
        }
        let of_place = places.keys().enumerate().map(|(index, (_, key))| (key.clone(), index)).collect();
        Self { of_place, names: places.into_values().collect() }
    }

    fn index(&self, desk: &Desk, row: &RosterRow) -> Option<usize> {
        if desk.institution().is_some() { self.of_place.get(within(row)) } else { self.of_place.get(&row.institution_code) }.copied()
    }

    pub fn tone(&self, desk: &Desk, row: &RosterRow) -> Tone {
        self.index(desk, row).map_or(Tone::Plain, hue)
    }

    pub fn code(&self, desk: &Desk, row: &RosterRow) -> String {
        self.index(desk, row).map_or_else(String::new, code_letters)
    }

    /// True where nobody would find a letter again in it: every colour stands for several places.
    pub fn is_long(&self) -> bool {
        self.names.len() > 2 * HUES.len()
    }

    /// The places of these stays, each after its letters.
    pub fn meant(&self, desk: &Desk, rows: &[&RosterRow]) -> String {
        let places: BTreeSet<usize> = rows.iter().filter_map(|row| self.index(desk, row)).collect();
        let named = |index: usize| Some(format!("{} {}", code_letters(index), self.names.get(index)?));
        places.into_iter().filter_map(named).collect::<Vec<_>>().join(words::comma(desk.language))
    }

    pub fn block(&self) -> Block {
        let entries = self.names.iter().enumerate();
        Block::Legend(
            entries.map(|(index, name)| LegendEntry { tone: hue(index), code: code_letters(index), name: name.clone() }).collect(),
        )
    }
}

fn hue(index: usize) -> Tone {
    Tone::Hue((index % HUES.len()) as u8)
}

/// The department, or the post where there is none.
pub(super) fn within(row: &RosterRow) -> &str {
    row.department.as_deref().unwrap_or(&row.post_name)
}
