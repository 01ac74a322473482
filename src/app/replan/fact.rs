//! What has become known since the last plan, as it is said on the command line.

use crate::diagnostic::Bilingual;
use crate::domain::{Absence, AbsenceKind, DateRange, Problem, Published};
use crate::source::{Column, TableKind};
use chrono::{Days, NaiveDate};

/// A new fact. People and places are codes, as the tables have them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fact {
    /// `工号:2027-02-10..2027-04-30:病假`
    Leave { person: String, dates: DateRange, kind: String },
    /// `工号:2027-03-01`: gone from that day on.
    Resign { person: String, from: NaiveDate },
    /// `工号:岗位:2027-03-01..2027-05-31`
    Pin { person: String, place: String, dates: DateRange },
    /// `工号:岗位` for good, or with dates.
    Forbid { person: String, place: String, dates: Option<DateRange> },
    /// `代码=P9,机构=T1,派驻类型=长期派驻,…`: a row of the table of posts, by its headers.
    AddPost { cells: Vec<(Column, String)> },
}

impl Fact {
    pub fn leave(text: &str) -> Result<Self, String> {
        let expected = "应为 工号:起..止:类型，例如 S001:2027-02-10..2027-04-30:病假 / expected CODE:FROM..TO:KIND";
        let parts = split(text);
        match parts.as_slice() {
            [person, dates] => Ok(Fact::Leave { person: (*person).into(), dates: range(dates, expected)?, kind: String::new() }),
            [_, _, ""] => Err("类型是空的 / the kind of leave is empty".into()),
            [person, dates, kind] => Ok(Fact::Leave { person: (*person).into(), dates: range(dates, expected)?, kind: (*kind).into() }),
            _ => Err(expected.into()),
        }
    }
    pub fn resign(text: &str) -> Result<Self, String> {
        let expected = "应为 工号:离岗日期，例如 S001:2027-03-01 / expected CODE:FIRST-DAY-GONE, such as S001:2027-03-01";
        match split(text).as_slice() {
            [person, from] => Ok(Fact::Resign { person: (*person).into(), from: day(from).ok_or(expected)? }),
            _ => Err(expected.into()),
        }
    }
    pub fn pin(text: &str) -> Result<Self, String> {
        let expected = "应为 工号:岗位:起..止，例如 S001:P3:2027-03-01..2027-05-31 / expected CODE:POST:FROM..TO";
        match split(text).as_slice() {
            [person, place, dates] => Ok(Fact::Pin { person: (*person).into(), place: (*place).into(), dates: range(dates, expected)? }),
            _ => Err(expected.into()),
        }
    }
    pub fn forbid(text: &str) -> Result<Self, String> {
        let expected = "应为 工号:岗位 或 工号:岗位:起..止 / expected CODE:POST or CODE:POST:FROM..TO";
        match split(text).as_slice() {
            [person, place] => Ok(Fact::Forbid { person: (*person).into(), place: (*place).into(), dates: None }),
            [person, place, dates] => {
                Ok(Fact::Forbid { person: (*person).into(), place: (*place).into(), dates: Some(range(dates, expected)?) })
            }
            _ => Err(expected.into()),
        }
    }
    pub fn add_post(text: &str) -> Result<Self, String> {
        let mut cells: Vec<(Column, String)> = Vec::new();
        for part in text.split([',', '，', ';', '；']).filter(|part| !part.trim().is_empty()) {
            let expected =
                "应为 列名=值，用逗号分隔，列名同岗位表 / expected column=value, separated by commas, columns as in the table of posts";
            let (header, value) = part.split_once(['=', '＝']).ok_or(expected)?;
            let column = TableKind::Posts
                .column(header)
                .ok_or_else(|| format!("岗位表没有「{}」列 / the table of posts has no column {}", header.trim(), header.trim()))?;
            if cells.iter().any(|(known, _)| *known == column) {
                return Err(format!("「{}」给了两次 / {} is given twice", header.trim(), header.trim()));
            }
            cells.push((column, value.trim().to_owned()));
        }
        for column in TableKind::Posts.columns().iter().filter(|column| column.is_required()) {
            if !cells.iter().any(|(known, value)| known == column && !value.is_empty()) {
                return Err(format!("缺少「{}」 / {} is missing", column.chinese(), column.english()));
            }
        }
        cells.sort_by_key(|(column, _)| *column);
        Ok(Fact::AddPost { cells })
    }

