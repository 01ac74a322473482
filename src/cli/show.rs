//! `lunzhuan show`: a stored plan as a board, or as JSON.

use super::arguments::{ShowArguments, ShowBy};
use super::{Ending, Voice, print_error, print_line};
use crate::app::show::stored_plan;
use crate::export::{Board, BoardRequest, ExportError, Rows, board_json};
use crate::store::PlanId;
use serde_json::json;

pub fn run(arguments: &ShowArguments, voice: Voice) -> Ending {
    match lines(arguments, voice) {
        Ok(lines) => {
            lines.iter().for_each(|line| print_line(line));
            Ending::Done
        }
        Err(error) => refused(&error, voice),
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

/// What cannot be shown or exported, and what to do.
pub fn refused(error: &ExportError, voice: Voice) -> Ending {
    let (message, remedy) = (error.message(), error.remedy());
    if voice.json {
        print_line(&json!({"error": voice.text(&message), "remedy": voice.text(&remedy)}).to_string());
    } else {
        print_error(voice.text(&message));
        print_error(voice.text(&remedy));
    }
    Ending::Failed
}
