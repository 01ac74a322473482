//! The program as its users run it: whole commands over small invented counties.

mod backup;
#[path = "../../src/campaign.rs"]
mod campaign;
mod cells;
mod county;
mod databases;
mod endings;
mod forms;
mod garbage;
mod intake;
mod interruption;
mod journey;
mod killed;
mod left_open;
mod model_file;
mod older;
mod private;
mod program;
mod publishing;
mod repair;
mod same_plan;
mod scenario;
mod sharing;
mod synth;
mod tampering;