    /// First day on which it changes anything; none where it lies open.
    pub fn first_day(&self) -> Option<NaiveDate> {
        match self {
            Fact::Leave { dates, .. } | Fact::Pin { dates, .. } => Some(dates.from),
            Fact::Resign { from, .. } => Some(*from),
            Fact::Forbid { dates, .. } => dates.map(|dates| dates.from),
            Fact::AddPost { .. } => None,
        }
    }
    /// True for what ends the stay that the person is at.
    pub(super) fn takes_away(&self) -> bool {
        match self {
            Fact::Leave { .. } | Fact::Resign { .. } => true,
            Fact::Pin { .. } | Fact::Forbid { .. } | Fact::AddPost { .. } => false,
        }
    }
    fn person(&self) -> Option<&str> {
        match self {
            Fact::Leave { person, .. } | Fact::Resign { person, .. } | Fact::Pin { person, .. } | Fact::Forbid { person, .. } => {
                Some(person)
            }
            Fact::AddPost { .. } => None,
        }
    }
    /// Last day on which it changes anything; none where it lies open.
    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        match self {
            Fact::Leave { dates, .. } | Fact::Pin { dates, .. } => Some(dates.to),
            Fact::Forbid { dates, .. } => dates.map(|dates| dates.to),
            Fact::Resign { .. } | Fact::AddPost { .. } => None,
        }
    }
    /// Code of the post that it adds.
    pub(super) fn new_post(&self) -> Option<&str> {
        let Fact::AddPost { cells } = self else { return None };
        cells.iter().find(|(column, _)| *column == Column::PostCode).map(|(_, code)| code.as_str())
    }
    /// The option that tells it, and its text.
    pub fn option(&self) -> String {
        let span = |dates: &DateRange| format!("{}..{}", dates.from, dates.to);
        match self {
            Fact::Leave { person, dates, kind } if kind.is_empty() => format!("--leave {person}:{}", span(dates)),
            Fact::Leave { person, dates, kind } => format!("--leave {person}:{}:{kind}", span(dates)),
            Fact::Resign { person, from } => format!("--resign {person}:{from}"),
            Fact::Pin { person, place, dates } => format!("--pin {person}:{place}:{}", span(dates)),
            Fact::Forbid { person, place, dates: None } => format!("--forbid {person}:{place}"),
            Fact::Forbid { person, place, dates: Some(dates) } => format!("--forbid {person}:{place}:{}", span(dates)),
            Fact::AddPost { cells } => {
                let cells: Vec<String> = cells.iter().map(|(column, text)| format!("{}={text}", column.chinese())).collect();
                format!("--add-post {}", cells.join(","))
            }
        }
    }
    /// True for the text of the option, with it or without.
    pub fn is_named(&self, text: &str) -> bool {
        let plain = |text: &str| text.trim().trim_start_matches('-').replace('：', ":").replace(['，', '；', ';'], ",").replace('＝', "=");
        let (option, text) = (plain(&self.option()), plain(text));
        option == text || option.split_once(' ').is_some_and(|(_, of_option)| of_option == text)
    }
    /// In a few words, as it was given.
    pub fn words(&self) -> Bilingual {
        let span = |dates: &DateRange| format!("{} ~ {}", dates.from, dates.to);
        match self {
            Fact::Leave { person, dates, kind } => {
                let dates = span(dates);
                Bilingual::new(format!("{person} 请假 {dates} {kind}"), format!("{person} on leave {dates} {kind}"))
            }
            Fact::Resign { person, from } => Bilingual::new(format!("{person} 自 {from} 起离岗"), format!("{person} gone from {from}")),
            Fact::Pin { person, place, dates } => {
                let dates = span(dates);
                Bilingual::new(format!("锁定 {person} 在 {place} {dates}"), format!("{person} fixed at {place} {dates}"))
            }
            Fact::Forbid { person, place, dates } => {
                let dates = dates.as_ref().map(span).unwrap_or_default();
                Bilingual::new(format!("禁止 {person} 在 {place} {dates}"), format!("{person} not at {place} {dates}"))
            }
            Fact::AddPost { .. } => {
                let code = self.new_post().unwrap_or_default();
                Bilingual::new(format!("新增岗位 {code}"), format!("new post {code}"))
            }
        }
    }
}

fn split(text: &str) -> Vec<&str> {
    text.split([':', '：']).map(str::trim).collect()
}

/// `2027-02-10`, `2027/2/10` or `2027年2月10日`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year = year.parse().ok().filter(|year| (1950..=2150).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn range(text: &str, expected: &str) -> Result<DateRange, String> {
    let ends = text.split_once("..").or_else(|| text.split_once('~')).ok_or(expected)?;
    let (from, to) = (day(ends.0).ok_or(expected)?, day(ends.1).ok_or(expected)?);
    if from > to {
        return Err(format!("{from} 晚于 {to} / {from} is later than {to}"));
    }
    Ok(DateRange::new(from, to))
}

