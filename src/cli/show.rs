//! `lunzhuan show`: a stored plan as a board, or as JSON.

use super::arguments::{LedgerArgument, ShowArguments, ShowBy};
use super::{Ending, Voice, export_failed, print_line};
use crate::app::book::ledger;
use crate::app::show::stored_plan;
use crate::export::{Board, BoardRequest, ExportError, LedgerKind, Rows, board_json};
use crate::store::PlanId;

pub fn run(arguments: &ShowArguments, voice: Voice) -> Ending {
    match lines(arguments, voice) {
        Ok(lines) => {
            lines.iter().for_each(|line| print_line(line));
            Ending::Done
        }
        Err(error) => export_failed(&error, voice),
    }
}

fn lines(arguments: &ShowArguments, voice: Voice) -> Result<Vec<String>, ExportError> {
    if let Some(ledger) = arguments.ledger {
        return ledger_lines(arguments, ledger, voice);
    }
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

fn ledger_lines(arguments: &ShowArguments, asked: LedgerArgument, voice: Voice) -> Result<Vec<String>, ExportError> {
    let kind = match asked {
        LedgerArgument::Pool => LedgerKind::Pool,
        LedgerArgument::Service => LedgerKind::Service,
        LedgerArgument::Subsidies => LedgerKind::Subsidies,
    };
    let ledger = ledger(&arguments.file, arguments.plan.map(PlanId), kind)?;
    if voice.json {
        let text = serde_json::to_string(&ledger).map_err(|error| ExportError::Form { detail: error.to_string() })?;
        return Ok(vec![text]);
    }
    let listings = ledger.listings();
    let lines = listings.iter().enumerate().flat_map(|(index, listing)| {
        let space = (index > 0).then(String::new);
        space.into_iter().chain(listing.lines(voice.language))
    });
    Ok(lines.collect())
}
