use super::*;
use crate::diagnostic::Language;
use crate::store::FindingRow;
use unicode_width::UnicodeWidthStr;

fn request(rows: Rows) -> BoardRequest {
    BoardRequest { rows, institution: None, person: None, month: None }
}

fn lines(view: &PlanView, request: &BoardRequest) -> Vec<String> {
    Board::new(view, request).expect("a board").lines(Language::Chinese)
}

fn row<'a>(lines: &'a [String], word: &str) -> &'a str {
    lines.iter().find(|line| line.contains(word)).unwrap_or_else(|| panic!("no {word} in {lines:#?}"))
}

/// The slots of a row: what stands right of the label.
fn slots(line: &str) -> String {
    let mut columns = 0;
    let label = line.chars().take_while(|c| {
        columns += c.to_string().width();
        columns <= 32
    });
    line[label.map(char::len_utf8).sum::<usize>()..].to_owned()
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    let mut view = view();
    view.summary.county = "名".repeat(60);
    view.institutions[1].name = "很长的名称".repeat(20);
    view.pool[0].community = "池".repeat(80);
    view.posts[0].name = "岗".repeat(50);
    for rows in [Rows::Hosts, Rows::People] {
        for month in [None, Some(day(2027, 4, 1))] {
            for person in [None, Some("B".to_owned())] {
                let request = BoardRequest { rows, institution: None, person, month };
                let board = Board::new(&view, &request).expect("a board");
                for language in [Language::Chinese, Language::English] {
                    for line in board.lines(language) {
                        assert!(line.width() <= 80, "{} columns: {line}", line.width());
                    }
                }
            }
        }
    }
}

#[test]
fn posts_with_their_people_and_marks() {
    let view = view();
    let lines = lines(&view, &request(Rows::Hosts));
    // Six months are shown at eight columns each.
    assert_eq!(slots(row(&lines, "岗位P")), format!("{}{}{}", "·".repeat(16), "█".repeat(24), "·".repeat(8)));
    assert_eq!(slots(row(&lines, "岗位Q")), format!("{}{}", "▓".repeat(24), "·".repeat(24)));
    assert!(row(&lines, "岗位Q").contains("乙示例") && row(&lines, "■ 清河镇卫生院").contains("3 人"));
    assert_eq!(slots(row(&lines, "1月")), "1月     2月     3月     4月     5月     6月");
    assert!(row(&lines, "上").trim_start().starts_with("上  下  上"));
}

#[test]
fn a_post_without_anybody_is_shown_where_nobody_was_asked_for() {
    let view = view();
    let may = BoardRequest { month: Some(day(2027, 5, 1)), ..request(Rows::Hosts) };
    assert_eq!(slots(row(&lines(&view, &may), "岗位Q")), "·".repeat(16), "two months are left");
    let of_a = BoardRequest { person: Some("A".into()), ..request(Rows::Hosts) };
    assert!(!lines(&view, &of_a).iter().any(|line| line.contains("岗位Q")));
}

#[test]
fn people_with_the_places_in_their_bars() {
    let view = view();
    let lines = lines(&view, &request(Rows::People));
    let of_b = slots(row(&lines, "乙示例"));
    assert_eq!(of_b, format!("清河镇卫生院{} 清河镇卫生院{}", "═".repeat(11), "─".repeat(11)));
    // C is at two places at once, which takes a second row.
    let at = lines.iter().position(|line| line.contains("丙示例")).expect("C");
    assert!(slots(&lines[at + 1]).starts_with("清河镇卫生院") ^ slots(&lines[at]).starts_with("清河镇卫生院"));
    assert!(row(&lines, "■").starts_with("■ 示例县人民医院  3 人"));
}

