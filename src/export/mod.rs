//! What hospitals print and forward, and what a terminal shows: all from a stored plan, nothing from memory.
//!
//! [`PlanView`] reads a plan once; a [`Document`] is a form of it, and each format is a rendering of that; a [`Board`] is for terminals.
//! Identity and telephone numbers are masked unless asked for.

mod board;
mod book;
mod calendar;
mod closest;
mod comma;
mod diff;
mod document;
mod error;
mod file;
mod file_name;
mod form;
mod forms;
mod html;
mod ics;
mod json;
mod ledger;
mod listing;
mod movement;
mod private;
mod shortage;
mod tables;
mod taken;
#[cfg(test)]
pub(crate) mod tests;
mod unmet;
mod view;
mod workbook;

pub use board::{Board, BoardRequest, Rows};
pub use book::{TableNames, changes_listing, plans_json, plans_listing, versions_json, versions_listing};
pub use calendar::Period;
pub use comma::{document_csv, to_csv};
pub use diff::{
    CostDifference, CoverDifference, Move, MoveKind, PlanDifference, PoolDifference, Whereabouts, difference_listings, difference_xlsx,
};
pub use document::{Document, document_json};
pub use error::ExportError;
pub use file::{Folder, write_file, write_new_file};
pub use file_name::{FileNames, file_name};
pub use form::{HostRoster, HostStay, RosterForm, RosterRequest};
pub use forms::{FormKind, FormRequest, FormSource, Tables, UseOfTables, document, document_of};
pub use html::to_html;
pub use ics::to_ics;
pub use json::{board_json, roster_json};
pub use ledger::{Ledger, LedgerKind, PoolSpan};
pub use listing::{Entry, Listing};
pub use movement::Movement;
pub use private::unformulated;
pub use shortage::{ShortageSpan, merged};
pub use tables::{TextTable, table_csv, tables_xlsx, write_tables_folder};
pub use taken::Taken;
pub use unmet::{Owed, Unmet, grown, unmet};
pub use view::PlanView;
pub use workbook::{SheetNames, to_xlsx};

#[cfg(test)]
pub(crate) use tests::{problem as example_problem, stored as stored_example};
