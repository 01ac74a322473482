//! Small invented counties, as a folder of CSV files and as a workbook with true dates.

use chrono::{Datelike, NaiveDate};
use std::fs;
use std::path::{Path, PathBuf};

/// Tables as (name, rows of cells), the header first.
pub type Dataset = Vec<(&'static str, Vec<Vec<&'static str>>)>;

pub fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| line.split('|').map(str::trim).collect()).collect()
}

/// The three tables that are enough.
pub fn three() -> Dataset {
    vec![
        ("机构", rows("代码|名称|级别|上级机构\n H1|示例县人民医院|县级|\n T1|东乡卫生院|一般卫生院|H1\n T2|西乡卫生院|一般卫生院|H1")),
        ("岗位", rows("代码|机构|科室|派驻类型|最低|目标|最高\n P1|T1|内科|长期派驻|0|1|1\n P2|T2|外科|短期支援|0|1|1")),
        (
            "人员",
            rows(
                "工号|姓名|机构|科室|人员类别|职称\n 001|甲一|H1|内科|下派专家|副高\n 002|乙二|H1|内科|下派专家|中级\n \
                 003|丙三|H1|外科|下派专家|中级\n 004|丁四|H1|外科|下派专家|副高\n 005|戊五|H1|外科|下派专家|中级",
            ),
        ),
    ]
}

/// With a staffing pool, departments that train, trainees, leave, history and wishes; half a year.
pub fn full() -> Dataset {
    vec![
        ("设置", rows("县域名称|计划起始月|计划月数|时段\n 示例县|2027-01|6|半月")),
        ("医共体", rows("代码|名称|牵头机构|编制周转池总数|分院占比下限|占比口径\n C1|示例县医共体|H1|4|50%|在用")),
        (
            "机构",
            rows(
                "代码|名称|级别|上级机构|医共体\n H1|示例县人民医院|县级||C1\n T1|东乡卫生院|中心卫生院|H1|C1\n T2|西乡卫生院|一般卫生院|H1|C1",
            ),
        ),
        ("科室", rows("机构|本院科室|标准科室|培训容量|带教比|留守人数\n H1|内科|内科|2|3|1\n H1|急诊科|急诊科|1|3|\n H1|外科||||1")),
        (
            "岗位",
            rows(
                "代码|机构|科室|派驻类型|最低|目标|最高|占周转编制\n P1|T1|内科|长期派驻|0|1|1|是\n P2|T2|外科|长期派驻|0|1|1|是\n \
                 P3|T1||短期支援|0|1|1|否",
            ),
        ),
        (
            "人员",
            rows(
                "工号|姓名|机构|科室|人员类别|职称|带教资格|可派起|电话\n 001|甲一|H1|内科|下派专家|副高|是||13900000001\n \
                 002|乙二|H1|内科|下派专家|中级|是||\n 003|丙三|H1|内科|下派专家|中级|是|2026-12-01|\n \
                 004|丁四|H1|外科|下派专家|副高|||\n 005|戊五|H1|外科|下派专家|中级|||\n 006|己六|H1|外科|下派专家|中级|||\n \
                 007|庚七|H1|急诊科|在岗职工|中级|是||\n 101|辛八|H1||住院医师||||\n 102|壬九|H1||住院医师||||",
            ),
        ),
        ("请假", rows("工号|起|止|类型|审批\n 004|2027-03-01|2027-03-20|年假|已批准")),
        ("培训方案", rows("方案|年限|标准科室|月数|可拆分\n 示例方案|1|内科|2|否\n 示例方案|1|急诊科|1.5|否")),
        ("在培", rows("工号|方案|入培日期|截止日期\n 101|示例方案|2027-01-01|2027-06-30\n 102|示例方案|2026-11-01|2027-06-30")),
        ("历史", rows("工号|机构|科室或岗位|起|止|类型\n 102|H1|急诊科|2026-11-01|2026-12-15|轮转\n 001|T1|P1|2025-01-01|2025-06-30|下派")),
        ("意愿", rows("工号或机构|对象|顺位\n 101|H1内科|1\n 002|T1|1")),
        ("周转编制", rows("编号|类别|占用人|使用机构|起用|到期\n 周转01|||T1|2026-01-01|2028-12-31\n 周转02||||2026-01-01|")),
        ("规则", rows("规则|启用|参数|取值|依据\n release|是|away_percent|50|示例文件")),
    ]
}

/// The three tables with one more.
pub fn three_and(name: &'static str, table: &'static str) -> Dataset {
    let mut dataset = three();
    dataset.push((name, rows(table)));
    dataset
}

/// Faults in three tables.
pub fn faulty() -> Dataset {
    let mut dataset = three_and("请假", "工号|起|止|审批\n 009|明天|2027-01-01|是\n 001|2027-02-01|2027-01-01|是");
    dataset[1].1.push(vec!["P3", "T9", "内科", "长驻", "3", "x", "1"]);
    dataset[2].1.push(vec!["001", "己六", "H1", "内科", "下派专家", "很高"]);
    dataset
}

/// A folder with the dataset as CSV files.
pub fn folder(home: &Path, name: &str, dataset: &Dataset) -> PathBuf {
    let folder = home.join(name);
    fs::create_dir_all(&folder).unwrap();
    for (table, rows) in dataset {
        let mut writer = csv::Writer::from_path(folder.join(format!("{table}.csv"))).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.flush().unwrap();
    }
    folder
}

/// A workbook with the dataset: dates are dates, numbers are numbers.
pub fn workbook(home: &Path, name: &str, dataset: &Dataset) -> PathBuf {
    let file = home.join(name);
    let mut book = rust_xlsxwriter::Workbook::new();
    let date_format = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    for (table, rows) in dataset {
        let sheet = book.add_worksheet();
        sheet.set_name(*table).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let (row, column) = (row as u32, column as u16);
                let code = cell.starts_with('0') && *cell != "0";
                if let Ok(date) = cell.parse::<NaiveDate>() {
                    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8).unwrap();
                    sheet.write_with_format(row, column, date, &date_format).unwrap();
                } else if let Some(number) = cell.parse::<f64>().ok().filter(|_| !code) {
                    sheet.write(row, column, number).unwrap();
                } else {
                    sheet.write(row, column, *cell).unwrap();
                }
            }
        }
    }
    book.save(&file).unwrap();
    file
}
