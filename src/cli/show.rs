use super::arguments::ShowArguments;
use super::{Ending, Voice};
pub fn run(_: &ShowArguments, _: Voice) -> Ending {
    Ending::Done
}