#[test]
fn one_person_with_every_stay_and_nothing_else() {
    let view = view();
    let board = BoardRequest { person: Some("B".into()), ..request(Rows::People) };
    let lines = lines(&view, &board);
    assert_eq!(row(&lines, "2026-10-01"), "2026-10-01～2027-03-31  清河镇卫生院 岗位Q（短期支援，在途）");
    assert!(!lines.iter().any(|line| line.starts_with("周转池") || line.contains("缺口")));
    let nobody = BoardRequest { person: Some("X".into()), ..request(Rows::People) };
    assert!(matches!(Board::new(&view, &nobody), Err(ExportError::UnknownPerson { .. })));
}

#[test]
fn the_pool_and_what_is_short() {
    let view = view();
    let lines = lines(&view, &request(Rows::Hosts));
    assert_eq!(row(&lines, "周转池 "), "周转池 示例周转池：在用 0–1，分院占比 100.00% 至 100.00%，期初 —");
    let gauge: Vec<&String> = lines.iter().filter(|line| line.contains("/3")).collect();
    assert_eq!(gauge.len(), 3, "{gauge:#?}");
    assert_eq!(gauge[1], "  2027-03-01～2027-05-31 ██████░░░░░░░░░░░░       1/3  分院 100.00%  余 2");
    assert_eq!(row(&lines, "缺口 "), "缺口 1 项：最低需求 0，目标 1");
    assert_eq!(row(&lines, "岗位编配"), "  岗位编配 清河镇卫生院 岗位Q（Q）  2027-04-01～2027-06-30  目标 1，实 0，缺 1");
    let at = lines.iter().position(|line| line.contains("原因：")).expect("a reason");
    assert_eq!(lines[at].trim_start().to_owned() + lines[at + 1].trim_start(), format!("原因：{REASON}"));
    let elsewhere = BoardRequest { institution: Some("T2".into()), ..request(Rows::Hosts) };
    assert_eq!(Board::new(&view, &elsewhere).expect("a board").shortages().len(), 0);
}

#[test]
fn minimums_are_told_before_targets() {
    let mut view = view();
    let mut worst = view.shortages[0].clone();
    worst.requirement = "村卫生站".into();
    worst.minimum = true;
    view.shortages.push(worst);
    let board = Board::new(&view, &BoardRequest::everything()).expect("a board");
    let told = board.left_open(Language::Chinese, Some(1));
    assert_eq!(told[0], "缺口 2 项：最低需求 1，目标 1");
    assert!(told[1].contains("村卫生站"), "{told:?}");
    assert_eq!(told.last().map(String::as_str), Some("  ……另有 1 项"));
}

#[test]
fn scores_and_bounds_by_tier() {
    let view = view();
    let lines = lines(&view, &request(Rows::Hosts));
    let target = row(&lines, "目标需求").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(target[1..], [view.summary.score.0[1].to_string(), "-".into(), "?".into()]);
    assert!(lines[0].contains("方案 1（草案）"));
}

#[test]
fn spans_end_where_days_are_missing_or_the_reason_changes() {
    let view = view();
    assert_eq!(view.shortages.len(), 6);
    let mut rows = view.shortages.clone();
    rows.remove(2);
    rows[4].reason_zh = Some("别的原因".into());
    let spans: Vec<(String, i64)> = merged(&rows).iter().map(|span| (span.dates.from.to_string(), span.dates.days())).collect();
    assert_eq!(spans, [("2027-04-01".into(), 30), ("2027-05-16".into(), 31), ("2027-06-16".into(), 15)]);
}

#[test]
fn a_longer_plan_shows_twelve_months_and_tells_the_rest() {
    let mut view = view();
    view.summary.horizon.to = day(2028, 6, 30);
    let lines = lines(&view, &request(Rows::Hosts));
    assert!(lines.contains(&"以后的月份：--month 2028-01".to_owned()));
    assert_eq!(slots(row(&lines, "1月 2月")), "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月11月12月");
    assert!(slots(row(&lines, "岗位P")).starts_with(&format!("{}{}·", "·".repeat(8), "█".repeat(12))));
}

