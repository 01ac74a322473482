//! Every text of the forms, in both languages.

use crate::diagnostic::{Bilingual, Language, Words, counted};
use crate::domain::{Category, DateRange, DispatchKind, Grade, Level};
use crate::store::RosterRow;
use chrono::{Datelike, NaiveDate};

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        $(pub(in crate::export) const $name: Words = Words { zh: $zh, en: $en };)+
    };
}

// Names of forms and of their sheets.
words! {
    ROSTER: "花名册", "roster";
    OVERVIEW: "总表", "overview";
    HOST: "接收单位表", "hosts";
    DEPARTMENT: "科室月表", "departments";
    PERSON: "个人轮转表", "persons";
    NOTICE: "通知单", "notices";
    DISPATCH_LEDGER: "派驻台账", "dispatch ledger";
    CERTIFICATE: "基层服务证明", "certificates";
    POOL: "编制周转池使用表", "staffing pool";
    SHORTAGE: "缺口与冲突说明", "shortages and conflicts";
    PLATFORM_WIDE: "平台导入宽表", "platform import, wide";
    PLATFORM_LONG: "平台导入长表", "platform import, long";
    BOARD: "轮转一览图", "board";
    COVER: "在岗人数图", "cover";
    POOL_USE: "编制周转池使用", "pool use";
    GAUGE_SHEET: "周转池使用图", "pool gauge";
    HOLDERS: "周转编制台账", "pool posts";
    SHORTAGES: "缺口说明", "shortages";
    CONFLICTS: "冲突说明", "conflicts";
}

// Titles, after the county's name.
words! {
    ROSTER_TITLE: "医共体人员下沉（轮转）安排表", "medical community: dispatch and rotation";
    BOARD_TITLE: "医共体人员轮转一览图", "medical community: who is where";
    COVER_TITLE: "医共体接收单位在岗人数图", "medical community: people present at hosts";
    DEPARTMENT_TITLE: "科室轮转月表", "departments by month";
    PERSON_TITLE: "医共体个人轮转表", "medical community: personal rotation";
    LEDGER_TITLE: "医共体派驻台账", "medical community: dispatch ledger";
    CERTIFICATE_TITLE: "基层服务证明", "Certificate of grassroots service";
    POOL_TITLE: "编制周转池使用表", "use of the staffing pool";
    GAUGE_TITLE: "编制周转池使用情况图", "the staffing pool over time";
    HOLDERS_TITLE: "编制周转池使用台账", "holders of pool posts";
    SHORTAGE_TITLE: "医共体人员安排缺口说明", "medical community: shortages";
    CONFLICT_TITLE: "医共体人员安排冲突说明", "medical community: what could not be met";
}

