//! Names of columns and rows that every reader of MPS takes: ASCII without blanks, each used once.

use crate::domain::{Id, Problem};
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::solver::Whole;

/// Longest code that is written out. Identity numbers are longer: where somebody uses them as codes, they do not leave the machine this way.
const LONGEST_CODE: usize = 12;

/// Names by column and by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Names {
    pub columns: Vec<String>,
    pub rows: Vec<String>,
}

impl Names {
    /// `of_candidate` says what a candidate is; numbers make it unique.
    pub fn new(whole: &Whole, of_candidate: impl Fn(CandidateId) -> String) -> Self {
        let program = &whole.lowered.program;
        let candidates = whole.lowered.candidates.iter();
        let mut columns: Vec<String> = candidates.map(|candidate| format!("x{}_{}", candidate.index(), of_candidate(*candidate))).collect();
        let mut rows = Vec::with_capacity(program.rows.len());
        for origin in &whole.origins {
            let rule = plain(origin.rule);
            while columns.len() < origin.columns {
                columns.push(format!("y{}_{rule}", columns.len()));
            }
            while rows.len() < origin.rows {
                rows.push(format!("r{}_{rule}", rows.len()));
            }
        }
        while rows.len() < program.rows.len() {
            rows.push(format!("r{}_held", rows.len()));
        }
        Self { columns, rows }
    }
}

/// Person, post, first slot (from 0) and number of slots. What is not ASCII becomes `-`.
pub fn of_stay(problem: &Problem, stay: &Stay) -> String {
    let person = code(&problem.people[stay.person].code, stay.person.index());
    let post = code(&problem.posts[stay.post].code, stay.post.index());
    let first = if stay.first.0 < 0 { format!("m{}", stay.first.0.unsigned_abs()) } else { stay.first.0.to_string() };
    format!("{person}_{post}_{first}_{}", stay.slots)
}

fn code(code: &str, number: usize) -> String {
    if code.is_empty() || code.chars().count() > LONGEST_CODE { format!("n{number}") } else { plain(code) }
}

fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' }).collect()
}
