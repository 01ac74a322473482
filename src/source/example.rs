//! Example rows of new workbooks: two a table, told from the user's own by a mark, and left out by reading.

use super::sheet::{RawCell, RawRow};
use super::text::clean;
use super::{Column, TableKind};
use crate::diagnostic::{Language, Words};

/// What the first filled cell of an example row begins with.
const MARK: Words = Words { zh: "【示例】", en: "[Example]" };

/// An example row: its cells without the mark, in the order of the columns; columns that it leaves empty are not there.
pub type Example = [(Column, Words)];

/// What became of an example row.
pub(super) enum Told {
    /// As it came.
    Untouched,
    /// The mark is there, but the row is not the one that came.
    Altered { position: u32, text: String },
}

/// The text with the mark before it.
pub fn marked(text: &str, language: Language) -> String {
    format!("{}{text}", MARK.get(language))
}

/// Whether the row is an example: `known` are the columns that the sheet has, by position.
pub(super) fn of_row(kind: TableKind, row: &RawRow, known: &[(Column, u32)]) -> Option<Told> {
    let text = |position: u32, column: Column| match row.cells.get(position as usize) {
        Some(RawCell::Text(text)) => clean(text, column.kind()).text,
        Some(RawCell::FormulaError(error)) => error.clone(),
        Some(RawCell::Empty) | None => String::new(),
    };
    let mut by_position = known.to_vec();
    by_position.sort_by_key(|(_, position)| *position);
    let first = by_position.iter().map(|(column, position)| (*position, text(*position, *column))).find(|(_, text)| !text.is_empty());
    let (position, shown) = first?;
    let language = [Language::Chinese, Language::English].into_iter().find(|language| without_mark(&shown, *language).is_some())?;
    let is_untouched = examples(kind).iter().any(|example| {
        let mut wanted = example.iter().filter(|(column, _)| known.iter().any(|(known, _)| known == column));
        let first_wanted = wanted.clone().map(|(column, _)| *column).next();
        let same = |(column, words): &(Column, Words)| {
            let there = known.iter().find(|(known, _)| known == column).map(|(column, position)| text(*position, *column));
            let wanted = clean(words.get(language), column.kind()).text;
            if Some(*column) == example.first().map(|(column, _)| *column) {
                there.is_some_and(|there| without_mark(&there, language) == Some(&wanted))
            } else {
                there == Some(wanted)
            }
        };
        let empty_elsewhere = known
            .iter()
            .all(|(column, position)| example.iter().any(|(filled, _)| filled == column) || text(*position, *column).is_empty());
        first_wanted.is_some() && empty_elsewhere && wanted.all(same)
    });
    Some(if is_untouched { Told::Untouched } else { Told::Altered { position, text: shown } })
}

/// What follows the mark, in whatever case it is written; `None` for a text without it.
fn without_mark(text: &str, language: Language) -> Option<&str> {
    let mark = MARK.get(language);
    let (start, rest) = text.split_at_checked(mark.len())?;
    start.eq_ignore_ascii_case(mark).then(|| rest.trim_start())
}

macro_rules! rows {
    ($([$($column:ident $zh:literal $(/ $en:literal)?),+]),+) => {
        &[$(&[$((Column::$column, rows!(@words $zh $($en)?))),+]),+]
    };
    (@words $same:literal) => { Words { zh: $same, en: $same } };
    (@words $zh:literal $en:literal) => { Words { zh: $zh, en: $en } };
}