// Heads of columns.
words! {
    NUMBER: "序号", "No.";
    NAME: "姓名", "name";
    CODE: "工号", "code";
    HOME: "派出单位", "home institution";
    CATEGORY: "人员类别", "category";
    GRADE: "职称", "grade";
    HOST_NAME: "接收单位", "host";
    LEVEL: "级别", "level";
    DEPARTMENT_NAME: "科室", "department";
    DEPARTMENT_OR_POST: "科室或岗位", "department or post";
    POST: "岗位", "post";
    KIND: "派驻类型", "kind";
    FROM: "起", "from";
    TO: "止", "to";
    POOL_POST: "周转编制号", "pool post";
    TELEPHONE: "电话", "telephone";
    REMARK: "备注", "remark";
    TEACHER: "带教老师", "teacher";
    ASSESSED: "考核签字", "assessed by";
    STATUS: "状态", "status";
    STANDARD: "标准科室", "standard department";
    SEATS: "容量", "seats";
    RATIO: "带教比", "ratio";
    TRAINEES: "在科", "trainees";
    SEATS_LEFT: "余位", "free";
    SUPERVISORS: "在岗带教", "teachers present";
    LOAD: "带教负荷", "teaching load";
    TRAINEE_NAMES: "轮转学员", "trainees";
    INDICATOR: "年度指标", "year's indicator";
    DECLARES: "拟申报", "will declare";
    STILL_NEEDED: "尚缺（月）", "months still needed";
    MONTHS: "月数", "months";
    SERVED_AT: "服务单位", "served at";
    USED_AT: "使用机构", "used at";
    POOL_NAME: "周转池", "pool";
    SLOT: "时段", "slot";
    POOL_SIZE: "编制总数", "posts in all";
    IN_USE: "在用", "in use";
    AT_BRANCHES: "其中分院在用", "of these at branches";
    BRANCH_SHARE: "分院占比", "branch share";
    FREE: "空余", "free";
    REQUIREMENT: "需求", "requirement";
    SCOPE: "范围", "scope";
    MEASURE: "口径", "measure";
    REQUIRED: "需", "required";
    ASSIGNED: "实", "assigned";
    MISSING: "缺", "missing";
    REASON: "原因", "reason";
    RULE: "规则", "rule";
    SUBJECT: "对象", "subject";
    MESSAGE: "说明", "what";
    FIRST_HALF: "上", "1";
    SECOND_HALF: "下", "2";
    WHOLE_MONTH: "全月", "month";
    FIRST_HALF_MONTH: "上半月", "1st half";
    SECOND_HALF_MONTH: "下半月", "2nd half";
}

// Cells.
words! {
    MINIMUM: "最低", "minimum";
    TARGET: "目标", "target";
    UNKNOWN: "未知", "unknown";
    NO_REASON: "未注明", "not stated";
    ARRIVES: "本月到岗", "arrives";
    LEAVES: "本月离岗", "leaves";
    TURNS_IN: "本月转入", "moves in";
    TURNS_OUT: "本月转出", "moves on";
    PRESENT: "在岗", "present";
    HERE_BEFORE: "计划期前已到岗", "here before the plan";
    HERE_AFTER: "延至计划期后", "goes on after the plan";
}

// Below titles and tables.
words! {
    COLOURS_ARE_HOSTS: "颜色与字母代号见表末图例", "colours and letters: see the legend at the end";
    BARS_NAME_HOSTS: "色条内写明接收单位，字母同一览图", "bars name their hosts; letters are those of the picture";
    LETTERS_ARE_HOSTS: "色块字母即接收单位或科室，见图例", "letters are hosts or departments: see the legend";
    LETTERS_ARE_IN_ROWS: "色块字母即接收单位，每行末尾注明", "letters are hosts, named at the end of each row";
    MEANT: "字母所指单位", "Letters mean";
    LEGEND: "图例", "Legend";
    PAGE: "所属", "page";
    COVER_MARKS: "数字为在岗人数；“3缺1”为在岗 3 人、尚缺 1 人", "people present; “3-1”: 3 present, 1 missing";
    UNIT_PEOPLE: "单位：人", "unit: people";
    UNIT_POSTS: "单位：个", "unit: posts";
    UNIT_SHORTAGE: "单位：人、人·时段、人次", "unit: people, person-slots, visits";
    UNIT_LEDGER: "单位：天、月", "unit: days, months";
    TEACHER_BY_HAND: "带教老师空缺的，由接收单位填写。", "Where no teacher is named, the host writes one in.";
    DEPARTMENT_NOTE: "在岗带教已扣除请假和外派、计入来院派驻；带教负荷＝在科学员÷（在岗带教×带教比）。", "Teachers present: without those on leave or dispatched, with those dispatched here. Load = trainees ÷ (teachers present × ratio).";
    LEDGER_NOTE: "年度指标只对长期派驻且职称达到要求的人员计算，记在天数最多的年度；基层月数含计划内安排，截至年末。", "The year's indicator is for resident postings of sufficient grade, told in the year with most days; grassroots months include what is planned up to the year's end.";
    NOTICE_REQUEST: "请接洽安排工作、食宿和带教，并于报到后三日内将回执送回。", "Please arrange work, lodging and supervision, and return the receipt within three days of arrival.";
    NOTICE_RECEIPT: "回执：报到日期＿＿＿＿年＿＿月＿＿日　带教老师＿＿＿＿　接收人签字＿＿＿＿　联系电话＿＿＿＿＿＿", "Receipt: arrived on __________ teacher ____________ received by ____________ telephone ____________";
    CERTIFIED: "特此证明。", "This is to certify the above.";
    CERTIFICATE_SEALS: "服务单位（盖章）                  派出单位（盖章）                  主管部门（盖章）", "host (seal)                  home institution (seal)                  authority (seal)";
    DATE_LINE: "年     月     日", "date:                    ";
    PREPARED: "制表：", "prepared by:";
    REVIEWED: "审核：", "reviewed by:";
    APPROVED: "批准：", "approved by:";
    DATED: "日期：        年     月     日", "date:";
    SEAL: "（盖章）", "(seal)";
}

