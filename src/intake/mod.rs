//! Workbooks that a clerk fills in: a blank one that explains itself, a county's tables from one form into the other, and the clerk's own
//! tables with every fault marked where it stands.

mod blank;
mod copy;
mod example;
mod faults;
mod guide;
mod names;
mod page;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod worksheet;

pub use blank::{Filling, blank_workbook};
pub use copy::{Change, CsvTable, csv_tables, workbook_of};
pub use faults::{Marked, marked_workbook};
