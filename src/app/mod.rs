//! Use cases: what the command line, and later a local web board, asks for. No terminal in here.

pub mod audit;
pub mod backup;
pub mod book;
pub mod catalogue;
mod contradiction;
pub mod dataset;
pub mod export;
pub mod model_file;
pub mod plan;
pub mod publish;
pub mod show;
pub mod synth;