// In place of rows.
words! {
    NO_STAYS: "本期没有安排", "no stays in this period";
    NOBODY_HERE: "本期没有派驻、轮转人员", "nobody is dispatched or rotates here in this period";
    NO_POOL: "没有编制周转池", "there is no staffing pool";
    NO_HOLDERS: "本期没有占用周转编制", "no pool post is held in this period";
    NO_SHORTAGE: "本期没有缺口", "nothing is short in this period";
    NO_CONFLICT: "本期没有未满足的意愿和规则", "nothing was left unmet in this period";
    NO_WARDS: "没有带教科室", "no department teaches";
    NO_DISPATCHES: "本年没有派驻", "no dispatches in this year";
    NO_SERVICE: "没有基层服务记录", "no grassroots service on record";
}

// Gauge.
words! {
    GAUGE_BRANCHES: "分院在用（斜线）", "in use at branches (hatched)";
    GAUGE_OTHERS: "其他在用", "in use elsewhere";
    GAUGE_SIZE: "编制总数（粗线）", "posts in all (thick line)";
    GAUGE_SHARE: "分院占比（虚线，右轴）", "branch share (dashed, right axis)";
}

/// The legal basis that a certificate names where the county gives no other.
const BASIS: Words = Words {
    zh: "《中华人民共和国医师法》关于执业医师晋升副高级技术职称应当有累计一年以上在县级以下或者对口支援的医疗卫生机构提供医疗卫生服务经历的规定",
    en: "the Law on Doctors of the People's Republic of China, which asks physicians to have served a year in all at institutions below county \
         level or in paired support before they are promoted to associate senior",
};

