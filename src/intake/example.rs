//! A filled workbook: the tables of Luxian, carried in the program.

use super::sheet::Sheet;
use crate::source::grid_of_csv;

macro_rules! tables {
    ($($name:literal),+) => { &[$(($name, include_str!(concat!("../../fixtures/luxian/", $name, ".csv")))),+] };
}

/// Names and texts of its files.
pub(super) const TABLES: &[(&str, &str)] = tables!(
    "设置",
    "医共体",
    "机构",
    "科室",
    "岗位",
    "人员",
    "请假",
    "培训方案",
    "在培",
    "历史",
    "既定",
    "意愿",
    "需求",
    "周转编制",
    "规则"
);

/// Puts the rows under the headers of the sheets.
pub(super) fn fill(sheets: &mut [Sheet]) {
    for (name, text) in TABLES {
        let grid = grid_of_csv(name, text);
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.kind.is_some() && sheet.kind == grid.kind) else { continue };
        for cell in grid.cells.iter().filter(|cell| cell.row > grid.header) {
            let column = grid.columns.iter().find(|(position, _)| *position == cell.column).map(|(_, column)| *column);
            if let Some(position) = column.and_then(|column| sheet.position(column)) {
                sheet.cells.insert((cell.row, position), cell.text.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::grids;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_table_of_the_county_is_carried_and_has_a_place() {
        let (files, _) = grids(Path::new("fixtures/luxian"));
        let carried: BTreeSet<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(files.iter().map(|grid| grid.name.as_str()).collect::<BTreeSet<_>>(), carried);
        for grid in &files {
            assert_eq!(TABLES.iter().find(|(name, _)| *name == grid.name).map(|(name, text)| grid_of_csv(name, text)).as_ref(), Some(grid));
            let headers = grid.cells.iter().filter(|cell| cell.row == grid.header).count();
            assert_eq!((grid.kind.is_some(), grid.columns.len()), (true, headers), "{}", grid.name);
        }
    }
}
