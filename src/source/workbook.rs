//! A workbook: .xlsx, .xlsm, .xls or .ods.

use super::file_fault;
use super::sheet::{Merged, RawCell, RawSheet};
use super::{file_name, text};
use crate::diagnostic::{Bilingual, Code, Report};
use calamine::{Data, Dimensions, Ods, Range, Reader, Xls, Xlsx};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

enum Format {
    Xlsx,
    Xls,
    Ods,
}

/// Reads every sheet of the workbook, in its order.
pub(super) fn read(path: &Path, report: &mut Report) -> Vec<RawSheet> {
    if !path.exists() {
        let found = Bilingual::same(path.display().to_string());
        report.push(file_fault(
            path,
            Code::InputNotFound,
            found,
            Bilingual::new("存在的工作簿或文件夹", "a workbook or folder that exists"),
        ));
        return Vec::new();
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = match extension.as_str() {
        "xlsx" | "xlsm" => Format::Xlsx,
        "xls" => Format::Xls,
        "ods" => Format::Ods,
        _ => {
            let expected = Bilingual::new(
                ".xlsx、.xls、.ods 工作簿，或放着 CSV 文件的文件夹",
                "an .xlsx, .xls or .ods workbook, or a folder of CSV files",
            );
            report.push(file_fault(path, Code::UnsupportedFormat, Bilingual::same(file_name(path)), expected));
            return Vec::new();
        }
    };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let found = Bilingual::new(
                format!("读取不了，可能没有权限，或正在别的程序里打开（{error}）"),
                format!("it cannot be read; it may be open elsewhere, or not yours to read ({error})"),
            );
            report.push(file_fault(path, Code::UnreadableFile, found, openable()));
            return Vec::new();
        }
    };
    // The decoders are other people's and files come from anywhere: what they cannot take is an unreadable file, not the end of the program.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => read_xlsx(bytes),
        Format::Xls => read_xls(bytes),
        Format::Ods => read_ods(bytes),
    }));
    match read.unwrap_or_else(|_| Err("damaged".into())) {
        Ok(mut sheets) => {
            if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
                let expected = Bilingual::new("至少一张有内容的工作表", "at least one sheet with content");
                report.push(file_fault(path, Code::EmptyInput, Bilingual::default(), expected));
            }
            for sheet in &mut sheets {
                sheet.file = file_name(path);
            }
            sheets
        }
        Err(error) => {
            report.push(unreadable(path, &error));
            Vec::new()
        }
    }
}

fn unreadable(path: &Path, error: &str) -> crate::diagnostic::Fault {
    let found =
        Bilingual::new(format!("内容已损坏、加了密码，或不是工作簿（{error}）"), format!("damaged, protected, or no workbook ({error})"));
    file_fault(path, Code::UnreadableFile, found, openable())
}

fn openable() -> Bilingual {
    Bilingual::new("能用 Excel 或 WPS 打开的工作簿", "a workbook that Excel or WPS can open")
}

fn read_xlsx(bytes: Vec<u8>) -> Result<Vec<RawSheet>, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell: a stray cell in the last row must not cost a sheet's worth of memory.
        let mut cells: BTreeMap<(u32, u32), RawCell> = BTreeMap::new();
        {
            let mut reader = match book.worksheet_cells_reader(&name) {
                Ok(reader) => reader,
                // Charts and macros are not tables.
                Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
                Err(error) => return Err(error.to_string()),
            };
            while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                let raw = raw_cell(&Data::from(cell.get_value().clone()));
                if raw != RawCell::Empty {
                    cells.insert(cell.get_position(), raw);
                }
            }
        }
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheets.push(sheet_of(name, cells, &merged));
    }
    Ok(sheets)
}

fn read_xls(bytes: Vec<u8>) -> Result<Vec<RawSheet>, String> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheets.push(sheet_of(name, cells_of(&range), &merged));
    }
    Ok(sheets)
}

fn read_ods(bytes: Vec<u8>) -> Result<Vec<RawSheet>, String> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
        sheets.push(sheet_of(name, cells_of(&range), &[]));
    }
    Ok(sheets)
}

fn cells_of(range: &Range<Data>) -> BTreeMap<(u32, u32), RawCell> {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let used = range.used_cells().map(|(row, column, value)| ((first_row + row as u32, first_column + column as u32), raw_cell(value)));
    used.filter(|(_, cell)| *cell != RawCell::Empty).collect()
}

/// Columns beyond this one are no columns of ours: a stray cell far to the right is kept apart.
const LAST_COLUMN: u32 = 255;

fn sheet_of(name: String, cells: BTreeMap<(u32, u32), RawCell>, merged: &[Dimensions]) -> RawSheet {
    let merged =
        merged.iter().map(|area| Merged { rows: (area.start.0 + 1, area.end.0 + 1), columns: (area.start.1, area.end.1) }).collect();
    let mut sheet = RawSheet { sheet: Some(name.clone()), name, merged, ..RawSheet::default() };
    let mut row: (u32, Vec<RawCell>) = (0, Vec::new());
    for ((number, column), cell) in cells {
        if column > LAST_COLUMN {
            sheet.far.push((number + 1, column, cell));
            continue;
        }
        if number + 1 != row.0 {
            sheet.push(row.0, std::mem::take(&mut row.1));
            row.0 = number + 1;
        }
        row.1.resize(column as usize, RawCell::Empty);
        row.1.push(cell);
    }
    sheet.push(row.0, row.1);
    sheet
}

fn raw_cell(value: &Data) -> RawCell {
    match value {
        Data::Empty => RawCell::Empty,
        Data::String(text) => RawCell::of_text(text),
        Data::Int(number) => RawCell::Text(number.to_string()),
        Data::Float(number) => RawCell::Text(text::number(*number)),
        Data::Bool(flag) => RawCell::Text(if *flag { "是" } else { "否" }.into()),
        Data::DateTime(moment) if moment.is_duration() => RawCell::Text(text::number(moment.as_f64())),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            // A time of day stays: the cell may be in a column of the user's own.
            let time = if (hour, minute, second) == (0, 0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}:{second:02}") };
            RawCell::Text(date.map_or_else(|| text::number(moment.as_f64()), |date| format!("{date}{time}")))
        }
        Data::DateTimeIso(text) => RawCell::Text(text.get(..10).unwrap_or(text).to_owned()),
        Data::DurationIso(text) => RawCell::Text(text.clone()),
        Data::Error(error) => RawCell::FormulaError(error.to_string()),
    }
}
