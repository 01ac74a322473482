use super::{Fault, Language, Location, Report, Severity, counted};
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many rows are named when the same fault stands in many; the rest are counted.
const ROWS_NAMED: usize = 5;

impl Report {
    /// Lines of text for a clerk: by file and sheet, the same fault in many rows said once, and the totals.
    pub fn render(&self, language: Language) -> String {
        let mut out = String::new();
        let mut place: Option<(&str, Option<&str>)> = None;
        for (fault, rows) in folded(self) {
            let here = (fault.location.file.as_str(), fault.location.sheet.as_deref());
            if place != Some(here) {
                let _ = writeln!(out, "{}", heading(&fault.location, language));
                place = Some(here);
            }
            let _ = writeln!(out, "  {}", line(fault, &rows, language));
        }
        let (errors, warnings) = (self.errors(), self.warnings());
        let totals = match language {
            Language::Chinese if self.faults.is_empty() => "没有发现问题。".to_owned(),
            Language::Chinese => format!("共 {errors} 个错误，{warnings} 个提醒。"),
            Language::English if self.faults.is_empty() => "Nothing wrong was found.".to_owned(),
            Language::English => format!("{}, {}.", counted(errors, "error"), counted(warnings, "warning")),
        };
        let _ = writeln!(out, "{totals}");
        out
    }
}

/// Faults that say the same about the same column, with all their rows, in the order of the first of each.
fn folded(report: &Report) -> Vec<(&Fault, Vec<u32>)> {
    let mut seen: BTreeMap<(&Location, &Fault), usize> = BTreeMap::new();
    let mut out: Vec<(&Fault, Vec<u32>)> = Vec::new();
    let without_row: Vec<Fault> =
        report.faults.iter().map(|fault| Fault { location: Location { row: None, ..fault.location.clone() }, ..fault.clone() }).collect();
    for (fault, key) in report.faults.iter().zip(&without_row) {
        match seen.get(&(&key.location, key)) {
            Some(index) => out[*index].1.extend(fault.location.row),
            None => {
                seen.insert((&key.location, key), out.len());
                out.push((fault, fault.location.row.into_iter().collect()));
            }
        }
    }
    // A sheet's faults stay together: the first of each keeps its place, and places are sorted by sheet.
    out
}

fn heading(location: &Location, language: Language) -> String {
    match (&location.sheet, language) {
        (None, Language::Chinese) if location.file.is_empty() => "整份数据".to_owned(),
        (None, Language::English) if location.file.is_empty() => "The dataset as a whole".to_owned(),
        (None, _) => location.file.clone(),
        (Some(sheet), Language::Chinese) => format!("{} 工作表“{sheet}”", location.file),
        (Some(sheet), Language::English) => format!("{}, sheet “{sheet}”", location.file),
    }
}

fn line(fault: &Fault, rows: &[u32], language: Language) -> String {
    let mut place = Vec::new();
    let named: Vec<String> = rows.iter().take(ROWS_NAMED).map(u32::to_string).collect();
    match language {
        Language::Chinese => {
            match rows.len() {
                0 => {}
                count if count > ROWS_NAMED => place.push(format!("第 {} 等 {count} 行", named.join("、"))),
                _ => place.push(format!("第 {} 行", named.join("、"))),
            }
            if let Some(column) = &fault.location.column {
                place.push(format!("{column} 列"));
            }
            let mut place = place.join(" ");
            if let Some(header) = &fault.location.header {
                let _ = write!(place, "“{header}”");
            }
            let kind = match fault.code.severity() {
                Severity::Error => "错误",
                Severity::Warning => "提醒",
            };
            format!("[{kind} {}] {}{}", fault.code.code(), if place.is_empty() { place } else { place + "，" }, fault.message(language))
        }
        Language::English => {
            match rows.len() {
                0 => {}
                1 => place.push(format!("row {}", named.join(", "))),
                count if count > ROWS_NAMED => place.push(format!("rows {} … ({count} in all)", named.join(", "))),
                _ => place.push(format!("rows {}", named.join(", "))),
            }
            if let Some(column) = &fault.location.column {
                place.push(format!("column {column}"));
            }
            let mut place = place.join(", ");
            if let Some(header) = &fault.location.header {
                let _ = write!(place, "{}“{header}”", if place.is_empty() { "" } else { " " });
            }
            let kind = match fault.code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            format!("[{kind} {}] {}{}", fault.code.code(), if place.is_empty() { place } else { place + ": " }, fault.message(language))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Bilingual, Code};

    fn fault(row: u32, column: &str, code: Code) -> Fault {
        let location =
            Location { file: "人员.csv".into(), sheet: None, row: Some(row), column: Some(column.into()), header: Some("职称".into()) };
        Fault { location, code, found: Bilingual::same("“高级”"), expected: Bilingual::same("…") }
    }

    #[test]
    fn the_same_fault_in_many_rows_is_said_once_with_its_rows() {
        let mut report = Report::default();
        for row in (2..10).rev() {
            report.push(fault(row, "B", Code::UnknownGrade));
        }
        report.push(fault(3, "AA", Code::UnreadableDate));
        report.sort();
        let zh = report.render(Language::Chinese);
        assert!(zh.contains("第 2、3、4、5、6 等 8 行 B 列“职称”"), "{zh}");
        assert!(zh.ends_with("共 9 个错误，0 个提醒。\n"), "{zh}");
        let en = report.render(Language::English);
        assert!(en.contains("rows 2, 3, 4, 5, 6 … (8 in all), column B “职称”"), "{en}");
        assert_eq!(en.lines().count(), 4, "{en}");
    }

    #[test]
    fn columns_are_in_the_order_of_a_spreadsheet() {
        let mut report = Report::default();
        report.push(fault(3, "AA", Code::UnknownGrade));
        report.push(fault(3, "B", Code::UnknownGrade));
        report.sort();
        assert_eq!(report.faults[0].location.column.as_deref(), Some("B"));
    }
}