/// What is wrong with the facts before any table is touched: unknown people and places, dates outside the plan, facts that contradict each
/// other or what was said before.
pub fn objections(facts: &[Fact], problem: &Problem) -> Vec<Bilingual> {
    let mut found = Vec::new();
    let horizon = problem.calendar.horizon();
    for fact in facts {
        let option = fact.option();
        if let Some(code) = fact.person()
            && problem.people.find(|person| person.code == code).is_none()
        {
            found.push(Bilingual::new(format!("{option}：没有工号为 {code} 的人员"), format!("{option}: there is no person {code}")));
        }
        if let Fact::Pin { place, .. } | Fact::Forbid { place, .. } = fact
            && !is_place(problem, place)
            && !facts.iter().any(|other| adds(other, place))
        {
            found.push(Bilingual::new(
                format!("{option}：没有岗位、科室或机构 {place}"),
                format!("{option}: there is no post, department or institution {place}"),
            ));
        }
        if let Some(code) = fact.new_post()
            && problem.posts.find(|post| post.code == code).is_some()
        {
            found.push(Bilingual::new(format!("{option}：岗位 {code} 已经有了"), format!("{option}: post {code} is there already")));
        }
        if let Fact::Leave { person: code, dates, .. } = fact
            && let Some(person) = problem.people.find(|person| person.code == *code)
        {
            let absences = &problem.people[person].absences;
            let is_known = |absence: &&Absence| absence.kind == AbsenceKind::Leave && absence.dates == *dates;
            let is_gone = |absence: &&Absence| absence.kind == AbsenceKind::AfterDeparture && absence.dates.from <= dates.from;
            if absences.iter().any(|absence| is_known(&absence)) {
                found.push(Bilingual::new(format!("{option}：请假已经有了"), format!("{option}: this leave is known already")));
            } else if absences.iter().any(|absence| is_gone(&absence)) {
                found.push(Bilingual::new(format!("{option}：此人那时已离岗"), format!("{option}: the person is gone by then")));
            }
        }
        let dates = match fact {
            Fact::Leave { dates, .. } | Fact::Pin { dates, .. } | Fact::Forbid { dates: Some(dates), .. } => Some(*dates),
            Fact::Resign { from, .. } => Some(DateRange::new(*from, *from)),
            Fact::Forbid { dates: None, .. } | Fact::AddPost { .. } => None,
        };
        if dates.is_some_and(|dates| !dates.overlaps(&horizon)) {
            let (from, to) = (horizon.from, horizon.to);
            found.push(Bilingual::new(
                format!("{option}：不在计划期 {from} 至 {to} 之内"),
                format!("{option}: outside the plan, {from} to {to}"),
            ));
        }
    }
    for (index, one) in facts.iter().enumerate() {
        for other in &facts[index + 1..] {
            if one.person().is_some() && one.person() == other.person() && contradict(one, other, problem) {
                let (one, other) = (one.option(), other.option());
                found.push(Bilingual::new(format!("互相矛盾：{one}；{other}"), format!("these contradict each other: {one}; {other}")));
            }
        }
    }
    found
}

fn adds(fact: &Fact, place: &str) -> bool {
    fact.new_post() == Some(place)
}

/// Two facts about the same person.
fn contradict(one: &Fact, other: &Fact, problem: &Problem) -> bool {
    let full = |place: &str| problem.posts.find(|post| post.code == place).is_none_or(|post| problem.posts[post].takes_away());
    match (one, other) {
        (Fact::Pin { dates, .. }, Fact::Leave { dates: leave, .. }) | (Fact::Leave { dates: leave, .. }, Fact::Pin { dates, .. }) => {
            dates.overlaps(leave)
        }
        (Fact::Pin { dates, .. }, Fact::Resign { from, .. }) | (Fact::Resign { from, .. }, Fact::Pin { dates, .. }) => dates.to >= *from,
        (Fact::Pin { place, dates, .. }, Fact::Forbid { place: barred, dates: when, .. })
        | (Fact::Forbid { place: barred, dates: when, .. }, Fact::Pin { place, dates, .. }) => {
            place == barred && when.is_none_or(|when| when.overlaps(dates))
        }
        (Fact::Pin { place, dates, .. }, Fact::Pin { place: elsewhere, dates: then, .. }) => {
            dates.overlaps(then) && full(place) && full(elsewhere)
        }
        (Fact::Resign { .. }, Fact::Resign { .. }) => true,
        // On leave twice at one time, or after being gone.
        (Fact::Leave { dates, .. }, Fact::Leave { dates: then, .. }) => dates.overlaps(then),
        (Fact::Leave { dates, .. }, Fact::Resign { from, .. }) | (Fact::Resign { from, .. }, Fact::Leave { dates, .. }) => {
            dates.to >= *from
        }
        _ => false,
    }
}

