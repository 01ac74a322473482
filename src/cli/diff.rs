//! `lunzhuan diff`: who moves where between two plans, and what that does to pool, cover and costs.

use super::arguments::{DiffArguments, DiffFormat};
use super::{Ending, Voice, export_failed, listing_text, print_line};
use crate::app::book::{difference, write_difference, write_told};
use crate::diagnostic::Language;
use crate::export::{ExportError, PlanDifference, difference_listings};
use crate::store::PlanId;
use std::path::{Path, PathBuf};

pub fn run(arguments: &DiffArguments, voice: Voice) -> Ending {
    match told(arguments, voice) {
        Ok(()) => Ending::Done,
        Err(error) => export_failed(&error, voice),
    }
}

fn told(arguments: &DiffArguments, voice: Voice) -> Result<(), ExportError> {
    let (first, second) = (PlanId(arguments.first), PlanId(arguments.second));
    let (difference, county) = difference(&arguments.file, first, second)?;
    match (arguments.format, &arguments.output) {
        (DiffFormat::Text, Some(output)) => {
            let mut text = if voice.json { as_json(&difference)? } else { listing_text(&difference_listings(&difference), voice) };
            text.push('\n');
            write_told(&text, &arguments.file, output)?;
            said_where(&difference, output, voice);
        }
        (DiffFormat::Text, None) if voice.json => print_line(&as_json(&difference)?),
        (DiffFormat::Text, None) => super::print_listings(&difference_listings(&difference), voice),
        (DiffFormat::Xlsx, output) => {
            let named = || PathBuf::from(format!("{}-{first}-{second}.xlsx", voice.pick("方案对比", "plans compared")));
            let output = output.clone().unwrap_or_else(named);
            write_difference(&difference, &county, &arguments.file, &output)?;
            said_where(&difference, &output, voice);
        }
    }
    Ok(())
}

fn said_where(difference: &PlanDifference, output: &Path, voice: Voice) {
    let (people, moves) = (difference.people_concerned, difference.moves.len());
    print_line(&match voice.language {
        _ if voice.json => serde_json::json!({"file": output, "people": people, "moves": moves}).to_string(),
        Language::Chinese => format!("已导出 {}：{people} 人，{moves} 处变动", output.display()),
        Language::English => format!("exported {}: {moves} changes of {people} people", output.display()),
    });
}

fn as_json(difference: &PlanDifference) -> Result<String, ExportError> {
    serde_json::to_string(difference).map_err(|error| ExportError::Form { detail: error.to_string() })
}
