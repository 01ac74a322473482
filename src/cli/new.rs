//! `lunzhuan new`: a workbook to fill in.

use super::arguments::{ExampleArgument, NewArguments};
use super::{Ending, Voice, print_line, refused};
use crate::app::new::new_workbook;
use crate::diagnostic::Language;
use crate::intake::Filling;
use serde_json::json;

pub fn run(arguments: &NewArguments, voice: Voice) -> Ending {
    let filling = match arguments.example {
        Some(ExampleArgument::Luxian) => Filling::Luxian,
        None => Filling::Examples,
    };
    let (tables, columns) = match new_workbook(&arguments.file, filling, voice.forms, arguments.force) {
        Ok(counts) => counts,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    let file = arguments.file.display();
    if voice.json {
        print_line(&json!({"file": arguments.file, "tables": tables, "columns": columns}).to_string());
        return Ending::Done;
    }
    match voice.language {
        Language::Chinese => {
            print_line(&format!("已生成 {file}：{tables} 张表，先看“填写说明”"));
            print_line(&format!("  填好后：lunzhuan check {file} --report 问题.xlsx"));
        }
        Language::English => {
            print_line(&format!("made {file}: {tables} tables; read its first sheet"));
            print_line(&format!("  when filled in: lunzhuan check {file} --report problems.xlsx"));
        }
    }
    Ending::Done
}
