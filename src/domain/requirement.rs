use super::{Category, EstablishmentType, Grade, InstitutionId, Level, Licence, Person, PostId, Problem, SlotId, SpecialtyId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a requirement is counted (口径).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Measure {
    /// 每时段: people present, in each slot.
    EachSlot,
    /// 全期平均: people present, averaged over the slots of the horizon.
    AverageOverHorizon,
    /// 每季平均
    AveragePerQuarter,
    /// 每季人次: stays that touch the quarter.
    VisitsPerQuarter,
    /// 全期人次: stays that touch the horizon.
    VisitsOverHorizon,
    /// 期末: people present in the last slot.
    AtEnd,
}

impl Measure {
    pub const ALL: [Measure; 6] = [
        Measure::EachSlot,
        Measure::AverageOverHorizon,
        Measure::AveragePerQuarter,
        Measure::VisitsPerQuarter,
        Measure::VisitsOverHorizon,
        Measure::AtEnd,
    ];
    pub fn chinese(self) -> &'static str {
        match self {
            Measure::EachSlot => "每时段",
            Measure::AverageOverHorizon => "全期平均",
            Measure::AveragePerQuarter => "每季平均",
            Measure::VisitsPerQuarter => "每季人次",
            Measure::VisitsOverHorizon => "全期人次",
            Measure::AtEnd => "期末",
        }
    }
    pub fn english(self) -> &'static str {
        match self {
            Measure::EachSlot => "each slot",
            Measure::AverageOverHorizon => "average",
            Measure::AveragePerQuarter => "average per quarter",
            Measure::VisitsPerQuarter => "visits per quarter",
            Measure::VisitsOverHorizon => "visits",
            Measure::AtEnd => "at end",
        }
    }
    /// The windows it is counted over, each as consecutive slots: one a slot, one a quarter of the year, or one in all.
    pub fn windows(self, problem: &Problem) -> Vec<(SlotId, i32)> {
        let calendar = &problem.calendar;
        match self {
            Measure::EachSlot => calendar.ids().map(|slot| (slot, 1)).collect(),
            Measure::AverageOverHorizon | Measure::VisitsOverHorizon => vec![(SlotId(0), calendar.slots())],
            Measure::AtEnd => vec![(SlotId(calendar.slots() - 1), 1)],
            Measure::AveragePerQuarter | Measure::VisitsPerQuarter => {
                let mut windows: Vec<(SlotId, i32)> = Vec::new();
                for slot in calendar.ids() {
                    match windows.last_mut() {
                        Some((first, slots)) if calendar.quarter_of(*first) == calendar.quarter_of(slot) => *slots += 1,
                        _ => windows.push((slot, 1)),
                    }
                }
                windows
            }
        }
    }
    /// True when stays are counted once a window, not once a slot.
    pub fn counts_visits(self) -> bool {
        matches!(self, Measure::VisitsPerQuarter | Measure::VisitsOverHorizon)
    }
    /// True when the bounds are for the average of a window's slots.
    pub fn is_average(self) -> bool {
        matches!(self, Measure::AverageOverHorizon | Measure::AveragePerQuarter)
    }
}

/// Who counts (人员条件): every list that is not empty must hold the person's value.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
pub struct PersonPredicate {
    pub categories: Vec<Category>,
    pub minimum_grade: Option<Grade>,
    pub specialties: Vec<SpecialtyId>,
    pub licences: Vec<Licence>,
    pub establishments: Vec<EstablishmentType>,
    pub home_levels: Vec<Level>,
    pub homes: Vec<InstitutionId>,
    /// Only people with teaching qualification.
    pub supervisors_only: bool,
}

impl PersonPredicate {
    /// True when the person counts. An unknown grade never reaches a minimum.
    pub fn holds(&self, problem: &Problem, person: &Person) -> bool {
        fn admits<T: PartialEq>(list: &[T], value: Option<T>) -> bool {
            list.is_empty() || value.is_some_and(|value| list.contains(&value))
        }
        admits(&self.categories, Some(person.category))
            && self.minimum_grade.is_none_or(|least| person.grade.is_some_and(|grade| grade >= least))
            && admits(&self.specialties, person.specialty)
            && admits(&self.licences, person.licence)
            && admits(&self.establishments, Some(person.establishment))
            && admits(&self.home_levels, Some(problem.institutions[person.home].level))
            && admits(&self.homes, Some(person.home))
            && (!self.supervisors_only || person.supervisor)
    }
}

/// A demand for people (需求), also made of each post's own headcount.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Requirement {
    pub name: String,
    /// What it covers, in words, for reports.
    pub scope: String,
    /// Posts whose stays count.
    pub posts: Vec<PostId>,
    /// Institutions whose own staff count while they are not on a stay elsewhere (含本单位).
    pub own_staff_of: Vec<InstitutionId>,
    pub who: PersonPredicate,
    pub measure: Measure,
    /// In people (or visits); for an average, the average.
    pub minimum: Option<i64>,
    pub target: Option<i64>,
    pub maximum: Option<i64>,
    /// A strict minimum comes before every target (严格); a flexible one counts as a target.
    pub strict: bool,
    /// Cost of each missing person-slot or visit, from 1 (权重).
    pub weight: i64,
    /// Source of the demand (依据).
    pub basis: String,
    /// First day on which it is in force (起).
    pub from: Option<NaiveDate>,
    /// Last day on which it is in force (止).
    pub until: Option<NaiveDate>,
    /// Made from the headcount of this post.
    pub of_post: Option<PostId>,
}

impl Requirement {
    /// The windows it is counted over: those of its measure, without slots in which it is not in force on every day.
    pub fn windows(&self, problem: &Problem) -> Vec<(SlotId, i32)> {
        let in_force = |slot: SlotId| {
            let dates = problem.calendar.range(slot);
            self.from.is_none_or(|from| from <= dates.from) && self.until.is_none_or(|until| dates.to <= until)
        };
        let windows = self.measure.windows(problem).into_iter();
        windows
            .filter_map(|(first, slots)| {
                let mut there = (0..slots).map(|slot| first + slot).filter(|slot| in_force(*slot));
                let from = there.next()?;
                Some((from, 1 + there.count() as i32))
            })
            .collect()
    }
}
