//! A folder of CSV files, one a table.

use super::decode::{NotText, decode};
use super::sheet::{RawCell, RawSheet};
use super::{file_fault, file_name};
use crate::diagnostic::{Bilingual, Code, Report};
use std::path::{Path, PathBuf};

/// Reads every CSV file of the folder, in the order of their names.
pub(super) fn read(folder: &Path, report: &mut Report) -> Vec<RawSheet> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            report.push(file_fault(folder, Code::UnreadableFile, Bilingual::same(error.to_string()), readable()));
            return Vec::new();
        }
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| is_csv(path)).collect();
    files.sort();
    if files.is_empty() {
        report.push(file_fault(
            folder,
            Code::EmptyInput,
            Bilingual::default(),
            Bilingual::new("CSV 文件，每张表一个", "CSV files, one a table"),
        ));
    }
    files.iter().map(|file| read_file(file, report)).collect()
}

fn is_csv(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
    !is_hidden && path.is_file() && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

fn readable() -> Bilingual {
    Bilingual::new("可以打开的文件", "a file that can be opened")
}

fn read_file(file: &Path, report: &mut Report) -> RawSheet {
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut sheet = RawSheet { file: file_name(file), name, ..RawSheet::default() };
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            report.push(file_fault(file, Code::UnreadableFile, Bilingual::same(error.to_string()), readable()));
            sheet.unreadable = true;
            return sheet;
        }
    };
    match decode(&bytes) {
        Ok(text) => split(&text, &mut sheet),
        Err(problem) => {
            let found = match problem {
                NotText::Utf16 => Bilingual::same("UTF-16 (Unicode)"),
                NotText::Unknown => Bilingual::new("无法辨认的编码", "an encoding that is not recognised"),
            };
            report.push(file_fault(file, Code::WrongEncoding, found, Bilingual::new("UTF-8 或 GB18030（GBK）", "UTF-8 or GB18030 (GBK)")));
            sheet.unreadable = true;
        }
    }
    sheet
}

pub(super) fn split(text: &str, sheet: &mut RawSheet) {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    // A spreadsheet shows a cell of several lines in one row: the lines inside quotes are taken off.
    let mut lines_in_cells = 0;
    // Text in memory that is UTF-8 and may have rows of any length gives no errors.
    while let Ok(true) = reader.read_record(&mut record) {
        lines_in_cells += record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        // The reader stands in the line after the record.
        let number = u32::try_from(reader.position().line().saturating_sub(1 + lines_in_cells)).unwrap_or(u32::MAX);
        sheet.push(number.max(1), record.iter().map(|cell| RawCell::of_text(without_mark(cell))).collect());
    }
}

/// A cell as it was typed: the apostrophe that keeps a spreadsheet from taking text for a formula is a mark, not text.
fn without_mark(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_like_formula(text.trim_start_matches('\'')) => text,
        Some(_) | None => cell,
    }
}

/// True for text that a spreadsheet would take for a formula.
fn is_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_text_is_taken_off_once() {
        for (written, typed) in [("'=1+1", "=1+1"), ("''-1", "'-1"), ("'001", "'001"), ("'", "'"), ("-1", "-1"), ("'＋86", "＋86")] {
            assert_eq!(without_mark(written), typed);
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let mut sheet = RawSheet::default();
        split("a,b\r\n\r\n\"x\ny\",1\r\n,,\r\nz,2\r\n", &mut sheet);
        let numbers: Vec<_> = sheet.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 5]);
    }
}
