//! The command line as clap sees it.

use crate::app::replan::Fact;
use crate::diagnostic::Language;
use crate::model::Tier;
use crate::search::{Effort, SearchOptions};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Staff rotation for county medical communities · 县域医共体人员下派与轮转排班
#[derive(Parser, Debug)]
#[command(name = "lunzhuan", version, about, disable_help_subcommand = true, max_term_width = 100)]
pub struct Arguments {
    /// Language of messages · 提示语言
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LanguageArgument>,
    /// Print JSON for machines · 输出 JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum LanguageArgument {
    Zh,
    En,
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::Zh => Language::Chinese,
            LanguageArgument::En => Language::English,
        }
    }
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make a workbook to fill in · 生成待填写的工作簿
    New(NewArguments),
    /// Turn a folder of CSV files into a workbook, or back · 在 CSV 文件夹与工作簿之间转换
    Convert(ConvertArguments),
    /// Read the tables and report every fault · 读表并列出全部问题
    Check(CheckArguments),
    /// Plan, check and store · 排班、核对并入库
    Plan(PlanArguments),
    /// Confirm months of a plan: they are frozen for later plans · 发布若干月份，其后的方案不再改动
    Publish(PublishArguments),
    /// List the plans of the file, and the versions of its tables · 列出全部方案和数据版本
    List(ListArguments),
    /// Compare two plans: who moves where, and what it does · 对比两个方案
    Diff(DiffArguments),
    /// Repair the plan in force after new facts, changing as little as possible · 按新情况修补方案，尽量少动
    Replan(ReplanArguments),
    /// Say why a stored plan is as it is, and what else was possible at what price · 说明为什么这样排，别的排法是什么代价
    Explain(ExplainArguments),
    /// Show a stored plan as a board · 在终端查看排班
    Show(ShowArguments),
    /// Export a form of a stored plan · 导出表格
    Export(ExportArguments),
    /// Check a stored plan and its bounds again, without a solver · 独立复核已入库的排班及其下界
    Audit(AuditArguments),
    /// Copy the database to a safe place, checked, even while it is in use · 备份数据库并核对
    Backup(BackupArguments),
    /// Bring a backup back · 用备份恢复数据库
    Restore(RestoreArguments),
    /// List the rules as a policy document · 列出全部规则
    Rules(RulesArguments),
    /// Make up a county of any size, for trials and benchmarks · 生成任意规模的示例县
    Synth(SynthArguments),
}

#[derive(Args, Debug)]
pub struct NewArguments {
    /// Workbook to make (.xlsx) · 要生成的工作簿
    pub file: PathBuf,
    /// Filled with a made-up county instead of example rows · 填好示例县，不用示例行
    #[arg(long, value_enum)]
    pub example: Option<ExampleArgument>,
    /// Replace what is there · 替换已有的文件
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ExampleArgument {
    /// Published facts of Luxian, invented people · 泸县公开情况，人员虚构
    Luxian,
}

#[derive(Args, Debug)]
pub struct ConvertArguments {
    /// Workbook (.xlsx .xls .ods) or folder of CSV files · 工作簿或 CSV 文件夹
    pub from: PathBuf,
    /// Workbook if it ends in .xlsx, else folder of CSV files · 以 .xlsx 结尾为工作簿，否则为 CSV 文件夹
    pub to: PathBuf,
    /// Replace what is there · 替换已有的文件
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct CheckArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// County database whose published months and told facts count too · 同时对照该库已发布的月份和告知过的情况
    #[arg(long)]
    pub db: Option<PathBuf>,
    /// Also write the tables as a workbook with every fault marked · 另存一份标出全部问题的工作簿
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Replace the workbook that is there · 替换已有的工作簿
    #[arg(long, requires = "report")]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct InputArguments {
    /// Workbook (.xlsx .xls .ods) or folder of CSV files · 工作簿或 CSV 文件夹
    pub input: PathBuf,
    /// First month, such as 2027-01 · 计划起始月
    #[arg(long, value_parser = month)]
    pub from: Option<NaiveDate>,
    /// Months to plan, 1 to 120 · 计划月数
    #[arg(long, value_parser = clap::value_parser!(i32).range(1..=120))]
    pub months: Option<i32>,
}

#[derive(Args, Debug)]
pub struct PlanArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// County database, made if it does not exist · 数据库文件
    #[arg(long)]
    pub db: PathBuf,
    /// How hard to try · 求解力度
    #[arg(long, value_enum, default_value_t = EffortArgument::Standard)]
    pub effort: EffortArgument,
    #[command(flatten)]
    pub search: SearchArguments,
    /// Also print the size of the model · 同时输出模型规模
    #[arg(long)]
    pub verbose: bool,
    /// Also write the model as an MPS file, for other solvers · 同时写出 MPS 模型文件，供其他求解器使用
    #[arg(long, value_name = "FILE")]
    pub write_model: Option<PathBuf>,
    /// The model of this tier alone, earlier ones held as planned · 只写这一层，前面各层按本方案保住
    #[arg(long, value_enum, value_name = "TIER", requires = "write_model")]
    pub model_tier: Option<TierArgument>,
}

