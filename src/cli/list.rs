//! `lunzhuan list`: the plans of the file, and the versions of its tables with what changed.

use super::arguments::ListArguments;
use super::{Ending, Voice, print_line, refused};
use crate::app::book::{Book, book, table_name};
use crate::diagnostic::without_numbers;
use crate::export::{changes_listing, plans_json, plans_listing, versions_json, versions_listing};
use serde_json::json;

pub fn run(arguments: &ListArguments, voice: Voice) -> Ending {
    let Book { plans, versions, told } = match book(&arguments.file) {
        Ok(book) => book,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    if voice.json {
        let told: Vec<String> = told.iter().map(|fact| without_numbers(&fact.option())).collect();
        let mut value = json!({"plans": plans_json(&plans, arguments.with_private), "told": told});
        if arguments.datasets {
            value["datasets"] = versions_json(&versions, arguments.with_private);
        }
        print_line(&value.to_string());
        return Ending::Done;
    }
    let mut listings = vec![plans_listing(&plans, arguments.with_private)];
    if arguments.datasets {
        listings.push(versions_listing(&versions, &table_name));
        let changed = versions.iter().filter(|version| !version.changes.is_empty());
        listings.extend(changed.map(|version| changes_listing(version, &table_name, arguments.with_private)));
    }
    super::print_listings(&listings, voice);
    if !told.is_empty() {
        print_line("");
        print_line(voice.pick(
            "告知过、仍然有效的情况（收回：replan 数据库 --take-back）",
            "Told and in force (taken back by replan DATABASE --take-back)",
        ));
        told.iter().for_each(|fact| print_line(&format!("  {}", without_numbers(&fact.option()))));
    }
    Ending::Done
}
