use super::*;

/// A, of intermediate grade, declares on the date with 5 months at the grassroots; one township post P of 3 and 6 months.
fn declaring(date: chrono::NaiveDate) -> (Problem, PersonId, PostId) {
    let mut problem = county();
    problem.departments[DepartmentId::from_index(0)].away_percent = Some(100);
    let person = add_person(&mut problem, "A");
    let who = &mut problem.people[person];
    who.grassroots_half_months = 10;
    who.declared_grade = Some(Grade::AssociateSenior);
    who.declaration_date = Some(date);
    let post = add_post(&mut problem, "P");
    (problem, person, post)
}

fn told(problem: &Problem, placements: &[Placement]) -> Vec<String> {
    explained(problem, placements, RuleId::ServiceCredit).into_iter().map(|(_, reason)| reason.zh).collect()
}

#[test]
fn posts_in_groups() {
    let (mut problem, a, post) = declaring(day(2027, 7, 1));
    assert_eq!(told(&problem, &[]), ["可计基层服务的岗位 1 个：1 个可直接补上（本次计算未及，提高力度再算一次）"]);
    // P and S ask for a higher grade, Q for another specialty, R is not open yet.
    problem.posts[post].minimum_grade = Some(Grade::Senior);
    let [q, r, s] = ["Q", "R", "S"].map(|code| add_post(&mut problem, code));
    let eyes = problem.specialties.push("眼科".into());
    problem.posts[q].specialties = vec![eyes];
    problem.posts[r].from = Some(day(2028, 1, 1));
    problem.posts[s].minimum_grade = Some(Grade::Senior);
    assert_eq!(
        told(&problem, &[]),
        ["可计基层服务的岗位 4 个：1 个因本人请假、豁免或岗位未开放去不成，2 个要求的职称更高，1 个要求别的专业"]
    );
    let english = &explained(&problem, &[], RuleId::ServiceCredit)[0].1.en;
    assert_eq!(
        english,
        "4 grassroots posts that would count: 1 not open, or on leave or exempt then, 2 ask for a higher grade, 1 asks for another specialty"
    );
    assert_eq!(explained(&problem, &[], RuleId::ServiceCredit)[0].0, a);
}

#[test]
fn a_post_that_somebody_else_fills() {
    let (mut problem, a, post) = declaring(day(2027, 7, 1));
    let demand = Requirement { maximum: Some(1), ..staffing(&problem, post) };
    problem.requirements.push(demand);
    let b = add_person(&mut problem, "B");
    assert_eq!(told(&problem, &[stay(b, post, 0, 12)])[0], "可计基层服务的岗位 1 个：1 个已满员");
    let own = told(&problem, &[stay(a, post, 0, 6)]);
    assert_eq!(own[0], "可计基层服务的岗位 1 个：1 个已安排");
}

#[test]
fn time_left_after_the_plan_and_nowhere_to_go() {
    let (mut problem, a, post) = declaring(day(2027, 10, 1));
    assert!(told(&problem, &[])[0].ends_with("；本方案之后到申报还有 3 个月"), "{:?}", told(&problem, &[]));
    // A stay to the end of August leaves one month.
    assert!(told(&problem, &[stay(a, post, 10, 6)])[0].ends_with("；本方案之后到申报还有 1 个月"));
    problem.people[a].declaration_date = Some(day(2027, 7, 20));
    assert!(!told(&problem, &[])[0].contains("之后到申报"));
    problem.posts[post].kind = DispatchKind::Secondment;
    assert_eq!(told(&problem, &[]), ["没有面向其人员类别、可计基层服务的岗位"]);
}

#[test]
fn a_long_posting_with_and_without_better_dates() {
    let (mut problem, a, post) = declaring(day(2027, 1, 1));
    problem.posts[post].kind = DispatchKind::ResidentPosting;
    problem.posts[post].terms = vec![12];
    // January to June has 181 days, and the post closes then.
    problem.posts[post].until = Some(day(2027, 6, 30));
    let none = "在该岗位没有能满 183 天的起止可选（任期、计划期、本人在岗或岗位开放时间所限）";
    assert_eq!(told(&problem, &[stay(a, post, 0, 12)]), [none]);
    // February to July has 181 days, 16 February to 15 August 181, March to August 184: the last that the post allows.
    problem.posts[post].until = Some(day(2027, 8, 31));
    let found = explained(&problem, &[stay(a, post, 0, 12)], RuleId::ServiceCredit);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.zh.starts_with("在该岗位另有 1 种起止能满 183 天；此项只提示、不计分"), "{found:?}");
    assert!(found[0].1.en.starts_with("1 other pair of dates at this post would reach 183 days"), "{found:?}");
}