// How a plan is searched for, however hard.
#[derive(Args, Debug)]
pub struct SearchArguments {
    /// Safety net in seconds; the plan so far is kept · 时限（秒），到时保留当前最好方案
    #[arg(long, default_value_t = 600.0, value_parser = seconds)]
    pub time_limit: f64,
    /// Leave a tier once its gap is at most this, such as 0.5% or 0.005 · 达到该差距即止
    #[arg(long, default_value = "0.1%", value_parser = share)]
    pub gap: f64,
    /// The same seed gives the same plan · 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Threads; the plan does not depend on them · 线程数（不影响结果）
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

impl SearchArguments {
    pub fn options(&self, effort: Effort) -> SearchOptions {
        let Self { time_limit, gap, seed, threads } = *self;
        SearchOptions { effort, seed, threads: thread_count(threads), time_limit, gap }
    }
}

/// As many as asked for, else as many as there are.
pub fn thread_count(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

#[derive(Args, Debug)]
pub struct ReplanArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Updated tables; the stored ones if absent · 更新后的工作簿或 CSV 文件夹，缺省用库中的
    pub input: Option<PathBuf>,
    /// Plan to repair; the one published last, else the newest · 要修补的方案号，缺省为最近发布的，未发布过则为最新
    #[arg(long)]
    pub plan: Option<i64>,
    /// First month, such as 2027-01 · 计划起始月
    #[arg(long, value_parser = month)]
    pub from: Option<NaiveDate>,
    /// Months to plan, 1 to 120 · 计划月数
    #[arg(long, value_parser = clap::value_parser!(i32).range(1..=120))]
    pub months: Option<i32>,
    /// Leave, such as S001:2027-02-10..2027-04-30:病假 · 请假，工号:起..止:类型
    #[arg(long, value_name = "CODE:FROM..TO:KIND", value_parser = Fact::leave)]
    pub leave: Vec<Fact>,
    /// Gone from a day on, such as S001:2027-03-01 · 离岗，工号:日期
    #[arg(long, value_name = "CODE:DATE", value_parser = Fact::resign)]
    pub resign: Vec<Fact>,
    /// A stay that happens, such as S001:P3:2027-03-01..2027-05-31 · 锁定，工号:岗位:起..止
    #[arg(long, value_name = "CODE:POST:FROM..TO", value_parser = Fact::pin)]
    pub pin: Vec<Fact>,
    /// A stay that does not, such as S001:P3 · 禁止，工号:岗位[:起..止]
    #[arg(long, value_name = "CODE:POST[:FROM..TO]", value_parser = Fact::forbid)]
    pub forbid: Vec<Fact>,
    /// A new post, by the columns of its table, such as 代码=P9,机构=T1,派驻类型=长期派驻,任期选项=6 · 新增岗位，列名=值
    #[arg(long, value_name = "COLUMN=VALUE,…", value_parser = Fact::add_post)]
    pub add_post: Vec<Fact>,
    /// Something told before that holds no longer, as list prints it · 收回先前告知的情况，照 list 所列填写
    #[arg(long, value_name = "FACT", allow_hyphen_values = true)]
    pub take_back: Vec<String>,
    /// Why the plan is repaired · 修补原因
    #[arg(long, default_value = "")]
    pub reason: String,
    /// Search the whole plan again, this hard; only around what changed if absent · 整体重新求解的力度，缺省只在变动附近修补
    #[arg(long, value_enum)]
    pub effort: Option<EffortArgument>,
    #[command(flatten)]
    pub search: SearchArguments,
}

#[derive(Args, Debug)]
pub struct ExplainArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Plan number; the latest if absent · 方案号，缺省为最新
    #[arg(long, global = true)]
    pub plan: Option<i64>,
    #[command(subcommand)]
    pub question: Question,
}

