//! `lunzhuan show`: a stored plan as a board, or as JSON.

use super::arguments::{ShowArguments, ShowBy};
use super::{Ending, Voice, print_line, refused};
use crate::app::show::stored_plan;
use crate::export::{Board, BoardRequest, ExportError, Rows, board_json};
use crate::store::PlanId;

pub fn run(arguments: &ShowArguments, voice: Voice) -> Ending {
    match lines(arguments, voice) {
        Ok(lines) => {
            lines.iter().for_each(|line| print_line(line));
            Ending::Done
        }
        Err(error) => refused(&error.message(), &error.remedy(), voice),
    }
}

fn lines(arguments: &ShowArguments, voice: Voice) -> Result<Vec<String>, ExportError> {
    let view = stored_plan(&arguments.file, arguments.plan.map(PlanId))?;
    let request = BoardRequest {
        rows: match arguments.by {
            ShowBy::Host => Rows::Hosts,
            ShowBy::Person => Rows::People,
        },
        institution: arguments.institution.clone(),
        person: arguments.person.clone(),
        month: arguments.month,
    };
    let board = Board::new(&view, &request)?;
    if voice.json { Ok(vec![board_json(&board)?]) } else { Ok(board.lines(voice.language)) }
}
