//! The nouns of the field, one a file. Plain data with typed ids; no reading, no writing, no solving.

mod calendar;
mod community;
mod department;
mod history;
mod ids;
mod institution;
mod person;
mod pin;
mod pool;
mod post;
mod preference;
mod problem;
mod programme;
mod requirement;
mod rule_setting;

pub use calendar::{Calendar, DateRange, SlotId, SlotUnit};
pub use community::Community;
pub use department::Department;
pub use history::{CarriedStay, HistoryEntry, HistoryKind};
pub use ids::*;
pub use institution::{Institution, Level};
pub use person::{Absence, AbsenceKind, Category, EstablishmentType, Grade, Licence, Person};
pub use pin::{Pin, PinKind, PinTarget};
pub use pool::{Pool, PoolCategory, PoolClass, PoolPost, PoolShareBasis, StandingOccupancy};
pub use post::{DispatchKind, EstablishmentNeed, FULL_LOAD, Headcount, Post};
pub use preference::{Preference, Wish, Wisher};
pub use problem::{Assumption, Problem};
pub use programme::{ElectiveGroup, Enrolment, ItemProgress, Programme, ProgrammeItem};
pub use requirement::{Measure, PersonPredicate, Requirement};
pub use rule_setting::{ParameterSetting, ParameterValue, RuleSetting};
