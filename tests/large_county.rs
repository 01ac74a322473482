//! The size that reading and validation have to bear: 3,000 people, 400 institutions, 600 posts, 9,000 past stays.

use lunzhuan::diagnostic::Language;
use lunzhuan::domain::Id;
use lunzhuan::validate::{Options, load};
use std::fs;

/// A county of the size of the largest: its tables as CSV text, plainly invented.
fn large() -> Vec<(&'static str, String)> {
    const COUNTS: [usize; 4] = [400, 600, 3000, 9000];
    let [institutions, posts, people, history] = COUNTS;
    let institution = |index: usize| format!("T{:03}", index % institutions);
    let mut tables = vec![
        ("设置", "计划起始月,计划月数\n2027-01,12\n".to_owned()),
        ("医共体", "代码,名称,牵头机构,编制周转池总数\nC1,甲医共体,T000,500\nC2,乙医共体,T001,500\n".to_owned()),
        ("机构", "代码,名称,级别,上级机构,医共体\n".to_owned()),
        ("科室", "机构,本院科室,标准科室,培训容量\n".to_owned()),
        ("岗位", "代码,机构,科室,派驻类型,最低,目标,最高,占周转编制\n".to_owned()),
        ("人员", "工号,姓名,机构,科室,人员类别,职称,编制类型,可派起,豁免,团队,配偶\n".to_owned()),
        ("请假", "工号,起,止,类型,审批\n".to_owned()),
        ("培训方案", "方案,年限,标准科室,月数\n".to_owned()),
        ("在培", "工号,方案,入培日期,截止日期\n".to_owned()),
        ("历史", "工号,机构,科室或岗位,起,止,类型\n".to_owned()),
        ("既定", "工号,岗位,起,止,类型\n".to_owned()),
        ("意愿", "工号或机构,对象,顺位\n".to_owned()),
        ("需求", "名称,范围,人员条件,口径,最低\n".to_owned()),
        ("距离", "机构甲,机构乙,公里\n".to_owned()),
        ("团队", "团队,最少人数\n".to_owned()),
    ];
    let mut add = |name: &str, row: String| {
        let table = tables.iter_mut().find(|(other, _)| *other == name).unwrap();
        table.1.push_str(&row);
        table.1.push('\n');
    };
    for index in 0..institutions {
        let (level, parent) = match index {
            0 | 1 => ("县级", String::new()),
            2..=60 => ("一般卫生院", institution(index % 2)),
            _ => ("村卫生室", institution(2 + index % 59)),
        };
        add("机构", format!("{},第{index}机构,{level},{parent},C{}", institution(index), 1 + index % 2));
        add("科室", format!("{},科{},标准{},2", institution(index), index % 7, index % 20));
        add("距离", format!("{},{},{}", institution(index), institution(index + 1), 1 + index % 40));
        add("需求", format!("需求{index},机构:{},职称>=中级,每时段,1", institution(index)));
    }
    for index in 0..20 {
        add("培训方案", format!("示例方案,3,标准{index},1.5"));
    }
    for index in 0..posts {
        let need = if index % 3 == 0 { "是" } else { "否" };
        add("岗位", format!("P{index:03},{},科{},长期派驻,0,2,3,{need}", institution(index), index % 7));
    }
    for index in 0..people {
        let (category, establishment) = match index % 10 {
            0 => ("住院医师", "编外"),
            1 => ("下派专家", "周转池"),
            _ => ("下派专家", "实名编制"),
        };
        let home = institution(index % 61);
        let spouse = if index % 50 == 2 { format!("{}", index + 1) } else { String::new() };
        let exemption = if index % 40 == 3 { "哺乳期(2027-03-01)已批准" } else { "" };
        let row = format!(
            "{index},某{index},{home},科{},{category},中级,{establishment},2020-01-01,{exemption},队{},{spouse}",
            index % 7,
            index / 10
        );
        add("人员", row);
        add("请假", format!("{index},2027-{:02}-01,2027-{:02}-10,年假,是", 1 + index % 12, 1 + index % 12));
        add("意愿", format!("{index},P{:03},1", index % posts));
        match index % 10 {
            0 => add("在培", format!("{index},示例方案,2025-09-01,2028-08-31")),
            4 => add("既定", format!("{index},P{:03},2027-08-01,2027-08-31,锁定", index % posts)),
            _ => {}
        }
    }
    for index in 0..people / 10 {
        add("团队", format!("队{index},2"));
    }
    for index in 0..history {
        let (person, turn) = (index % people, index / people);
        let (post, year) = (index % posts, 2023 + turn);
        let place = if person % 10 == 0 {
            format!("{},标准{},{year}-02-01,{year}-03-31,轮转", institution(post), post % 20)
        } else {
            // The last stays of some reach into the plan.
            let end = if turn == 2 && person % 10 == 5 { "2027-04-30".to_owned() } else { format!("{year}-09-30") };
            format!("{},P{post:03},{year}-04-01,{end},下派", institution(post))
        };
        add("历史", format!("{person},{place}"));
    }
    tables
}

#[test]
fn the_largest_county_is_read_whole() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in large() {
        fs::write(home.path().join(format!("{name}.csv")), text).unwrap();
    }
    let loaded = load(home.path(), &Options::default());
    let report = loaded.report.render(Language::Chinese);
    let problem = loaded.problem.unwrap_or_else(|| panic!("{report}"));
    let counts = [problem.institutions.len(), problem.people.len(), problem.teams.len(), problem.history.len() + problem.carried.len()];
    assert_eq!(counts, [400, 3000, 300, 9000]);
    assert_eq!((problem.posts.len(), problem.enrolments.len(), problem.standing.len()), (600 + 400, 300, 300));
    assert_eq!((problem.carried.len(), problem.pins.len(), problem.distances.len()), (300, 300, 400));
    assert!(problem.people.ids().all(|person| problem.standing_of(person).is_some() == (person.index() % 10 == 1)));
}
