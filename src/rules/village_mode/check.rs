use super::{HALF_DAY, HALF_DAYS, MONTHS, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Placement, Roster, Stay};
use crate::rules::spells::spells;
use crate::rules::{Findings, Subject, Unit, setting};

/// Takes station by station: each stay by itself, then who meets whom there.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let stations = problem.institutions.iter().filter(|(_, what)| what.level == Level::Village);
    for (station, _) in stations {
        let visits: Vec<Visit> = roster.placements().iter().filter_map(|placement| Visit::to(problem, station, placement)).collect();
        for visit in visits.iter().filter(|visit| !visit.in_progress) {
            if let Some(message) = visit.fault(problem, station) {
                findings.broken(Subject::Person(visit.stay.person), visit.dates, 1, Unit::Stays, message);
            }
        }
        check_meetings(problem, station, &visits, findings);
    }
}

struct Visit<'a> {
    stay: &'a Stay,
    dates: DateRange,
    on_circuit: bool,
    in_progress: bool,
}

impl<'a> Visit<'a> {
    fn to(problem: &Problem, station: InstitutionId, placement: &'a Placement) -> Option<Self> {
        let post = &problem.posts[placement.stay.post];
        let on_circuit = match post.kind {
            DispatchKind::Circuit => true,
            DispatchKind::ResidentPosting | DispatchKind::ShortSupport | DispatchKind::Team | DispatchKind::Leadership => false,
            DispatchKind::Secondment | DispatchKind::Training => return None,
        };
        let dates = placement.stay.dates(&problem.calendar);
        let in_progress = placement.origin == Origin::CarriedIn;
        (post.institution == station).then_some(Self { stay: &placement.stay, dates, on_circuit, in_progress })
    }

    fn fault(&self, problem: &Problem, station: InstitutionId) -> Option<Bilingual> {
        let name = &problem.institutions[station].name;
        let parameter = |key| setting::whole(problem, &SPEC, key, self.dates.from);
        if !self.on_circuit {
            let (months, served) = (parameter(MONTHS), i64::from(self.dates.half_months()));
            return (served < months * 2).then(|| {
                Bilingual::new(
                    format!("在 {name} 驻站不少于 {months} 个月，实 {served} 个半月"),
                    format!("a resident stays at {name} for at least {months} months, this one for {served} half-months"),
                )
            });
        }
        let load = problem.posts[self.stay.post].load;
        let half_days = parameter(HALF_DAYS);
        if load < half_days * HALF_DAY {
            return Some(Bilingual::new(
                format!("到 {name} 巡诊每周不少于 {half_days} 个半天，负荷 {load}% 不足"),
                format!("a circuit to {name} takes at least {half_days} half-days a week, a load of {load} % is less"),
            ));
        }
        let home = &problem.people[self.stay.person].home;
        match problem.institutions[station].parent {
            Some(township) if *home != township && !children(problem, township).contains(home) => Some(Bilingual::new(
                format!("{name} 的巡诊应由 {} 及其下属机构的人员承担", problem.institutions[township].name),
                format!("the circuit to {name} is for people of {} and of what is under it", problem.institutions[township].name),
            )),
            Some(_) | None => None,
        }
    }
}

fn children(problem: &Problem, parent: InstitutionId) -> Vec<InstitutionId> {
    problem.institutions.iter().filter(|(_, what)| what.parent == Some(parent)).map(|(id, _)| id).collect()
}

/// Spells with more than one visitor; those in progress may be several.
fn check_meetings(problem: &Problem, station: InstitutionId, visits: &[Visit], findings: &mut Findings) {
    let too_many = problem.calendar.ids().map(|slot| {
        let dates = problem.calendar.range(slot);
        let (begun, planned): (Vec<&Visit>, Vec<&Visit>) =
            visits.iter().filter(|visit| visit.dates.overlaps(&dates)).partition(|visit| visit.in_progress);
        let room = if begun.is_empty() { 1 } else { 0 };
        (dates, (planned.len() as i64 - room).max(0))
    });
    for (dates, excess) in spells(too_many) {
        let name = &problem.institutions[station].name;
        let there = |circuit: bool| visits.iter().filter(|visit| visit.on_circuit == circuit && visit.dates.overlaps(&dates)).count();
        let (residents, circuits) = (there(false), there(true));
        let message = Bilingual::new(
            format!("{name} 同一时段只由一名驻站或巡诊医生服务，此间安排了驻站 {residents} 人、巡诊 {circuits} 人"),
            format!(
                "{name} is served by one doctor at a time, resident or on circuit; here {residents} resident and {circuits} on circuit"
            ),
        );
        findings.broken(Subject::Institution(station), dates, excess, Unit::PersonSlots, message);
    }
}
