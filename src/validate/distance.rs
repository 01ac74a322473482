//! 距离: how far institutions are apart, the same both ways.

use super::builder::Builder;
use super::cells::both;
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{Distance, InstitutionId};
use crate::source::{Column, TableKind};
use std::collections::BTreeMap;

/// Longest way that staff are sent.
const MOST_KILOMETRES: i64 = 2000;
/// Longest way in minutes.
const MOST_MINUTES: i64 = 2880;

pub(super) fn resolve(b: &mut Builder) {
    let mut known: BTreeMap<(InstitutionId, InstitutionId), (Distance, u32)> = BTreeMap::new();
    for cells in b.rows(TableKind::Distances) {
        cells.required(&mut b.report, Column::DistanceOne);
        cells.required(&mut b.report, Column::DistanceOther);
        let one = b.institution(cells, Column::DistanceOne);
        let other = b.institution(cells, Column::DistanceOther);
        let kilometres = cells.required(&mut b.report, Column::DistanceKilometres);
        let kilometres = kilometres.and_then(|_| cells.rounded(&mut b.report, Column::DistanceKilometres, MOST_KILOMETRES));
        let minutes = cells.rounded(&mut b.report, Column::DistanceMinutes, MOST_MINUTES);
        let (Some(one), Some(other)) = (one, other) else { continue };
        if one == other {
            let expected = both("另一个机构", "another institution");
            cells.reject(&mut b.report, Code::DistanceToItself, Column::DistanceOther, expected);
            continue;
        }
        let Some(kilometres) = kilometres else { continue };
        let ends = (one.min(other), one.max(other));
        let distance = Distance { one: ends.0, other: ends.1, kilometres, minutes };
        let Some((first, row)) = known.get_mut(&ends) else {
            known.insert(ends, (distance, cells.row.number));
            continue;
        };
        let column = if first.kilometres != kilometres {
            Column::DistanceKilometres
        } else if first.minutes.zip(minutes).is_some_and(|(first, second)| first != second) {
            Column::DistanceMinutes
        } else {
            first.minutes = first.minutes.or(minutes);
            continue;
        };
        let found = words(kilometres, minutes);
        let first = words(first.kilometres, first.minutes);
        let expected = both(format!("与第 {row} 行的 {} 一致", first.zh), format!("the same as row {row}, {}", first.en));
        cells.fault(&mut b.report, Code::DistancesDisagree, column, found, expected);
    }
    b.problem.distances = known.into_values().map(|(distance, _)| distance).collect();
}

fn words(kilometres: i64, minutes: Option<i64>) -> Bilingual {
    match minutes {
        None => both(format!("{kilometres} 公里"), format!("{kilometres} km")),
        Some(minutes) => both(format!("{kilometres} 公里、{minutes} 分钟"), format!("{kilometres} km, {minutes} minutes")),
    }
}
