//! The tables of people, posts, settings and rules.

use super::county::County;
use crate::source::{Column, TableKind};

pub(super) fn write(county: &mut County) {
    settings(county);
    people(county);
    posts(county);
    rules(county);
}

fn settings(county: &mut County) {
    let parameters = county.parameters;
    let row = county.data.row(TableKind::Settings).set(Column::SettingsCounty, "示例县");
    let row = row.set(Column::SettingsStartMonth, parameters.from.format("%Y-%m")).set(Column::SettingsMonths, parameters.months);
    row.set(Column::SettingsSlot, "半月").set(Column::SettingsDataVersion, format!("生成的示例-种子{}", parameters.seed));
}

fn people(county: &mut County) {
    for person in &county.people {
        let department = person.department.map(|department| county.departments[department].name);
        let row = county.data.row(TableKind::Staff).set(Column::PersonCode, &person.code).set(Column::PersonName, &person.name);
        let row = row.set(Column::PersonInstitution, &county.institutions[person.institution].code);
        let row = row.set_some(Column::PersonDepartment, department).set(Column::PersonCategory, person.category);
        let row = row.set(Column::PersonGrade, person.grade).set(Column::PersonSpecialty, &person.specialty);
        let row = row.set(Column::PersonLicence, person.licence).flag(Column::PersonMultiSite, person.multi_site);
        let row = row.set(Column::PersonEstablishment, person.establishment).flag(Column::PersonSupervisor, person.supervisor);
        let row = row.set(Column::PersonExemption, &person.exemption).set_some(Column::PersonGrassrootsMonths, person.grassroots);
        let row = row.set_some(Column::PersonLastDispatchEnd, person.last_dispatch_end);
        let row = row.set_some(Column::PersonDeclaredGrade, person.declaration.map(|_| "副高"));
        let row = row.set_some(Column::PersonDeclarationDate, person.declaration);
        let row = row.set_some(Column::PersonTeam, person.team.as_ref()).set_some(Column::PersonSpouse, person.spouse.as_ref());
        let row = row.set(Column::PersonVolunteer, if person.volunteer { "是" } else { "" });
        row.set_some(Column::PersonTelephone, person.telephone.as_ref());
    }
}

fn posts(county: &mut County) {
    for post in &county.posts {
        let dates = post.window.map(|(from, to)| (county.parameters.first_day(2 * from), county.parameters.last_day(2 * to - 1)));
        let row = county.data.row(TableKind::Posts).set(Column::PostCode, &post.code);
        let row = row.set(Column::PostInstitution, &county.institutions[post.institution].code).set(Column::PostName, &post.name);
        let row = row.set(Column::PostKind, post.kind).set(Column::PostMinimum, post.minimum).set(Column::PostTarget, post.target);
        let row = row.set(Column::PostMaximum, post.maximum).set(Column::PostMinimumGrade, post.grade);
        let row = row.set(Column::PostSpecialties, post.specialties.join("、")).set(Column::PostCategories, post.category);
        let row = row.set(Column::PostTerms, post.terms).set(Column::PostLoad, post.load).set(Column::PostPoolPost, post.pool);
        let row = row.set(Column::PostHandover, if post.handover { "是" } else { "" });
        row.set_some(Column::PostFrom, dates.map(|(from, _)| from)).set_some(Column::PostUntil, dates.map(|(_, until)| until));
    }
}

/// Every rule stands as it is by default; a few values are written out, as a county would.
fn rules(county: &mut County) {
    for (rule, parameter, value) in [
        ("release", "away_percent", "20"),
        ("term", "options", "3、6、12"),
        ("supervision", "ratio", "3"),
        ("rest", "rest_months", "6"),
        ("service-credit", "months", "12"),
    ] {
        let row = county.data.row(TableKind::Rules).set(Column::RuleName, rule).set(Column::RuleEnabled, "是");
        row.set(Column::RuleParameter, parameter).set(Column::RuleValue, value).set(Column::RuleBasis, "生成的示例");
    }
}
