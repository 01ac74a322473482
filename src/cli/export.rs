use super::arguments::ExportArguments;
use super::{Ending, Voice};
pub fn run(_: &ExportArguments, _: Voice) -> Ending {
    Ending::Done
}
