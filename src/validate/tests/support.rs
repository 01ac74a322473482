//! 团队, 配偶, 经费, 补贴, 距离 and 节假日.

use super::*;
use crate::domain::Level;

const TEAM_STAFF: (&str, &str) = (
    "人员",
    "工号|姓名|机构|人员类别|职称|团队|配偶|自愿\n1|甲|H1|下派专家|副高|一队||是\n2|乙|H1|下派专家|中级|二队|3|\n3|丙|H1|下派专家|中级|一队||否\n4|丁|T1|下派专家|中级|||",
);

/// The staff with teams in place of the usual ones.
fn with_teams(more: &[(&str, &str)]) -> Validation {
    let mut written = vec![INSTITUTIONS, POSTS, TEAM_STAFF, COMMUNITIES];
    written.extend_from_slice(more);
    validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) })
}

#[test]
fn teams_are_made_of_the_people_who_name_them() {
    let problem = with_teams(&[("团队", "团队|最少人数|最多人数|负责人岗位\n二队|1|1|\n一队|2|5|P3")]).problem.unwrap();
    let teams: Vec<_> = problem
        .teams
        .values()
        .map(|team| {
            let members: Vec<_> = team.members.iter().map(|person| problem.people[*person].code.as_str()).collect();
            (team.name.as_str(), members, team.minimum, team.maximum, team.leader_post.map(|post| problem.posts[post].code.as_str()))
        })
        .collect();
    assert_eq!(teams, [("二队", vec!["2"], Some(1), Some(1), None), ("一队", vec!["1", "3"], Some(2), Some(5), Some("P3"))]);
    let of: Vec<_> = problem.people.values().map(|person| person.team.map(|team| team.index())).collect();
    assert_eq!(of, [Some(1), Some(0), Some(1), None]);
}

#[test]
fn without_their_table_teams_are_what_the_staff_say() {
    let problem = with_teams(&[]).problem.unwrap();
    let names: Vec<_> = problem.teams.values().map(|team| (team.name.as_str(), team.members.len(), team.minimum)).collect();
    assert_eq!(names, [("一队", 2, None), ("二队", 1, None)]);
    assert!(problem.assumptions.iter().any(|assumption| assumption.text.zh.contains("建立 2 个团队")));
}

#[test]
fn teams_of_nobody_are_left_out_with_a_warning() {
    let validation = with_teams(&[("团队", "团队|最少人数\n一队|\n二队|\n三队|2")]);
    assert_eq!(validation.report.faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::TeamWithoutMembers]);
    assert_eq!(validation.problem.unwrap().teams.len(), 2);
}

#[test]
fn couples_are_mutual_when_either_says_so() {
    let problem = with_teams(&[]).problem.unwrap();
    let spouses: Vec<_> = problem.people.values().map(|person| person.spouse.map(|spouse| spouse.index())).collect();
    assert_eq!(spouses, [None, Some(2), Some(1), None]);
    let volunteers: Vec<_> = problem.people.values().map(|person| person.volunteer).collect();
    assert_eq!(volunteers, [true, false, false, false]);
}

/// Rows at fault when the four people name these spouses.
fn couple_faults(spouses: [&str; 4]) -> Vec<u32> {
    let rows = spouses.iter().enumerate().map(|(index, spouse)| format!("\n{}|某|H1|下派专家|中级|{spouse}", index + 1));
    let staff = format!("工号|姓名|机构|人员类别|职称|配偶{}", rows.collect::<String>());
    let written = [INSTITUTIONS, POSTS, ("人员", staff.as_str())];
    let report = validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) }).report;
    assert!(report.faults.iter().all(|fault| fault.code == Code::ImpossibleCouple), "{report:?}");
    report.faults.iter().filter_map(|fault| fault.location.row).collect()
}

#[test]
fn chains_and_circles_of_spouses_are_faults() {
    assert_eq!(couple_faults(["2", "1", "4", ""]), [0u32; 0]);
    assert_eq!(couple_faults(["1", "", "", ""]), [2]);
    // A chain: 1 names 2, who names 3.
    assert_eq!(couple_faults(["2", "3", "", ""]), [2]);
    // Two name the same silent one.
    assert_eq!(couple_faults(["3", "3", "", ""]), [3]);
    // A circle of three, and one more who is not answered.
    assert_eq!(couple_faults(["2", "3", "1", "3"]), [2, 3, 4, 5]);
}

