use crate::store::RosterRow;

/// Stays of one person put side by side: those of one lane do not overlap and stand in time order. Most people need one lane; a circuit
/// beside a posting makes a second.
pub(in crate::export) fn lanes<'a>(stays: &[&'a RosterRow]) -> Vec<Vec<&'a RosterRow>> {
    let mut ordered = stays.to_vec();
    ordered.sort_by_key(|stay| (stay.dates, stay.stay));
    let mut lanes: Vec<Vec<&RosterRow>> = Vec::new();
    for stay in ordered {
        let free = lanes.iter_mut().find(|lane| lane.last().is_none_or(|last| last.dates.to < stay.dates.from));
        match free {
            Some(lane) => lane.push(stay),
            None => lanes.push(vec![stay]),
        }
    }
    lanes
}
