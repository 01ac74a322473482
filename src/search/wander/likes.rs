//! Where a stay's likes are: the same thing at another time, another place for it at the same time, the same place for somebody else.

use crate::domain::{Id, IndexVec, PersonId, SlotId};
use crate::model::{CandidateId, Candidates};
use crate::roster::Stay;
use crate::search::lists::Lists;
use std::cmp::Ordering;
use std::ops::Range;

/// Finds likes of stays among candidates that may be taken.
pub struct Likes<'a> {
    candidates: &'a Candidates,
    usable: &'a IndexVec<CandidateId, bool>,
    /// Where each person's candidates of each first slot begin, by person and slot; one more at the end of each person's.
    begins: Vec<u32>,
    first_slot: i32,
    slots: usize,
    /// End of the last candidate.
    end: i32,
    /// What each candidate is but for its person and time, numbered in the order that candidates have within a slot.
    kinds: Vec<u32>,
    /// Length and post of each kind, numbered in the same order.
    spot_of: Vec<u32>,
    /// Usable candidates of one person that differ in place alone.
    places: Lists<CandidateId>,
    places_of: Vec<u32>,
}

impl<'a> Likes<'a> {
    pub fn new(candidates: &'a Candidates, usable: &'a IndexVec<CandidateId, bool>) -> Self {
        let first_slot = candidates.iter().map(|(_, stay)| stay.first.0).min().unwrap_or(0);
        let slots = candidates.iter().map(|(_, stay)| stay.first.0 - first_slot + 1).max().unwrap_or(0) as usize;
        let mut begins = Vec::with_capacity(candidates.people() * (slots + 1));
        for person in (0..candidates.people()).map(PersonId::from_index) {
            let own = candidates.of_person(person);
            let from = own.clone().next().map_or(0, CandidateId::index);
            let mut at = from;
            for slot in 0..=slots as i32 {
                let earlier = |at: usize| at < from + own.len() && candidates.stay(CandidateId::from_index(at)).first.0 - first_slot < slot;
                while earlier(at) {
                    at += 1;
                }
                begins.push(at as u32);
            }
        }
        let kind = |stay: &Stay| (stay.slots, stay.post, stay.source, stay.item);
        let mut all: Vec<_> = candidates.iter().map(|(_, stay)| kind(stay)).collect();
        all.sort_unstable();
        all.dedup();
        let kinds = candidates.iter().map(|(_, stay)| all.partition_point(|other| *other < kind(stay)) as u32).collect();
        let mut spot = 0;
        let spot_of = (0..all.len())
            .map(|at| {
                spot += u32::from(at > 0 && (all[at - 1].0, all[at - 1].1) != (all[at].0, all[at].1));
                spot
            })
            .collect();
        let thing = |candidate: &CandidateId| {
            let stay = candidates.stay(*candidate);
            (stay.person, stay.first, stay.slots, stay.item)
        };
        let mut free: Vec<CandidateId> = usable.ids().filter(|candidate| usable[*candidate] && !candidates.is_given(*candidate)).collect();
        free.sort_by_key(thing);
        let mut places_of = vec![u32::MAX; candidates.len()];
        let chunks = || free.chunk_by(|one, other| thing(one) == thing(other)).enumerate();
        for (chunk, members) in chunks() {
            members.iter().for_each(|candidate| places_of[candidate.index()] = chunk as u32);
        }
        let entries = chunks().flat_map(|(chunk, members)| members.iter().map(move |candidate| (chunk, *candidate)));
        let places = Lists::build(chunks().count(), entries);
        let end = candidates.iter().map(|(_, stay)| stay.end().0).max().unwrap_or(first_slot);
        Self { candidates, usable, begins, first_slot, slots, end, kinds, spot_of, places, places_of }
    }

    pub fn is_free(&self, candidate: CandidateId) -> bool {
        self.usable[candidate] && !self.candidates.is_given(candidate)
    }

    /// First slot that a candidate begins in, and the last one's end.
    pub fn span(&self) -> (i32, i32) {
        (self.first_slot, self.end)
    }

    /// The person's candidates that begin there, by number.
    pub fn beginning(&self, person: PersonId, first: SlotId) -> Range<usize> {
        let slot = first.0 - self.first_slot;
        if slot < 0 || slot as usize >= self.slots {
            return 0..0;
        }
        let at = person.index() * (self.slots + 1) + slot as usize;
        self.begins[at] as usize..self.begins[at + 1] as usize
    }

    /// The same at another time of the person's.
    pub fn at_time(&self, like: CandidateId, person: PersonId, first: SlotId) -> Option<CandidateId> {
        let stay = self.candidates.stay(like);
        let own = self.beginning(stay.person, stay.first);
        let here = self.beginning(person, first);
        let at = found_near(&self.kinds[here.clone()], self.kinds[like.index()], like.index() - own.start)?;
        Some(CandidateId::from_index(here.start + at)).filter(|found| self.is_free(*found))
    }

    /// The same place at the same time for somebody else, whatever it counts towards.
    pub fn for_person(&self, like: CandidateId, person: PersonId, first: SlotId) -> Option<CandidateId> {
        let spot = |kind: u32| self.spot_of[kind as usize];
        let wanted = spot(self.kinds[like.index()]);
        let here = self.beginning(person, first);
        let at = here.start + self.kinds[here.clone()].partition_point(|kind| spot(*kind) < wanted);
        let found = (at..here.end).take_while(|at| spot(self.kinds[*at]) == wanted).map(CandidateId::from_index);
        found.into_iter().find(|found| self.is_free(*found))
    }

    /// The candidate with those that differ from it in place alone.
    pub fn places(&self, like: CandidateId) -> &[CandidateId] {
        match self.places_of[like.index()] {
            u32::MAX => &[],
            at => self.places.get(at as usize),
        }
    }
}

/// Where it is among these, which are in order; looked for from about there.
fn found_near(these: &[u32], wanted: u32, about: usize) -> Option<usize> {
    let (mut from, mut until) = (0, these.len());
    let mut at = about.min(until.checked_sub(1)?);
    let mut stride = 1;
    while from < until {
        match these[at].cmp(&wanted) {
            Ordering::Equal => return Some(at),
            Ordering::Less => from = at + 1,
            Ordering::Greater => until = at,
        }
        let middle = from.midpoint(until);
        at = if at < from { middle.min(at.saturating_add(stride)) } else { middle.max(at.saturating_sub(stride)) };
        stride = stride.saturating_mul(4);
    }
    None
}
