//! Sheets that the program itself writes into workbooks and does not read back.

use super::sheet::{RawCell, RawSheet};
use crate::diagnostic::{Language, Words};

/// A sheet for the reader's eyes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// What each table and column means.
    Guide,
    /// What is wrong with the data.
    Faults,
    /// Words of drop-down lists that are too long to stand in a cell's rule.
    Lists,
}

impl Page {
    pub const ALL: [Page; 3] = [Page::Guide, Page::Faults, Page::Lists];

    /// Name of the sheet.
    pub fn name(self, language: Language) -> &'static str {
        let name = match self {
            Page::Guide => Words { zh: "填写说明", en: "Guide" },
            Page::Faults => Words { zh: "问题", en: "Problems" },
            Page::Lists => Words { zh: "选项", en: "Lists" },
        };
        name.get(language)
    }
    /// Text of its first cell. A sheet is a page when both agree, so that nobody's own sheet of that name is taken for one.
    pub fn title(self, language: Language) -> &'static str {
        let title = match self {
            Page::Guide => Words { zh: "县域医共体轮转数据：填写说明", en: "County rotation data: how to fill it in" },
            Page::Faults => Words { zh: "县域医共体轮转数据：问题清单", en: "County rotation data: problems found" },
            Page::Lists => Words { zh: "县域医共体轮转数据：下拉选项", en: "County rotation data: words of drop-down lists" },
        };
        title.get(language)
    }
    pub(super) fn of(sheet: &RawSheet) -> Option<Page> {
        let first = sheet.rows.first().and_then(|row| row.cells.first());
        let Some(RawCell::Text(first)) = first else { return None };
        Page::ALL.into_iter().find(|page| {
            [Language::Chinese, Language::English]
                .into_iter()
                .any(|language| page.name(language) == sheet.name.trim() && page.title(language) == first.trim())
        })
    }
}
