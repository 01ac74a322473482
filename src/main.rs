//! Thin binary: the command line is parsed and run in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    lunzhuan::cli::run()
}
