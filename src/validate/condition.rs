//! Who counts for a demand: clauses such as `职称>=副高；类别:下派专家`.

use super::builder::{Builder, Found};
use super::cells::{Cells, both, flag, list, quoted};
use super::vocabulary::{CATEGORIES, ESTABLISHMENTS, GRADES, LEVELS, LICENCES, Vocabulary, grade};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::Column;

const COLUMN: Column = Column::RequirementWho;

/// The condition in the cell; everybody where it is empty. What cannot be read is reported.
pub(super) fn read(b: &mut Builder, cells: Cells) -> PersonPredicate {
    let mut who = PersonPredicate::default();
    let text = cells.text(COLUMN).unwrap_or_default();
    for clause in text.split(['；', ';']).map(str::trim).filter(|clause| !clause.is_empty()) {
        if matches!(clause, "全部" | "不限" | "all") {
            continue;
        }
        let at_least = clause.split_once(">=").or_else(|| clause.split_once('≥')).or_else(|| clause.split_once('≧'));
        if let Some((key, level)) = at_least {
            match grade(level.trim()).filter(|_| matches!(key.trim(), "职称" | "grade")) {
                Some(grade) => who.minimum_grade = who.minimum_grade.max(Some(grade)),
                None if matches!(key.trim(), "职称" | "grade") => reject(b, cells, Code::UnknownGrade, level.trim(), GRADES.expected()),
                None => unreadable(b, cells, clause),
            }
            continue;
        }
        let Some((key, values)) = clause.split_once([':', '：']) else {
            unreadable(b, cells, clause);
            continue;
        };
        let values = list(values);
        match key.trim() {
            _ if values.is_empty() => unreadable(b, cells, clause),
            "类别" | "人员类别" | "category" => words(b, cells, &values, Code::UnknownCategory, &CATEGORIES, &mut who.categories),
            "执业" | "执业类别" | "licence" => words(b, cells, &values, Code::UnknownValue, &LICENCES, &mut who.licences),
            "编制" | "编制类型" | "establishment" => {
                words(b, cells, &values, Code::UnknownValue, &ESTABLISHMENTS, &mut who.establishments)
            }
            "派出级别" | "home level" => words(b, cells, &values, Code::UnknownLevel, &LEVELS, &mut who.home_levels),
            "专业" | "specialty" => who.specialties.extend(values.into_iter().map(|name| b.specialty(name))),
            "派出机构" | "home" => {
                for value in values {
                    match b.institutions.find(value) {
                        Found::Known(home) => who.homes.push(home),
                        Found::Broken => {}
                        Found::Unknown => {
                            reject(b, cells, Code::UnknownInstitution, value, both("“机构”表里的代码", "a code of the institutions table"))
                        }
                    }
                }
            }
            "带教" | "带教资格" | "supervisor" => match values.as_slice() {
                [value] if flag(value).is_some() => who.supervisors_only = flag(value) == Some(true),
                _ => reject(b, cells, Code::UnreadableFlag, clause, both("是 或 否", "yes or no")),
            },
            _ => unreadable(b, cells, clause),
        }
    }
    who
}

fn words<T: Copy>(b: &mut Builder, cells: Cells, values: &[&str], code: Code, vocabulary: &Vocabulary<T>, into: &mut Vec<T>) {
    for value in values {
        match vocabulary.find(value) {
            Some(value) => into.push(value),
            None => reject(b, cells, code, value, vocabulary.expected()),
        }
    }
}

fn reject(b: &mut Builder, cells: Cells, code: Code, value: &str, expected: Bilingual) {
    cells.fault(&mut b.report, code, COLUMN, Bilingual::same(quoted(value)), expected);
}

fn unreadable(b: &mut Builder, cells: Cells, clause: &str) {
    let expected = both(
        "职称>=…，或 类别、专业、执业、编制、派出级别、派出机构、带教 加冒号和取值",
        "职称>=…, or 类别, 专业, 执业, 编制, 派出级别, 派出机构 or 带教 with a colon and values",
    );
    reject(b, cells, Code::UnreadableCondition, clause, expected);
}
