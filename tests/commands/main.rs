//! The program as its users run it: whole commands over small invented counties.

mod cells;
mod county;
mod databases;
mod endings;
mod garbage;
mod interruption;
mod journey;
mod left_open;
mod model_file;
mod program;
mod repair;
mod same_plan;
mod synth;
mod tampering;
