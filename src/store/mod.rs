//! The county's book of record: one SQLite file.
//!
//! # Locking
//! The file is in write-ahead mode: readers never wait and see the last whole plan; one writer at a time, the next waits up to
//! [`BUSY_SECONDS`] and then gets [`StoreError::Locked`]. A plan is one transaction: it is there wholly or not at all. Write-ahead mode
//! needs shared memory, so the file belongs on a disk of the machine, not on a network share; there, read a copy.
//! A new file is written under a temporary name beside its place and put there when its first plan is complete: a failure or a power cut
//! never leaves a half-made file; what a killed process left there is cleared away an hour later. A file on a medium that cannot be written,
//! or has no room left, is read as it stands, as long as no journal lies beside it. Files are made readable by their owner only.
//! A plan that its book cannot take is saved as a book of its own beside it or in the system's temporary folder ([`Store::rescue`]).
//! Copies ([`copy_book`]) are checked before they take their place; a book is replaced only while nobody has it open.
//!
//! # Compatibility
//! `application_id` is [`APPLICATION_ID`]; `user_version` is the number of migrations applied, which are only ever appended. Another
//! program's file and a file of a newer version are recognised by their first bytes and left untouched. An older file is upgraded when it is
//! opened for writing; readers upgrade a copy in memory and leave it as it is. The views are the public
//! interface: their columns keep names, meaning and order. Base tables may change with a migration.
//!
//! # What is kept
//! Imported datasets and the event log are never altered, a published plan neither: triggers say so to every program. A draft may be
//! deleted as a whole. Each plan carries what its views need, and a seal over all of it, so that an edit by hand shows in an audit. The
//! seal is no signature: it stops accidents and clumsy hands, not a forger.

mod changes;
mod contents;
mod copy;
mod dataset;
mod decision;
mod error;
mod event;
mod evidence;
mod integrity;
mod ledger;
mod listing;
mod migrations;
mod open;
mod pages;
mod places;
mod pool_book;
mod proof;
mod publication;
mod publish;
mod read;
mod record;
mod refusal;
mod rescue;
mod snapshot;
mod temporary;
#[cfg(test)]
pub(crate) mod tests;
mod write;

pub use changes::{ChangeKind, DatasetVersion, RowChange, RowKeys};
pub use contents::{Cell, Contents, Table, differences, seal};
pub use copy::{Copied, Occupied, copy_book, free_name};
pub use dataset::{DatasetRow, StoredDataset};
pub use decision::decisions;
pub use error::StoreError;
pub use event::EventRow;
pub use ledger::{LongPostingRow, PoolMonthRow, ReadinessRow, ServiceRow, SubsidyRow};
pub use listing::PlanEntry;
pub use migrations::{APPLICATION_ID, SCHEMA_VERSION};
pub use open::{Access, BUSY_SECONDS, Store};
pub use places::{InstitutionRow, PersonRow, PostRow};
pub use publication::{Publication, Takeover};
pub use publish::{Announced, PublishError, PublishRequest};
pub use read::{FindingRow, PlanSummary, PoolLedgerRow, PoolUsageRow, RosterFilter, RosterRow, ShortageRow};
pub use record::{PlanId, PlanRecord, SavedPlan};
pub use refusal::{PublishRefusal, WayOfBreaking};
pub use rescue::Rescued;
pub use snapshot::snapshot;
