//! What hospitals print and forward, and what a terminal shows: all from a stored plan, nothing from memory.
//!
//! [`PlanView`] reads a plan once; a [`RosterForm`] or a [`Board`] is a selection from it, and each format is a rendering of that.
//! Identity numbers are not in a stored plan's views and never come out here; telephone numbers are masked unless asked for.

mod board;
mod book;
mod calendar;
mod closest;
mod comma;
mod diff;
mod error;
mod file;
mod form;
mod json;
mod ledger;
mod listing;
mod movement;
mod private;
mod shortage;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod unmet;
mod view;
mod workbook;

pub use board::{Board, BoardRequest, Rows};
pub use book::{TableNames, changes_listing, plans_json, plans_listing, versions_json, versions_listing};
pub use calendar::Period;
pub use comma::to_csv;
pub use diff::{
    CostDifference, CoverDifference, Move, MoveKind, PlanDifference, PoolDifference, Whereabouts, difference_listings, difference_xlsx,
};
pub use error::ExportError;
pub use file::write_file;
pub use form::{HostRoster, HostStay, RosterForm, RosterRequest};
pub use json::{board_json, roster_json};
pub use ledger::{Ledger, LedgerKind, PoolSpan};
pub use listing::{Entry, Listing};
pub use movement::Movement;
pub use shortage::{ShortageSpan, merged};
pub use tables::{TextTable, table_csv, tables_xlsx, write_tables_folder};
pub use unmet::{Owed, Unmet, unmet};
pub use view::PlanView;
pub use workbook::to_xlsx;

#[cfg(test)]
pub(crate) use tests::stored as stored_example;
