//! The reading sheet of a new workbook.

use super::blank::Filling;
use super::guide;
use super::style;
use super::worksheet::{Book, example_of, form_error, form_of, quoted, sheet_of};
use crate::diagnostic::{Language, Words};
use crate::export::ExportError;
use crate::source::{Page, TableKind};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// How to go about it, step by step.
const STEPS: &[Words] = &[
    Words {
        zh: "1. 只有“机构”“岗位”“人员”三张表必填，再在“设置”填计划起始月，就能排出第一份计划。其余各表有就填，没有就空着；空着时按下面所列处理。",
        en: "1. Only institutions, posts and staff are required, and a start month in the settings: enough for a first plan. The other tables may stay empty; what is assumed then is listed below.",
    },
    Words {
        zh: "2. 每张表第一行是列名，不要改动、不要合并单元格；列的次序可以调换，不用的列可以删去，自己另加的列会保留但不使用。",
        en: "2. The first row of each table holds the names of its columns: leave them as they are, merge no cells. Columns may change places, unused ones may be deleted, your own are kept and not used.",
    },
    Words {
        zh: "3. 灰色斜体、第一格以【示例】开头的是示例行，不会读入。直接在上面改写（连同第一格一起改），或整行删去。改了内容却留着【示例】的，检查时会报错。",
        en: "3. Rows in grey italics whose first cell begins with [Example] are examples and are not read. Type over them, the first cell too, or delete them. One that was altered and still bears the mark is reported as an error.",
    },
    Words {
        zh: "4. 列名颜色深的必填。鼠标停在列名上可看到填法和例子；有下拉箭头的格从列表选。日期填完整的年月日，如 2027-01-15。",
        en: "4. Darker headers are required. Point at a header to see what to write; choose from the list where there is an arrow. Dates are full dates, such as 2027-01-15.",
    },
    Words {
        zh: "5. 代码、工号、身份证号、电话所在的列已设为文本，前面的 0 不会丢。",
        en: "5. Columns of codes, identity numbers and telephones are text: leading zeros stay.",
    },
    Words {
        zh: "6. 填好后存盘，运行 lunzhuan check 文件名 --report 问题.xlsx：每处问题都会标在格子上并说明怎么改。",
        en: "6. Save it and run lunzhuan check FILE --report problems.xlsx: every fault is marked on its cell, with what to do.",
    },
];

const FILLED: Words = Words {
    zh: "本工作簿已按泸县的公开情况填好，人员全部为虚构。",
    en: "This workbook is filled after what is published of Luxian county; all people in it are made up.",
};

/// A row of headings.
type Heads = &'static [(Words, f64)];

/// Columns of the lists; the list of tables has those of the second column for names, and no more than the first five.
const HEADS: Heads = &[
    (Words { zh: "表", en: "Table" }, 13.0),
    (Words { zh: "列", en: "Column" }, 18.0),
    (Words { zh: "必填", en: "Required" }, 9.0),
    (Words { zh: "含义", en: "Meaning" }, 44.0),
    (Words { zh: "不填时", en: "If empty" }, 30.0),
    (Words { zh: "填法", en: "Write" }, 30.0),
    (Words { zh: "例", en: "Example" }, 24.0),
    (Words { zh: "英文名", en: "Chinese" }, 18.0),
];
const OTHER_NAME: usize = 7;

/// Writes the sheet at the end of the workbook.
pub(super) fn write_guide(book: &mut Book, filling: Filling) -> Result<(), ExportError> {
    let worksheet = guide_sheet(book.language, filling).map_err(form_error)?;
    book.workbook.push_worksheet(worksheet);
    Ok(())
}

fn guide_sheet(language: Language, filling: Filling) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    style::on_paper(sheet.set_name(Page::Guide.name(language))?);
    for (column, (_, width)) in (0u16..).zip(HEADS) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.write_string_with_format(0, 0, Page::Guide.title(language), &style::title())?;
    sheet.set_row_height(0, 30)?;
    let whole: f64 = HEADS.iter().map(|(_, width)| width).sum();
    let mut row = 1;
    for step in STEPS.iter().chain((filling == Filling::Luxian).then_some(&FILLED)) {
        sheet.merge_range(row, 0, row, LAST, step.get(language), &style::prose())?;
        sheet.set_row_height(row, style::height(std::iter::once((step.get(language), whole))) + 3.0)?;
        row += 1;
    }
    row += 1;
    let tables = Words { zh: "一、各表", en: "I. Tables" };
    sheet.write_string_with_format(row, 0, tables.get(language), &style::heading())?;
    row += 1;
    let of_tables = [HEADS[0], HEADS[OTHER_NAME], HEADS[2], HEADS[3], HEADS[4]];
    heads(&mut sheet, row, language, &of_tables)?;
    for kind in TableKind::ALL.iter().copied() {
        row += 1;
        let (guide, name) = (guide::of_table(kind), sheet_of(kind, language));
        let link = Url::new(format!("internal:{}!A1", quoted(name))).set_text(name);
        sheet.write_url_with_format(row, 0, link, &style::link())?;
        let texts = [
            other_name(kind.chinese(), kind.english(), language),
            required(kind.is_required(), language),
            guide.what.get(language),
            guide.absent.get(language),
        ];
        write_row(&mut sheet, row, 1, &texts)?;
    }
    row += 2;
    let columns = Words { zh: "二、各列", en: "II. Columns" };
    sheet.write_string_with_format(row, 0, columns.get(language), &style::heading())?;
    row += 1;
    heads(&mut sheet, row, language, HEADS)?;
    for kind in TableKind::ALL.iter().copied() {
        for column in kind.columns().iter().copied() {
            row += 1;
            let guide = guide::of_column(column);
            let (own, form) = (
                match language {
                    Language::Chinese => column.chinese(),
                    Language::English => column.english(),
                },
                form_of(column, language),
            );
            let texts = [
                sheet_of(kind, language),
                own,
                required(column.is_required(), language),
                guide.what.get(language),
                guide.absent.get(language),
                form.as_str(),
                example_of(column, language),
                other_name(column.chinese(), column.english(), language),
            ];
            write_row(&mut sheet, row, 0, &texts)?;
        }
    }
    Ok(sheet)
}

/// Last column of the sheet, from 0.
const LAST: u16 = HEADS.len() as u16 - 1;

fn heads(sheet: &mut Worksheet, row: u32, language: Language, shown: &[(Words, f64)]) -> Result<(), XlsxError> {
    for (column, (words, _)) in (0u16..).zip(shown) {
        sheet.write_string_with_format(row, column, words.get(language), &style::header(false, None))?;
    }
    Ok(())
}

/// Texts side by side from a column on, in a row high enough for them.
fn write_row(sheet: &mut Worksheet, row: u32, first: u16, texts: &[&str]) -> Result<(), XlsxError> {
    for (column, text) in (first..).zip(texts) {
        sheet.write_string_with_format(row, column, *text, &style::listed())?;
    }
    let widths = HEADS.iter().skip(usize::from(first)).map(|(_, width)| *width);
    sheet.set_row_height(row, style::height(texts.iter().copied().zip(widths)))?;
    Ok(())
}

/// The name in the other language.
fn other_name(zh: &'static str, en: &'static str, language: Language) -> &'static str {
    match language {
        Language::Chinese => en,
        Language::English => zh,
    }
}

fn required(is_required: bool, language: Language) -> &'static str {
    let words = if is_required { Words { zh: "必填", en: "required" } } else { Words { zh: "可不填", en: "optional" } };
    words.get(language)
}