fn finding(subject: &str, rule: &str, cost: i64, message: &str, reason: Option<&str>) -> FindingRow {
    FindingRow {
        rule: rule.into(),
        strictness: "弹性".into(),
        tier: Some("training".into()),
        subject: subject.into(),
        window: crate::domain::DateRange::new(day(2027, 1, 1), day(2027, 6, 30)),
        amount: 2,
        unit: "个半月".into(),
        cost,
        message_zh: message.into(),
        message_en: "English words".into(),
        reason_zh: reason.map(str::to_owned),
        reason_en: reason.map(|_| "English reason".to_owned()),
    }
}

/// A misses training twice for one reason, B's posting misses days, C's service is short.
fn with_unmet() -> PlanView {
    let mut view = view();
    view.people[0].name = "甲示例".into();
    view.findings = vec![
        finding("A 甲示例", "curriculum", 2, "本期应轮转 4 个半月", Some("空闲 2 个时段：2 个带教不足")),
        finding("A 甲示例", "curriculum", 2, "至截止日尚欠 内科 1 个月", Some("空闲 2 个时段：2 个带教不足")),
        finding("B 乙示例", "service-credit", 0, "乙示例 的长期派驻不满 183 天", None),
        finding("C 丙示例", "service-credit", 6, "丙示例 尚缺 1 个月", Some("可计基层服务的岗位 1 个：1 个已满员")),
        finding("C 丙示例", "travel", 6, "丙示例 往返", None),
    ];
    view
}

#[test]
fn unmet_training_and_missed_credit_with_their_reasons() {
    let view = with_unmet();
    let board = Board::new(&view, &BoardRequest::everything()).expect("a board");
    let told = board.left_open(Language::Chinese, None);
    let at = told.iter().position(|line| line.starts_with("未完成培训")).expect("a section");
    assert_eq!(
        told[at..],
        [
            "未完成培训 1 人",
            "  A 甲示例：本期应轮转 4 个半月",
            "  A 甲示例：至截止日尚欠 内科 1 个月",
            "    原因：空闲 2 个时段：2 个带教不足",
            "服务年限未达 2 人：申报缺月 1，长期派驻天数不足（仅提示）1",
            "  C 丙示例 尚缺 1 个月",
            "    原因：可计基层服务的岗位 1 个：1 个已满员",
            "  B 乙示例 的长期派驻不满 183 天",
        ]
    );
    let few = board.left_open(Language::Chinese, Some(1));
    assert!(few.contains(&"  ……另有 1 人".to_owned()) && !few.iter().any(|line| line.contains("乙示例")), "{few:?}");
    let english = board.left_open(Language::English, None);
    assert!(english.contains(&"1 shortage: 0 minimums, 1 target".to_owned()), "{english:?}");
    assert!(english.contains(&"1 person with unmet training".to_owned()), "{english:?}");
    assert_eq!(english.iter().filter(|line| line.contains("why: English reason")).count(), 2);
}

#[test]
fn what_is_unmet_of_one_person_and_of_one_institutions_people() {
    let view = with_unmet();
    let of_c = BoardRequest { person: Some("C".into()), ..request(Rows::People) };
    let told = lines(&view, &of_c);
    assert!(told.iter().any(|line| line.contains("丙示例 尚缺")) && !told.iter().any(|line| line.contains("未完成培训")));
    for (institution, found) in [("H1", 4), ("T1", 0)] {
        let request = BoardRequest { institution: Some(institution.into()), ..request(Rows::Hosts) };
        let board = Board::new(&view, &request).expect("a board");
        assert_eq!(board.owed(Owed::Training).len() + board.owed(Owed::Credit).len(), found, "{institution}");
    }
}

#[test]
fn json_has_what_is_unmet_and_a_hosts_form_has_not() {
    let view = with_unmet();
    let board = Board::new(&view, &BoardRequest::everything()).expect("a board");
    let json: serde_json::Value = serde_json::from_str(&board_json(&board).expect("JSON")).expect("JSON");
    assert_eq!(json["unmet_training"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["missed_credits"][1]["reason"], "可计基层服务的岗位 1 个：1 个已满员");
    assert_eq!(json["missed_credits"][1]["subject"], "C 丙示例");
}
