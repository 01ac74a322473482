//! `lunzhuan convert`: tables from a folder into a workbook and back.

use super::arguments::ConvertArguments;
use super::{Ending, Voice, print_error, print_line, refused};
use crate::app::convert::{ConvertError, Converted, convert};
use crate::diagnostic::{Bilingual, Language};
use crate::intake::Change;
use serde_json::json;

pub fn run(arguments: &ConvertArguments, voice: Voice) -> Ending {
    match convert(&arguments.from, &arguments.to, voice.forms, arguments.force) {
        Ok(converted) => {
            told(&converted, arguments, voice);
            Ending::Done
        }
        Err(ConvertError::Export(error)) => refused(&error.message(), &error.remedy(), voice),
        Err(ConvertError::Input(report)) => {
            if voice.json {
                let messages: Vec<_> = report.faults.iter().map(|fault| fault.message(voice.language)).collect();
                print_line(&json!({"ok": false, "faults": messages}).to_string());
            } else {
                print_error(report.render(voice.language).trim_end());
            }
            Ending::InputAtFault
        }
    }
}

fn told(converted: &Converted, arguments: &ConvertArguments, voice: Voice) {
    let Converted { tables, cells, changes } = converted;
    let notes: Vec<Bilingual> = changes.iter().map(note).collect();
    if voice.json {
        let notes: Vec<&str> = notes.iter().map(|note| voice.text(note)).collect();
        print_line(&json!({"ok": true, "out": arguments.to, "tables": tables, "cells": cells, "notes": notes}).to_string());
        return;
    }
    let (from, to) = (arguments.from.display(), arguments.to.display());
    print_line(&match voice.language {
        Language::Chinese => format!("{from} → {to}：{tables} 张表，{cells} 格"),
        Language::English => format!("{from} → {to}: {tables} tables, {cells} cells"),
    });
    for note in &notes {
        print_line(&format!("  {}", voice.text(note)));
    }
}

fn note(change: &Change) -> Bilingual {
    match change {
        Change::Renamed { from, to } => {
            Bilingual::new(format!("“{from}”这个名称不能用，改为“{to}”"), format!("“{from}” is no name for it there; it is “{to}”"))
        }
        Change::PageLeftOut { name } => Bilingual::new(
            format!("“{name}”是程序写的说明页，不是数据，没有带过去"),
            format!("“{name}” was written by the program and is no data; it was left out"),
        ),
    }
}