#[derive(Subcommand, Debug)]
pub enum Question {
    /// Why demands stay short; all of them, or one by number or name and person by person · 为什么有缺口
    Shortage {
        /// Number or name · 编号或名称
        asked: Option<String>,
    },
    /// Why a person is where they are, and where else they could be · 为什么某人这样安排，还能去哪里
    Person {
        /// Code of the person · 工号
        person: String,
    },
    /// Why a person is not at a post: the rule that forbids it, or the plan that would result · 为什么某人不在某岗位
    WhyNot {
        /// Code of the person · 工号
        person: String,
        /// Code of the post · 岗位代码
        post: String,
        /// Month, such as 2027-03 · 月份
        #[arg(value_parser = month)]
        month: NaiveDate,
    },
    /// Who could be at a post, the cheapest first · 某岗位还有谁可用，按代价排列
    Options {
        /// Code of the post · 岗位代码
        post: String,
        /// Month, such as 2027-03 · 月份
        #[arg(value_parser = month)]
        month: NaiveDate,
        /// So many people are planned for · 试排的人数
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
        most: u16,
    },
    /// Why the staffing pool is full or not, and what runs out · 周转池为什么满、为什么空，何时收回
    Pool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum TierArgument {
    Minimum,
    Target,
    Training,
    Stability,
    Policy,
    Wishes,
}

impl From<TierArgument> for Tier {
    fn from(argument: TierArgument) -> Self {
        match argument {
            TierArgument::Minimum => Tier::CoverMinimum,
            TierArgument::Target => Tier::CoverTarget,
            TierArgument::Training => Tier::Training,
            TierArgument::Stability => Tier::Stability,
            TierArgument::Policy => Tier::Policy,
            TierArgument::Wishes => Tier::Wishes,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum EffortArgument {
    Quick,
    Standard,
    Thorough,
}

impl From<EffortArgument> for Effort {
    fn from(argument: EffortArgument) -> Self {
        match argument {
            EffortArgument::Quick => Effort::Quick,
            EffortArgument::Standard => Effort::Standard,
            EffortArgument::Thorough => Effort::Thorough,
        }
    }
}

#[derive(Args, Debug)]
pub struct ShowArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Plan number; the latest if absent · 方案号，缺省为最新
    #[arg(long)]
    pub plan: Option<i64>,
    /// Rows by host or by person · 按接收单位或按人员
    #[arg(long, value_enum, default_value_t = ShowBy::Host)]
    pub by: ShowBy,
    /// Only this institution, by code or name · 只看该机构
    #[arg(long)]
    pub institution: Option<String>,
    /// Only this person, by code · 只看该工号
    #[arg(long)]
    pub person: Option<String>,
    /// First month shown, such as 2027-03 · 从该月起
    #[arg(long, value_parser = month)]
    pub month: Option<NaiveDate>,
    /// A ledger instead: pool posts, service and promotion, subsidies · 改看台账
    #[arg(long, value_enum, conflicts_with_all = ["by", "institution", "person", "month"])]
    pub ledger: Option<LedgerArgument>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum LedgerArgument {
    Pool,
    Service,
    Subsidies,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ShowBy {
    Host,
    Person,
}

#[derive(Args, Debug)]
pub struct ListArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Also the versions of the tables, with what changed · 同时列出数据版本及其改动
    #[arg(long)]
    pub datasets: bool,
    /// Identity numbers and telephones in full · 身份证号和电话不遮盖
    #[arg(long)]
    pub with_private: bool,
}

#[derive(Args, Debug)]
pub struct DiffArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Number of the earlier plan · 原方案号
    pub first: i64,
    /// Number of the later plan · 新方案号
    pub second: i64,
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// File to write; a workbook is named after the plans if absent · 输出的文件
    #[arg(long, short)]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum DiffFormat {
    Text,
    Xlsx,
}

#[derive(Args, Debug)]
pub struct PublishArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Last month to publish, such as 2027-01 · 发布至该月
    #[arg(long, value_parser = month)]
    pub through: NaiveDate,
    /// Who publishes · 发布人
    #[arg(long)]
    pub by: String,
    /// Plan number; the latest if absent · 方案号，缺省为最新
    #[arg(long)]
    pub plan: Option<i64>,
    /// Reason, which a change of published months must have · 原因，改动已发布的月份时必填
    #[arg(long, default_value = "")]
    pub note: String,
}

#[derive(Args, Debug)]
pub struct ExportArguments {
    #[arg(value_enum)]
    pub form: ExportForm,
    /// County database · 数据库文件
    #[arg(long)]
    pub db: PathBuf,
    /// Plan number; the latest if absent · 方案号，缺省为最新
    #[arg(long)]
    pub plan: Option<i64>,
    /// Only this institution, by code or name · 只导出该机构
    #[arg(long)]
    pub institution: Option<String>,
    /// Only this person, by code · 只导出该工号
    #[arg(long)]
    pub person: Option<String>,
    /// Only this month, such as 2027-03 · 只导出该月
    #[arg(long, value_parser = month)]
    pub month: Option<NaiveDate>,
    /// ics for one person or one host only · ics 只用于一个人或一个接收单位
    #[arg(long, value_enum, default_value_t = ExportFormat::Xlsx)]
    pub format: ExportFormat,
    /// File to write, or folder for all; named after its content if absent · 输出文件（all 为文件夹）
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// Write identity and telephone numbers in full · 身份证号、电话不遮盖
    #[arg(long, alias = "private")]
    pub with_private: bool,
    /// Legal basis on certificates, in place of the default text · 证明上的依据，替换默认文本
    #[arg(long)]
    pub basis: Option<String>,
    /// For all: replace the folder of forms that is there; single files are replaced anyway · 替换以前导出的文件夹（用于 all）
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ExportForm {
    /// Who comes, who leaves, who is where · 花名册
    Roster,
    /// Everybody by half-month, with pictures · 总表
    Overview,
    /// Each host's people · 接收单位表
    Host,
    /// Trainees against seats and supervisors · 科室月表
    Department,
    /// Each person's stays · 个人轮转表
    Person,
    /// Numbered notices of published stays · 通知单
    Notice,
    /// Dispatches with the year's indicator · 派驻台账
    DispatchLedger,
    /// Proof of grassroots service · 基层服务证明
    Certificate,
    /// Use of the staffing pool · 编制周转池使用表
    Pool,
    /// What is short or unmet, and why · 缺口与冲突说明
    Shortage,
    /// Training platforms' wide sheet · 平台导入宽表
    PlatformWide,
    /// Training platforms' long sheet · 平台导入长表
    PlatformLong,
    /// Every form for every institution, into a folder · 全部表格，每个机构一个文件夹
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ExportFormat {
    Xlsx,
    Html,
    Csv,
    Json,
    Ics,
}

#[derive(Args, Debug)]
pub struct AuditArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// Plan number; every plan if absent · 方案号，缺省为全部
    #[arg(long)]
    pub plan: Option<i64>,
}

#[derive(Args, Debug)]
pub struct BackupArguments {
    /// County database · 数据库文件
    pub file: PathBuf,
    /// File to make, or a folder for one that is named with the time · 备份文件，或存放备份的文件夹
    pub to: PathBuf,
    /// Replace an earlier backup of that name · 替换同名的旧备份
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct RestoreArguments {
    /// Backup · 备份文件
    pub from: PathBuf,
    /// County database to bring back · 要恢复的数据库文件
    pub file: PathBuf,
    /// Replace the database that stands there; it is kept beside under another name · 替换现有的库，原库改名留在旁边
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct RulesArguments {
    /// Show the values in force for these tables · 显示该数据的现行取值
    pub input: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct SynthArguments {
    /// Trainees · 学员人数
    #[arg(long, default_value = "200", value_parser = count)]
    pub trainees: u32,
    /// Specialists who may be dispatched · 可下派专家人数
    #[arg(long, default_value = "100", value_parser = count)]
    pub specialists: u32,
    /// Township clinics, extension points and village stations · 接收单位数
    #[arg(long, default_value = "40", value_parser = count)]
    pub hosts: u32,
    /// Months to plan, 1 to 36 · 计划月数
    #[arg(long, default_value = "12", value_parser = count)]
    pub months: u32,
    /// Demand over capacity, 0.05 to 1.5; above 1 there are shortages · 松紧（需求与能力之比），大于 1 必有缺口
    #[arg(long, default_value = "0.9", value_parser = ratio)]
    pub tightness: f64,
    /// Communities; one for each 40 hosts if absent · 医共体数，缺省每 40 个接收单位一个
    #[arg(long, value_parser = count)]
    pub communities: Option<u32>,
    /// First month, such as 2027-01 · 计划起始月
    #[arg(long, default_value = "2027-01", value_parser = month)]
    pub from: NaiveDate,
    /// The same seed gives the same tables · 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Folder of CSV files to make, or a workbook if it ends in .xlsx · 输出的 CSV 文件夹，或 .xlsx 工作簿
    #[arg(long, short, visible_alias = "output")]
    pub out: PathBuf,
    /// Replace what is there · 替换已有的文件
    #[arg(long)]
    pub force: bool,
}

fn count(text: &str) -> Result<u32, String> {
    let count = text.trim().parse::<u32>().ok();
    count.ok_or_else(|| "应为不太大的整数，例如 200 / expected a whole number of reasonable size, such as 200".into())
}

fn ratio(text: &str) -> Result<f64, String> {
    let ratio = text.trim().parse::<f64>().ok().filter(|ratio| ratio.is_finite());
    ratio.ok_or_else(|| "应为 0.05 至 1.5 的数，例如 0.9 / expected a number from 0.05 to 1.5, such as 0.9".into())
}

/// `2027-01`, `2027/1`, `202701` or `2027年1月`, as the first day of the month.
fn month(text: &str) -> Result<NaiveDate, String> {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let parsed = match digits.as_slice() {
        [whole] if whole.len() == 6 => whole[..4].parse().ok().zip(whole[4..].parse().ok()),
        [year, month] if year.len() == 4 => year.parse().ok().zip(month.parse().ok()),
        _ => None,
    };
    let date = parsed.filter(|(year, _)| (1950..=2150).contains(year)).and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
    date.ok_or_else(|| "应为年月，例如 2027-01 / expected a month such as 2027-01".into())
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.trim().parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds > 0.0);
    seconds.ok_or_else(|| "应为大于 0 的秒数 / expected seconds above 0".into())
}

/// `0.5%` or `0.005`.
fn share(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
        None => text.parse::<f64>().ok(),
    };
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "应为 0% 至 100% / expected 0% to 100%".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn months_in_every_form() {
        let january = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date");
        for text in ["2027-01", "2027/1", "202701", "2027年1月"] {
            assert_eq!(month(text), Ok(january), "{text}");
        }
        for text in ["2027", "2027-13", "20271", "1月", "", "99999999-1"] {
            assert!(month(text).is_err(), "{text}");
        }
        assert_eq!((share("0.5%"), share("0.01")), (Ok(0.005), Ok(0.01)));
        assert!(share("-1").is_err() && share("x").is_err() && seconds("0").is_err() && seconds("nan").is_err());
    }
}
