//! 配偶: couples on the staff. One naming the other is enough; both must agree when both do.

use super::builder::Builder;
use super::cells::{Cells, both};
use crate::diagnostic::Code;
use crate::domain::PersonId;
use crate::source::{Column, TableKind};
use std::collections::BTreeMap;

/// Makes the couples, once all people are known.
pub(super) fn resolve(b: &mut Builder) {
    let mut claims: Vec<(PersonId, PersonId, Cells)> = Vec::new();
    for cells in b.rows(TableKind::Staff) {
        let spouse = b.person(cells, Column::PersonSpouse);
        let person = cells.text(Column::PersonCode).and_then(|code| b.people.id(code));
        if let (Some(person), Some(spouse)) = (person, spouse) {
            claims.push((person, spouse, cells));
        }
    }
    let claimed: BTreeMap<PersonId, PersonId> = claims.iter().map(|(person, spouse, _)| (*person, *spouse)).collect();
    for (person, spouse, cells) in claims {
        let others = claimed.get(&spouse).copied().or(b.problem.people[spouse].spouse);
        match others {
            _ if person == spouse => {
                let expected = both("另一个人的工号", "the code of another person");
                cells.reject(&mut b.report, Code::ImpossibleCouple, Column::PersonSpouse, expected);
            }
            Some(other) if other != person => {
                let (named, other) = (&b.problem.people[spouse], &b.problem.people[other]);
                let found = both(
                    format!("{} {}，而其配偶是 {} {}", named.code, named.name, other.code, other.name),
                    format!("{} {}, whose spouse is {} {}", named.code, named.name, other.code, other.name),
                );
                let expected = both("双方互为配偶", "two people who are each other's spouse");
                cells.fault(&mut b.report, Code::ImpossibleCouple, Column::PersonSpouse, found, expected);
            }
            Some(_) | None => {
                b.problem.people[person].spouse = Some(spouse);
                b.problem.people[spouse].spouse = Some(person);
            }
        }
    }
}
