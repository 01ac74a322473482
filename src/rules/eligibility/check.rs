use super::{EXEMPT, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster, Stay};
use crate::rules::{Findings, Subject, Unit, setting};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        let stay = &placement.stay;
        let person = &problem.people[stay.person];
        let post = &problem.posts[stay.post];
        let mut reasons = vec![category(person, post), specialty(problem, person, post), grade(person, post)];
        if post.is_training() {
            reasons.push(training(problem, stay));
        } else if post.kind.is_dispatch() {
            reasons.push(site(problem, stay));
        }
        for reason in reasons.into_iter().flatten() {
            let dates = stay.dates(&problem.calendar);
            let place = problem.post_in_words(stay.post);
            let message =
                Bilingual::new(format!("安排在 {}，但{}", place.zh, reason.zh), format!("placed at {}, but {}", place.en, reason.en));
            findings.broken(Subject::Person(stay.person), dates, 1, Unit::Stays, message);
        }
    }
}

fn category(person: &Person, post: &Post) -> Option<Bilingual> {
    let accepted = post.categories.contains(&person.category);
    (!accepted).then(|| {
        Bilingual::new(
            format!("岗位不接收人员类别“{}”", person.category.chinese()),
            format!("it does not take the category {}", person.category.english()),
        )
    })
}

fn specialty(problem: &Problem, person: &Person, post: &Post) -> Option<Bilingual> {
    if post.specialties.is_empty() {
        return None;
    }
    match person.specialty {
        None => Some(Bilingual::new("专业不明", "the specialty is unknown")),
        Some(own) if post.specialties.contains(&own) => None,
        Some(own) => {
            let name = &problem.specialties[own];
            Some(Bilingual::new(format!("岗位不接收专业“{name}”"), format!("it does not take the specialty {name}")))
        }
    }
}

fn grade(person: &Person, post: &Post) -> Option<Bilingual> {
    let least = post.minimum_grade?;
    match person.grade {
        None => Some(Bilingual::new(
            format!("职称不明，岗位要求{}及以上", least.chinese()),
            format!("the grade is unknown and the post asks for {}", least.english()),
        )),
        Some(own) if own < least => Some(Bilingual::new(
            format!("职称为{}，岗位要求{}及以上", own.chinese(), least.chinese()),
            format!("the grade is {} and the post asks for {}", own.english(), least.english()),
        )),
        Some(_) => None,
    }
}

/// What is wrong with the place of practice, if anything is.
fn site(problem: &Problem, stay: &Stay) -> Option<Bilingual> {
    let person = &problem.people[stay.person];
    let host = problem.posts[stay.post].institution;
    let bound_to_one = match person.licence? {
        Licence::AssistantPhysician => true,
        Licence::Physician => !person.multi_site,
        Licence::VillageDoctor | Licence::Nurse | Licence::Other | Licence::None => false,
    };
    if !bound_to_one || person.home == host {
        return None;
    }
    let exempt = setting::flag(problem, &SPEC, EXEMPT, stay.dates(&problem.calendar).from);
    let same_community = match (problem.institutions[person.home].community, problem.institutions[host].community) {
        (Some(home), Some(host)) => home == host,
        (_, _) => false,
    };
    if exempt && same_community {
        return None;
    }
    let host = &problem.institutions[host].name;
    Some(if person.licence == Some(Licence::AssistantPhysician) {
        Bilingual::new(
            format!("执业助理医师只能在一个执业地点执业，不能到{host}"),
            format!("an assistant physician has one registered site and may not practise at {host}"),
        )
    } else {
        Bilingual::new(format!("未办理到{host}的多机构备案"), format!("there is no multi-site filing for {host}"))
    })
}

/// What is wrong with a training stay, if anything is.
fn training(problem: &Problem, stay: &Stay) -> Option<Bilingual> {
    let Some(enrolment) = problem.enrolments.iter().find(|enrolment| enrolment.person == stay.person) else {
        return Some(Bilingual::new("此人不在培", "the person is in no programme"));
    };
    let Some(item) = stay.item.and_then(|item| problem.programmes[enrolment.programme].items.get(item)) else {
        return Some(Bilingual::new("未指明培训方案中的项目", "it counts towards no item of the programme"));
    };
    let post = &problem.posts[stay.post];
    let standard = &problem.standard_departments[item.standard];
    let taught = post.department.is_some_and(|department| problem.departments[department].standards.contains(&item.standard));
    if !taught {
        return Some(Bilingual::new(format!("该科室不带教“{standard}”"), format!("the department does not teach {standard}")));
    }
    let level = problem.institutions[post.institution].level;
    if !item.levels.is_empty() && item.levels.iter().all(|allowed| *allowed != level) {
        return Some(Bilingual::new(
            format!("“{standard}”不得在{}机构轮转", level.chinese()),
            format!("{standard} may not be taken at {} level", level.english()),
        ));
    }
    None
}