#[test]
fn funds_and_rates_keep_levels_grades_and_dates() {
    let problem = problem(&[
        ("经费", "名称|年度|金额|适用级别\n事业基金池|2027|2000000|\n运行基金池|2027年|300000|基层\n事业基金池|2028|0|县级"),
        (
            "补贴",
            "机构级别|职称|标准|计发方式|生效日期\n一般卫生院、中心卫生院|主任医师、副高|1200||2027-07-01\n基层|副高、正高|1000|月|\n|  |60|工作日|",
        ),
        ("节假日", "日期|类型\n2027-10-01|休\n2027-09-26|补班\n2027-10-01|放假"),
    ]);
    let funds: Vec<_> = problem.funds.values().map(|fund| (fund.name.as_str(), fund.year, fund.yuan, fund.levels.len())).collect();
    assert_eq!(funds, [("事业基金池", 2027, 2_000_000, 0), ("运行基金池", 2027, 300_000, 4), ("事业基金池", 2028, 0, 1)]);
    assert_eq!(problem.rates[0].levels, [Level::Township, Level::CentralTownship]);
    assert_eq!(problem.rates[0].grades, [Grade::AssociateSenior, Grade::Senior]);
    assert_eq!(problem.rates[0].from, NaiveDate::from_ymd_opt(2027, 7, 1));
    assert_eq!((problem.rates[1].yuan, problem.rates[1].basis), (1000, RateBasis::Month));
    assert_eq!((problem.rates[2].yuan, problem.rates[2].basis), (60, RateBasis::WorkingDay));
    let days: Vec<_> = problem.day_overrides.iter().map(|day| (day.date.to_string(), day.working)).collect();
    assert_eq!(days, [("2027-09-26".to_owned(), true), ("2027-10-01".to_owned(), false)]);
}

#[test]
fn amounts_beyond_reason_are_refused() {
    for yuan in ["-1", "20000000000", "200万", "1.5", "1e6"] {
        let rows = format!("名称|年度|金额\n基金|2027|{yuan}");
        assert!(validated(&[("经费", &rows)]).report.has_errors(), "{yuan}");
    }
    for (yuan, basis, is_good) in
        [("100000", "月", true), ("100001", "月", false), ("10000", "工作日", true), ("10001", "工作日", false), ("-5", "月", false)]
    {
        let rows = format!("标准|计发方式\n{yuan}|{basis}");
        assert_eq!(validated(&[("补贴", &rows)]).report.has_errors(), !is_good, "{yuan} {basis}");
    }
    for year in ["1999", "2101", "二〇二七", "2027.5", "27"] {
        let rows = format!("名称|年度|金额\n基金|{year}|1");
        assert!(validated(&[("经费", &rows)]).report.has_errors(), "{year}");
    }
}

#[test]
fn holidays_are_missed_only_where_a_rate_a_day_needs_them() {
    let missed = |rates: &str, more: &[(&str, &str)]| {
        let mut written = vec![("补贴", rates)];
        written.extend_from_slice(more);
        faults(&written).into_iter().any(|(code, _)| code == Code::HolidaysUnknown)
    };
    let rate = "标准|计发方式|生效日期\n50|工作日|";
    assert!(missed(rate, &[]));
    assert!(!missed(&rate.replace("工作日|", "月|"), &[]));
    assert!(!missed(&rate.replace("工作日|", "工作日|2028-01-01"), &[]), "not yet in force");
    assert!(!missed(rate, &[("节假日", "日期|类型\n2027-02-08|休")]));
    assert!(missed(rate, &[("节假日", "日期|类型\n2028-02-08|休")]));
}

#[test]
fn distances_are_the_same_both_ways() {
    let distances = "机构甲|机构乙|公里|分钟\nT1|H1|12.5|\nT2|T1|8|15\nH1|T1|13|20";
    let problem = problem(&[("距离", distances)]);
    let [h1, t1, t2] = [0, 1, 2].map(InstitutionId::from_index);
    assert_eq!(problem.distance(t1, h1), problem.distance(h1, t1));
    assert_eq!(problem.distance(h1, t1).map(|found| (found.kilometres, found.minutes)), Some((13, Some(20))));
    assert_eq!(problem.distance(t1, t2).map(|found| (found.kilometres, found.minutes)), Some((8, Some(15))));
    assert_eq!((problem.distance(h1, t2), problem.distance(h1, h1)), (None, None));
    assert_eq!(faults(&[("距离", "机构甲|机构乙|公里|分钟\nT1|H1|12|20\nH1|T1|12|25")]), [(Code::DistancesDisagree, Some(3))]);
}

#[test]
fn only_leadership_posts_have_a_hand_over() {
    let posts = "代码|机构|派驻类型|交接\nP1|T1|任职|是\nP2|T1|长期派驻|是\nP3|T2|任职|否\nP4|T2|巡诊|否";
    let written = [INSTITUTIONS, ("岗位", posts), STAFF, COMMUNITIES];
    let validation = validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) });
    let found: Vec<_> = validation.report.faults.iter().map(|fault| (fault.code, fault.location.row)).collect();
    assert_eq!(found, [(Code::HandoverNotUsed, Some(3))]);
    let handovers: Vec<_> = validation.problem.unwrap().posts.values().map(|post| post.handover).collect();
    assert_eq!(handovers, [true, false, false, false]);
}