/// The example rows of a table. Nobody and nothing in them exists.
pub fn examples(kind: TableKind) -> &'static [&'static Example] {
    match kind {
        TableKind::Settings => rows!(
            [SettingsCounty "某某县" / "Some County", SettingsStartMonth "2027-01", SettingsMonths "12", SettingsSlot "半月" / "half-month",
                SettingsDataVersion "2027年度初稿" / "2027, first draft"],
            [SettingsCounty "只填一行" / "one row only", SettingsStartMonth "2027-07", SettingsMonths "6", SettingsSlot "月" / "month"]
        ),
        TableKind::Communities => rows!(
            [CommunityCode "C1", CommunityName "县人民医院医共体" / "county hospital community", CommunityLead "H1", CommunityPoolSize "60",
                CommunityBranchShare "60%", CommunityShareBasis "在用" / "in-use"],
            [CommunityCode "C1", CommunityName "县人民医院医共体" / "county hospital community", CommunityPoolSize "80",
                CommunityEffective "2027-07-01"]
        ),
        TableKind::Institutions => rows!(
            [InstitutionCode "H1", InstitutionName "某县人民医院" / "County Hospital", InstitutionLevel "县级" / "county",
                InstitutionCommunity "C1", InstitutionApprovedPosts "600", InstitutionFilledPosts "585"],
            [InstitutionCode "T1", InstitutionName "东乡中心卫生院" / "Dongxiang Central Township Clinic",
                InstitutionLevel "中心卫生院" / "central township", InstitutionParent "H1", InstitutionCommunity "C1",
                InstitutionApprovedPosts "70", InstitutionFilledPosts "68", InstitutionPoolCap "12", InstitutionGrid "东片" / "East"]
        ),
        TableKind::Departments => rows!(
            [DepartmentInstitution "H1", DepartmentName "心内科" / "Cardiology", DepartmentStandards "心血管内科" / "Cardiology", DepartmentStandardCodes "0301",
                DepartmentSeats "4", DepartmentRatio "3", DepartmentMinimumStaff "5", DepartmentMinimumGrade "副高" / "associate senior",
                DepartmentAwayShare "20%", DepartmentTeacher "张某甲" / "Zhang A"],
            [DepartmentInstitution "T1", DepartmentName "全科诊室" / "General practice", DepartmentStandards "基层实践" / "Grassroots practice",
                DepartmentSeats "2", DepartmentRatio "2"]
        ),
        TableKind::Posts => rows!(
            [PostCode "P1", PostInstitution "T1", PostDepartment "全科诊室" / "General practice", PostName "内科驻点医师" / "Resident physician",
                PostKind "长期派驻" / "resident posting", PostMinimum "0", PostTarget "1", PostMaximum "1", PostMinimumGrade "中级" / "intermediate",
                PostSpecialties "内科、全科" / "medicine, general practice", PostCategories "下派专家" / "specialist", PostTerms "6、12" / "6, 12",
                PostPoolPost "否" / "no"],
            [PostCode "P2", PostInstitution "T1", PostName "业务副院长" / "Deputy head", PostKind "任职" / "leadership appointment", PostMinimum "0",
                PostTarget "1", PostMaximum "1", PostMinimumGrade "副高" / "associate senior", PostCategories "下派专家" / "specialist", PostTerms "12",
                PostPoolPost "需编" / "establishment", PostHandover "是" / "yes", PostFrom "2027-01-01"]
        ),
        TableKind::Staff => rows!(
            [PersonCode "0001", PersonName "张某甲" / "Zhang A", PersonInstitution "H1", PersonDepartment "心内科" / "Cardiology",
                PersonCategory "下派专家" / "specialist", PersonGrade "主治医师" / "intermediate", PersonSpecialty "内科" / "medicine",
                PersonLicence "执业医师" / "physician", PersonMultiSite "是" / "yes", PersonEstablishment "实名编制" / "own",
                PersonSupervisor "是" / "yes", PersonAvailableFrom "2027-01-01", PersonGrassrootsMonths "6", PersonLastDispatchEnd "2024-06-30",
                PersonDeclaredGrade "副高" / "associate senior", PersonDeclarationDate "2028-06-30"],
            [PersonCode "0002", PersonName "李某乙" / "Li B", PersonInstitution "H1", PersonCategory "住院医师" / "resident",
                PersonGrade "初级" / "junior", PersonSpecialty "全科" / "general practice", PersonLicence "执业医师" / "physician",
                PersonEstablishment "编外" / "contract", PersonExemption "哺乳期(2027-01-01~2027-12-31)已批准" / "lactation(2027-01-01~2027-12-31)approved"]
        ),
        TableKind::Leave => rows!(
            [LeavePerson "0001", LeaveFrom "2027-03-01", LeaveUntil "2027-03-15", LeaveKind "年休假" / "annual leave",
                LeaveApproved "已批准" / "approved"],
            [LeavePerson "0002", LeaveFrom "2027-05-10", LeaveUntil "2027-06-30", LeaveKind "病假" / "sick leave",
                LeaveApproved "未批" / "not approved"]
        ),
        TableKind::Programmes => rows!(
            [ProgrammeName "助理全科" / "Assistant GP", ProgrammeVersion "1", ProgrammeYears "2", ProgrammeStage "1",
                ProgrammeStandard "心血管内科" / "Cardiology", ProgrammeMonths "3", ProgrammeSplittable "否" / "no"],
            [ProgrammeName "助理全科" / "Assistant GP", ProgrammeVersion "1", ProgrammeStage "2", ProgrammeStandard "基层实践" / "Grassroots practice",
                ProgrammeMonths "6", ProgrammeSplittable "是" / "yes", ProgrammeLevels "基层" / "grassroots"]
        ),
        TableKind::Enrolments => rows!(
            [EnrolmentPerson "0002", EnrolmentProgramme "助理全科" / "Assistant GP", EnrolmentVersion "1", EnrolmentFrom "2026-09-01",
                EnrolmentDeadline "2028-08-31"],
            [EnrolmentPerson "0003", EnrolmentProgramme "助理全科" / "Assistant GP", EnrolmentFrom "2027-09-01", EnrolmentDeadline "2029-08-31"]
        ),
        TableKind::History => rows!(
            [HistoryPerson "0001", HistoryInstitution "T1", HistoryPlace "P1", HistoryFrom "2024-01-01", HistoryUntil "2024-06-30",
                HistoryKindColumn "下派" / "dispatch"],
            [HistoryPerson "0002", HistoryInstitution "H1", HistoryPlace "心内科" / "Cardiology", HistoryFrom "2026-09-01",
                HistoryUntil "2026-11-30", HistoryKindColumn "轮转" / "training"]
        ),
        TableKind::Fixed => rows!(
            [FixedPerson "0001", FixedTarget "P1", FixedFrom "2027-07-01", FixedUntil "2027-12-31", FixedKind "锁定" / "locked"],
            [FixedPerson "0002", FixedTarget "T1+全科诊室" / "T1+General practice", FixedFrom "2027-07-01", FixedUntil "2027-12-31",
                FixedKind "禁止" / "forbidden"]
        ),
        TableKind::Preferences => rows!(
            [PreferenceWisher "0001", PreferenceWish "P1", PreferenceRank "1"],
            [PreferenceWisher "0001", PreferenceWish "2027-07", PreferenceRank "2"]
        ),
        TableKind::Requirements => rows!(
            [RequirementName "乡镇常驻专家" / "Specialists at townships", RequirementScope "每个机构:级别:一般卫生院、中心卫生院" / "each institution: level: township, central township",
                RequirementWho "职称>=中级；类别:下派专家" / "grade>=intermediate; category: specialist", RequirementMeasure "每时段" / "each slot", RequirementTarget "1",
                RequirementStrict "弹性" / "flexible", RequirementWeight "2", RequirementBasis "县里文件" / "county paper"],
            [RequirementName "每季巡查" / "Quarterly visits", RequirementScope "医共体:C1；派驻类型:长期派驻" / "community: C1; kind: resident posting",
                RequirementMeasure "每季人次" / "visits per quarter", RequirementMinimum "1", RequirementStrict "严格" / "strict"]
        ),
        TableKind::PoolPosts => rows!(
            [PoolPostCode "ZZ001", PoolPostCategory "通用" / "general", PoolPostCommunity "C1", PoolPostInstitution "T1", PoolPostFrom "2026-01-01",
                PoolPostUntil "2028-12-31"],
            [PoolPostCode "ZZ002", PoolPostCategory "全科" / "general practice", PoolPostCommunity "C1"]
        ),
        TableKind::Rules => rows!(
            [RuleName "term", RuleParameter "options", RuleValue "3、6、12" / "3, 6, 12", RuleEffective "2027-01-01",
                RuleBasis "县里文件" / "county paper"],
            [RuleName "rest", RuleEnabled "是" / "yes", RuleStrict "弹性" / "flexible", RuleWeight "2"]
        ),
        TableKind::Teams => rows!(
            [TeamName "一队" / "Team one", TeamMinimum "3", TeamMaximum "5", TeamLeaderPost "P2"],
            [TeamName "二队" / "Team two", TeamMinimum "2", TeamMaximum "4"]
        ),
        TableKind::Funds => rows!(
            [FundName "事业基金池" / "Service fund", FundYear "2027", FundYuan "2000000", FundLevels "基层" / "grassroots"],
            [FundName "运行基金池" / "Running fund", FundYear "2027", FundYuan "300000"]
        ),
        TableKind::Rates => rows!(
            [RateLevels "一般卫生院" / "township", RateGrades "副高、正高" / "associate senior, senior", RateYuan "1200", RatePaidBy "月" / "month",
                RateEffective "2027-01-01"],
            [RateLevels "基层" / "grassroots", RateYuan "60", RatePaidBy "工作日" / "working day"]
        ),
        TableKind::Distances => rows!(
            [DistanceOne "H1", DistanceOther "T1", DistanceKilometres "18", DistanceMinutes "30"],
            [DistanceOne "H1", DistanceOther "T2", DistanceKilometres "42", DistanceMinutes "65"]
        ),
        TableKind::Holidays => rows!(
            [HolidayDate "2027-10-01", HolidayKind "休" / "off"],
            [HolidayDate "2027-09-26", HolidayKind "班" / "worked"]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> RawRow {
        RawRow { number: 2, cells: cells.iter().map(|text| RawCell::of_text(text)).collect() }
    }

    #[test]
    fn an_example_row_is_told_from_one_that_was_altered_and_from_the_user_s_own() {
        let known = [(Column::LeavePerson, 0), (Column::LeaveFrom, 1), (Column::LeaveUntil, 2), (Column::LeaveApproved, 3)];
        let told = |cells: &[&str]| of_row(TableKind::Leave, &row(cells), &known);
        // A column that the sheet lacks is not missed.
        assert!(matches!(told(&["【示例】0001", "2027-03-01", "2027/3/15", "已批准"]), Some(Told::Untouched)));
        assert!(matches!(told(&["[example] 0001", "2027-03-01", "2027-03-15", "approved"]), Some(Told::Untouched)));
        for altered in [
            ["【示例】0001", "2027-03-02", "2027-03-15", "已批准"],
            ["【示例】0007", "2027-03-01", "2027-03-15", "已批准"],
            ["【示例】0001", "2027-03-01", "2027-03-15", ""],
            ["", "【示例】", "", ""],
        ] {
            assert!(matches!(told(&altered), Some(Told::Altered { .. })), "{altered:?}");
        }
        for own in [["0001", "2027-03-01", "2027-03-15", "已批准"], ["示例0001", "【示例】", "", ""], ["", "", "", ""]] {
            assert!(told(&own).is_none(), "{own:?}");
        }
    }

    #[test]
    fn every_table_has_two_rows_of_its_own_columns() {
        for kind in TableKind::ALL.iter().copied() {
            assert_eq!(examples(kind).len(), 2, "{kind:?}");
            for example in examples(kind) {
                assert!(example.is_sorted_by_key(|(column, _)| *column), "{kind:?}");
                assert_eq!(example.first().map(|(column, _)| *column), kind.columns().first().copied(), "{kind:?}");
                assert!(example.iter().all(|(column, _)| column.table() == kind), "{kind:?}");
                let missing =
                    kind.columns().iter().find(|column| column.is_required() && !example.iter().any(|(filled, _)| filled == *column));
                assert_eq!(missing, None);
            }
        }
    }
}
