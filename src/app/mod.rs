//! Use cases, called by the command line and by whatever else comes: no terminal in here.

pub mod audit;