fn pick<T>(language: Language, zh: T, en: T) -> T {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn persons(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn half(halves: i64) -> String {
    format!("{}{}", halves / 2, if halves % 2 == 0 { "" } else { ".5" })
}

pub(in crate::export) fn comma(language: Language) -> &'static str {
    pick(language, "、", ", ")
}

/// A word of the field as the database has it, in the language; kept where it is none.
fn of_field<T: Copy>(language: Language, word: &str, all: &[T], chinese: fn(T) -> &'static str, english: fn(T) -> &'static str) -> String {
    match language {
        Language::Chinese => word.to_owned(),
        Language::English => all.iter().copied().find(|it| chinese(*it) == word).map_or(word, english).to_owned(),
    }
}

pub(in crate::export) fn category(language: Language, word: &str) -> String {
    of_field(language, word, &Category::ALL, Category::chinese, Category::english)
}

pub(in crate::export) fn grade(language: Language, word: Option<&str>) -> String {
    word.map_or_else(|| UNKNOWN.get(language).to_owned(), |word| of_field(language, word, &Grade::ALL, Grade::chinese, Grade::english))
}

pub(in crate::export) fn kind(language: Language, word: &str) -> String {
    match (language, word) {
        (Language::English, "下派") => "dispatch".to_owned(),
        _ => of_field(language, word, &DispatchKind::ALL, DispatchKind::chinese, DispatchKind::english),
    }
}

pub(in crate::export) fn level(language: Language, word: &str) -> String {
    of_field(language, word, &Level::ALL, Level::chinese, Level::english)
}

pub(in crate::export) fn status(language: Language, word: &str) -> String {
    let english = match word {
        "草案" => "draft",
        "已确认" => "confirmed",
        "已发布" => "published",
        "进行中" => "in progress",
        "已完成" => "completed",
        other => other,
    };
    pick(language, word, english).to_owned()
}

/// A word that the database keeps in Chinese, in both languages.
pub(in crate::export) fn closed(word: &str, told: fn(Language, &str) -> String) -> Bilingual {
    Bilingual::new(word, told(Language::English, word))
}

/// Whose, what and when, in one line.
pub(super) fn title(language: Language, whose: &str, what: &str, period: &str) -> String {
    pick(language, format!("{whose}{what}  {period}"), format!("{whose} {what}, {period}"))
}

/// `partly`: months that are still drafts are on the form.
pub(super) fn plan(language: Language, plan: i64, word: &str, partly: bool) -> String {
    let mut status = status(language, word);
    if partly {
        status += pick(language, "，后续为草案", ", later stays are drafts");
    }
    pick(language, format!("方案 {plan}（{status}）"), format!("plan {plan} ({status})"))
}

pub(super) fn unit(language: Language, whose: &str) -> String {
    pick(language, format!("单位：{whose}"), format!("institution: {whose}"))
}

pub(super) fn host(language: Language, name: &str, level: String) -> String {
    pick(language, format!("接收单位：{name}（{level}）"), format!("host: {name} ({level})"))
}

pub(super) fn named(language: Language, name: &str, code: &str) -> String {
    pick(language, format!("姓名：{name}（工号 {code}）"), format!("name: {name} (code {code})"))
}

pub(super) fn month(language: Language, day: NaiveDate, with_year: bool) -> String {
    match (language, with_year) {
        (Language::Chinese, true) => format!("{}年{}月", day.year(), day.month()),
        (Language::Chinese, false) => format!("{}月", day.month()),
        (Language::English, true) => day.format("%b %Y").to_string(),
        (Language::English, false) => day.format("%b").to_string(),
    }
}

/// People present, and missing besides.
pub(super) fn short_of(language: Language, present: i64, missing: i64) -> String {
    pick(language, format!("{present}缺{missing}"), format!("{present}-{missing}"))
}

pub(super) fn from_month(language: Language, day: NaiveDate) -> String {
    pick(language, format!("{}年{}月起", day.year(), day.month()), format!(" from {}", day.format("%Y-%m")))
}

pub(super) fn year(language: Language, year: i32) -> String {
    pick(language, format!("{year}年"), format!(" {year}").trim().to_owned())
}

pub(super) fn class(language: Language, year: i32) -> String {
    pick(language, format!("{year}级"), format!("class of {year}"))
}

/// `3上`, `3下`, or the month.
pub(super) fn short_slot(language: Language, dates: DateRange) -> String {
    let half = match (dates.from.day(), dates.days()) {
        (1, 15) => FIRST_HALF.get(language),
        (16, _) => SECOND_HALF.get(language),
        _ => "",
    };
    let month = dates.from.month();
    pick(language, format!("{month}{half}"), if half.is_empty() { month.to_string() } else { format!("{month}/{half}") })
}

pub(super) fn total(language: Language, people: usize, stays: usize) -> String {
    pick(language, format!("合计：{people} 人，{stays} 段安排"), format!("total: {}, {}", persons(people), counted(stays, "stay")))
}

/// `moved`: arrivals and departures, of a month.
pub(super) fn host_total(language: Language, people: usize, stays: usize, moved: Option<(usize, usize)>, posts: usize) -> String {
    let moved = moved.map_or_else(String::new, |(arrivals, departures)| {
        pick(
            language,
            format!("，其中本月到岗 {arrivals} 人次、本月离岗 {departures} 人次"),
            format!(", {}, {}", counted(arrivals, "arrival"), counted(departures, "departure")),
        )
    });
    pick(
        language,
        format!("合计：{people} 人，{stays} 段安排{moved}；占用周转编制 {posts} 个"),
        format!("total: {}, {}{moved}; {} held", persons(people), counted(stays, "stay"), counted(posts, "pool post")),
    )
}

pub(super) fn arrivals(language: Language, count: usize, names: &[String]) -> String {
    let names = joined(language, names);
    pick(language, format!("本月到岗（{count} 人次）：{names}"), format!("arrivals ({count}): {names}"))
}

pub(super) fn departures(language: Language, count: usize, names: &[String]) -> String {
    let names = joined(language, names);
    pick(language, format!("本月离岗（{count} 人次）：{names}"), format!("departures ({count}): {names}"))
}

fn joined(language: Language, names: &[String]) -> String {
    if names.is_empty() { pick(language, "无", "none").to_owned() } else { names.join(comma(language)) }
}

/// `trainees`: by half of the month.
pub(super) fn department_total(language: Language, seats: i64, trainees: &[i64]) -> String {
    let trainees: Vec<String> = trainees.iter().map(i64::to_string).collect();
    let trainees = trainees.join(" / ");
    pick(language, format!("容量 {seats} 人，在科 {trainees} 人"), format!("{seats} seats, {trainees} trainees"))
}

pub(super) fn days(language: Language, name: &str, from: u32, to: u32) -> String {
    pick(language, format!("{name}（{from}—{to}日）"), format!("{name} ({from}–{to})"))
}

pub(super) fn particulars(language: Language, department: &str, category: Category, grade: Option<Grade>) -> String {
    let grade = self::grade(language, grade.map(Grade::chinese));
    let department = if department.is_empty() { "—" } else { department };
    match language {
        Language::Chinese => format!("科室：{department}    人员类别：{}    职称：{grade}", category.chinese()),
        Language::English => format!("department: {department}    category: {}    grade: {grade}", category.english()),
    }
}

pub(super) fn private_particulars(language: Language, identity: &str, telephone: &str) -> String {
    let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let (identity, telephone) = (shown(identity), shown(telephone));
    pick(language, format!("身份证号：{identity}    电话：{telephone}"), format!("identity number: {identity}    telephone: {telephone}"))
}

pub(super) fn programme(language: Language, name: &str, version: &str, from: NaiveDate, deadline: NaiveDate) -> String {
    pick(
        language,
        format!("培训方案：{name}（{version}）    入培日期：{from}    截止日期：{deadline}"),
        format!("programme: {name} ({version})    from {from} to {deadline}"),
    )
}

pub(super) fn notice_title(language: Language, county: &str) -> String {
    pick(language, format!("{county}医共体人员派驻（轮转）通知单"), format!("{county} medical community: notice of posting"))
}

pub(super) fn notice_number(language: Language, number: &str) -> String {
    pick(language, format!("编号：{number}"), format!("No. {number}"))
}

pub(super) fn notice_address(language: Language, host: &str) -> String {
    pick(language, format!("{host}："), format!("To {host}:"))
}

pub(super) fn notice_body(language: Language, row: &RosterRow, place: &str) -> String {
    let kind = kind(language, &row.dispatch_kind);
    let (name, home, from, to) = (&row.person_name, &row.home_institution, row.dates.from, row.dates.to);
    let terms = if row.dispatch_kind == DispatchKind::Training.chinese() {
        "轮转期间按培训方案带教、考勤和出科考核。"
    } else {
        "派驻期间人员身份、编制和工资关系按有关规定执行。"
    };
    let long = |date: NaiveDate| format!("{}年{}月{}日", date.year(), date.month(), date.day());
    match language {
        Language::Chinese => {
            format!("兹安排{home}{name}同志自{}至{}到你单位工作，科室或岗位：{place}，派驻类型：{kind}。{terms}", long(from), long(to))
        }
        Language::English => format!("{name} of {home} works with you from {from} to {to}. Department or post: {place}; kind: {kind}."),
    }
}

pub(super) fn notice_signature(language: Language, county: &str) -> String {
    pick(
        language,
        format!("{county}医共体（盖章）          年    月    日"),
        format!("{county} medical community (seal), date:               "),
    )
}

pub(super) fn days_in_year(language: Language, year: i32) -> String {
    pick(language, format!("{year}年内天数"), format!("days in {year}"))
}

pub(super) fn grassroots_at_end(language: Language, year: i32) -> String {
    pick(language, format!("累计基层月数（{year}年末）"), format!("grassroots months, end of {year}"))
}

pub(super) fn indicator(language: Language, days: i64, wanted: i64) -> String {
    if days >= wanted {
        pick(language, format!("达标（{days}/{wanted}）"), format!("reached ({days}/{wanted})"))
    } else {
        let short = wanted - days;
        pick(language, format!("差 {short} 天（{days}/{wanted}）"), format!("{short} short ({days}/{wanted})"))
    }
}

pub(super) fn declares(language: Language, grade: Grade, date: NaiveDate) -> String {
    pick(language, format!("{} {date}", grade.chinese()), format!("{} {date}", grade.english()))
}

pub(super) fn ledger_total(language: Language, people: usize, stays: usize, judged: usize, reached: usize) -> String {
    pick(
        language,
        format!("合计：{people} 人，{stays} 人次；计入年度指标的长期派驻 {judged} 人次，达标 {reached} 人次"),
        format!("total: {people} people, {stays} dispatches; {judged} resident postings judged, {reached} reach the indicator"),
    )
}

pub(super) fn until(language: Language, date: NaiveDate) -> String {
    pick(language, format!("服务情况截至 {date}"), format!("service up to {date}"))
}

pub(super) fn certificate_body(
    language: Language,
    name: &str,
    code: &str,
    identity: &str,
    home: &str,
    grade: &str,
    half_months: i64,
) -> String {
    let months = half(half_months);
    let identity = match (identity, language) {
        ("", _) => String::new(),
        (number, Language::Chinese) => format!("，身份证号 {number}"),
        (number, Language::English) => format!(", identity number {number}"),
    };
    pick(
        language,
        format!(
            "兹证明{name}同志（工号 {code}{identity}），系{home}工作人员，职称{grade}，在基层医疗卫生机构服务累计 {months} 个月，情况如下："
        ),
        format!("{name} (code {code}{identity}) of {home}, {grade}, served {months} months in all at grassroots institutions:"),
    )
}

pub(super) fn earlier_service(language: Language, half_months: i64) -> String {
    let months = half(half_months);
    pick(
        language,
        format!("另有上列记录以前的基层服务 {months} 个月，未计入合计，由派出单位另行证明。"),
        format!("{months} months before these records are not in the sum and are certified by the home institution."),
    )
}

pub(super) fn certificate_basis(language: Language, basis: Option<&str>) -> String {
    let basis = basis.unwrap_or(BASIS.get(language));
    pick(language, format!("依据：{basis}。"), format!("Basis: {basis}."))
}

pub(super) fn gauge(language: Language, pool: &str) -> String {
    pick(language, format!("{pool}使用情况"), format!("Use of {pool}"))
}

/// Page so and so of so many, in a workbook's footer.
pub(in crate::export) fn footer(language: Language) -> &'static str {
    pick(language, "&C第 &P 页 共 &N 页", "&CPage &P of &N")
}

/// What an event of a calendar tells.
pub(in crate::export) fn event(language: Language, row: &RosterRow, status: &str) -> String {
    let kind = kind(language, &row.dispatch_kind);
    pick(
        language,
        format!("{kind}；派出单位：{}；状态：{status}", row.home_institution),
        format!("{kind}; home institution: {}; {status}", row.home_institution),
    )
}
