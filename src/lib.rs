//! Lunzhuan (轮转): a staff rotation scheduler for county medical communities.
//!
//! Tables are read (`source`), resolved (`validate`) into a [`domain::Problem`]; `rules` write it as candidate stays and five primitives
//! (`model`); `search` finds a [`roster::Roster`] and proves how far it can be from the best; `check` counts every rule again on the roster
//! and is the only maker of a checked plan; `store` keeps it in SQLite; `export` makes what hospitals print. `synth` makes up tables; `intake` makes
//! workbooks to fill in;
//! `mps` writes a model for other solvers.
//!
//! Imports point one way: `cli → app → intake → {source, synth, validate, search, solver, mps, reasons, check, store, export} → {model, rules} → roster → domain`;
//! `diagnostic` is a leaf. `docs/ARCHITECTURE.md` says why.

pub mod app;
#[cfg(test)]
mod campaign;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod domain;
pub mod export;
pub mod intake;
pub mod model;
pub mod mps;
pub mod reasons;
pub mod roster;
pub mod rules;
pub mod search;
pub mod solver;
pub mod source;
pub mod store;
pub mod synth;
pub mod validate;