/// True for the code of a post or an institution, and for `institution+department`.
fn is_place(problem: &Problem, text: &str) -> bool {
    let institution = |code: &str| problem.institutions.find(|institution| institution.code == code);
    if problem.posts.find(|post| post.code == text).is_some() || institution(text).is_some() {
        return true;
    }
    // With or without the plus, as in the table of pins.
    let mut departments =
        problem.departments.values().map(|department| (&problem.institutions[department.institution].code, &department.name));
    departments.any(|(code, name)| {
        text.strip_prefix(code.as_str()).is_some_and(|rest| rest.trim().trim_start_matches('+').trim() == name.as_str())
    })
}

/// What stands against taking facts back, told ones among `told`, and those that may be: what lies in published months was done by it.
pub fn to_be_taken_back(texts: &[String], told: &[Fact], facts: &[Fact], published: &Published) -> Result<Vec<Fact>, Vec<Bilingual>> {
    let (mut taken, mut objections) = (Vec::new(), Vec::new());
    for text in texts {
        let text = text.trim();
        let Some(fact) = told.iter().find(|fact| fact.is_named(text)) else {
            let known: Vec<String> = told.iter().map(Fact::option).collect();
            objections.push(if known.is_empty() {
                Bilingual::new(format!("--take-back {text}：没有告知过任何情况"), format!("--take-back {text}: nothing was told"))
            } else {
                let known = known.join("\n  ");
                Bilingual::new(
                    format!("--take-back {text}：没有告知过；告知过的有：\n  {known}"),
                    format!("--take-back {text}: never told; what was told:\n  {known}"),
                )
            });
            continue;
        };
        let option = fact.option();
        if let Some(through) = published.through.filter(|through| is_published(fact, *through, published)) {
            let through = through.format("%Y-%m").to_string();
            objections.push(Bilingual::new(
                format!("{option}：已发布至 {through}，已发布的月份就是按它排的，不能收回"),
                format!("{option}: published through {through}, and the published months rest on it: it cannot be taken back"),
            ));
        } else if facts.contains(fact) {
            objections.push(Bilingual::new(
                format!("互相矛盾：{option}；--take-back {option}"),
                format!("these contradict each other: {option}; --take-back {option}"),
            ));
        } else if !taken.contains(fact) {
            taken.push(fact.clone());
        }
    }
    if objections.is_empty() { Ok(taken) } else { Err(objections) }
}

/// True when all that the fact changes is published by now.
fn is_published(fact: &Fact, through: NaiveDate, published: &Published) -> bool {
    let has_people = |post: &str| published.stays.iter().any(|stay| stay.post == post);
    fact.last_day().is_some_and(|last| last <= through) || fact.new_post().is_some_and(has_people)
}

/// The day before.
pub(super) fn eve(day: NaiveDate) -> NaiveDate {
    day - Days::new(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_as_they_are_written() {
        let date = |month, day| NaiveDate::from_ymd_opt(2027, month, day).expect("a date");
        let dates = DateRange::new(date(2, 10), date(4, 30));
        for text in ["S1:2027-02-10..2027-04-30:病假", "S1：2027/2/10~2027/4/30：病假"] {
            assert_eq!(Fact::leave(text), Ok(Fact::Leave { person: "S1".into(), dates, kind: "病假".into() }), "{text}");
        }
        assert_eq!(Fact::resign("S1:2027-02-10"), Ok(Fact::Resign { person: "S1".into(), from: date(2, 10) }));
        assert_eq!(Fact::forbid("S1:H1+内科"), Ok(Fact::Forbid { person: "S1".into(), place: "H1+内科".into(), dates: None }));
        let Ok(Fact::AddPost { cells }) = Fact::add_post("代码=P9，机构=T1,派驻类型=长期派驻,任期=6") else {
            panic!("a post")
        };
        assert_eq!(cells.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["P9", "T1", "长期派驻", "6"]);
    }

    #[test]
    fn what_is_no_fact_is_refused() {
        for text in ["", "S1", "S1:2027-02-10", "S1:2027-04-30..2027-02-10:病假", "S1:2027-02-30..2027-03-01", "S1:a..b:c:d"] {
            assert!(Fact::leave(text).is_err(), "{text}");
        }
        for text in ["代码=P9", "代码=P9,代码=P8,机构=T1,派驻类型=巡诊", "没有=1", "P9", ""] {
            assert!(Fact::add_post(text).is_err(), "{text}");
        }
        assert!(Fact::resign("S1:99999-1-1").is_err() && Fact::pin("S1:P1").is_err() && Fact::forbid("S1").is_err());
    }
}
