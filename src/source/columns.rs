//! The closed list of tables and columns, with the names under which users write them.

use super::CellKind;
use serde::{Deserialize, Serialize};

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident $english:literal $chinese:literal {
        $($column:ident $key:literal $header:literal [$($alias:literal),*] $kind:ident $need:ident;)*
    })+) => {
        /// The tables a dataset may have.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum TableKind { $($(#[$doc])* $table),+ }

        /// The columns of all tables: each belongs to exactly one.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Column { $($($column,)*)+ }

        impl TableKind {
            pub const ALL: &'static [TableKind] = &[$(TableKind::$table),+];
            /// Name of the file or sheet in English, and in canonical rows.
            pub fn english(self) -> &'static str {
                match self { $(TableKind::$table => $english),+ }
            }
            pub fn chinese(self) -> &'static str {
                match self { $(TableKind::$table => $chinese),+ }
            }
            /// Its columns in the order of the documentation.
            pub fn columns(self) -> &'static [Column] {
                match self { $(TableKind::$table => &[$(Column::$column),*]),+ }
            }
        }

        impl Column {
            pub fn table(self) -> TableKind {
                match self { $($(Column::$column => TableKind::$table,)*)+ }
            }
            /// English header and key in canonical rows.
            pub fn english(self) -> &'static str {
                match self { $($(Column::$column => $key,)*)+ }
            }
            pub fn chinese(self) -> &'static str {
                match self { $($(Column::$column => $header,)*)+ }
            }
            /// Other headers that are understood.
            pub fn aliases(self) -> &'static [&'static str] {
                match self { $($(Column::$column => &[$($alias),*],)*)+ }
            }
            pub fn kind(self) -> CellKind {
                match self { $($(Column::$column => CellKind::$kind,)*)+ }
            }
            /// True when the column must be there and none of its cells empty.
            pub fn is_required(self) -> bool {
                match self { $($(Column::$column => tables!(@need $need),)*)+ }
            }
        }
    };
    (@need required) => { true };
    (@need optional) => { false };
}

tables! {
    /// The plan as a whole, either as one wide row or as rows of key and value.
    Settings "settings" "设置" {
        SettingsCounty "county" "县域名称" ["县域", "县名"] Words optional;
        SettingsStartMonth "start_month" "计划起始月" ["起始月"] Month optional;
        SettingsMonths "months" "计划月数" ["月数"] Number optional;
        SettingsSlot "slot" "时段" [] Code optional;
        SettingsDataVersion "data_version" "数据版本" ["版本"] Words optional;
        SettingsKey "key" "项目" ["设置项"] Code optional;
        SettingsValue "value" "值" ["取值"] Words optional;
    }
    Communities "communities" "医共体" {
        CommunityCode "code" "代码" ["医共体代码"] Code required;
        CommunityName "name" "名称" ["医共体名称"] Words required;
        CommunityLead "lead" "牵头机构" ["牵头医院", "总院"] Code optional;
        CommunityPoolSize "pool_size" "编制周转池总数" ["周转池总数"] Number optional;
        CommunityBranchShare "branch_share" "分院占比下限" [] Number optional;
        CommunityShareBasis "share_basis" "占比口径" [] Code optional;
        CommunityPool "pool" "周转池" ["周转池名称"] Words optional;
        CommunityEffective "effective" "生效日期" [] FirstDay optional;
    }
    Institutions "institutions" "机构" {
        InstitutionCode "code" "代码" ["机构代码"] Code required;
        InstitutionName "name" "名称" ["机构名称"] Words required;
        InstitutionLevel "level" "级别" ["机构级别"] Code required;
        InstitutionParent "parent" "上级机构" [] Code optional;
        InstitutionCommunity "community" "医共体" [] Code optional;
        InstitutionApprovedPosts "approved_posts" "核定编制" [] Number optional;
        InstitutionFilledPosts "filled_posts" "实有在编" [] Number optional;
        InstitutionPoolCap "pool_cap" "周转池上限" [] Number optional;
        InstitutionGrid "grid" "网格" [] Code optional;
    }
    Departments "departments" "科室" {
        DepartmentInstitution "institution" "机构" ["机构代码"] Code required;
        DepartmentName "department" "本院科室" ["科室"] Code required;
        DepartmentStandards "standard" "标准科室" [] Grammar optional;
        DepartmentStandardCodes "standard_code" "标准科室代码" [] Grammar optional;
        DepartmentSeats "seats" "培训容量" [] Number optional;
        DepartmentRatio "ratio" "带教比" [] Number optional;
        DepartmentMinimumStaff "minimum_staff" "留守人数" [] Number optional;
        DepartmentMinimumGrade "minimum_grade" "留守职称" [] Code optional;
        DepartmentAwayShare "away_share" "外派比例上限" [] Number optional;
        DepartmentTeacher "teacher" "带教老师" [] Words optional;
    }
    Posts "posts" "岗位" {
        PostCode "code" "代码" ["岗位代码"] Code required;
        PostInstitution "institution" "机构" ["机构代码"] Code required;
        PostDepartment "department" "科室" ["本院科室"] Code optional;
        PostName "name" "名称" ["岗位名称"] Words optional;
        PostKind "kind" "派驻类型" ["类型"] Code required;
        PostMinimum "minimum" "最低" ["最低人数"] Number optional;
        PostTarget "target" "目标" ["目标人数"] Number optional;
        PostMaximum "maximum" "最高" ["最高人数"] Number optional;
        PostMinimumGrade "minimum_grade" "最低职称" [] Code optional;
        PostSpecialties "specialty" "专业" [] Grammar optional;
        PostCategories "category" "人员类别" [] Grammar optional;
        PostTerms "terms" "任期选项" ["任期"] Grammar optional;
        PostLoad "load" "负荷" [] Number optional;
        PostPoolPost "pool_post" "占周转编制" [] Code optional;
        PostHandover "handover" "交接" [] Code optional;
        PostFrom "from" "起" ["起始日期"] FirstDay optional;
        PostUntil "until" "止" ["截止日期"] LastDay optional;
    }
    Staff "staff" "人员" {
        PersonCode "code" "工号" [] Code required;
        PersonName "name" "姓名" [] Words required;
        PersonIdentity "identity" "身份证号" ["身份证", "证件号"] Code optional;
        PersonInstitution "institution" "机构" ["机构代码", "派出机构"] Code required;
        PersonDepartment "department" "科室" ["本院科室"] Code optional;
        PersonCategory "category" "人员类别" ["类别"] Code required;
        PersonGrade "grade" "职称" [] Code optional;
        PersonSpecialty "specialty" "专业" [] Code optional;
        PersonLicence "licence" "执业类别" ["执业资格"] Code optional;
        PersonMultiSite "multi_site" "多机构备案" [] Code optional;
        PersonEstablishment "establishment" "编制类型" [] Code optional;
        PersonSupervisor "supervisor" "带教资格" [] Code optional;
        PersonAvailableFrom "available_from" "可派起" [] FirstDay optional;
        PersonAvailableUntil "available_until" "可派止" [] LastDay optional;
        PersonExemption "exemption" "豁免" [] Grammar optional;
        PersonGrassrootsMonths "grassroots_months" "累计基层月数" [] Number optional;
        PersonLastDispatchEnd "last_dispatch_end" "上次派驻止" [] LastDay optional;
        PersonDeclaredGrade "declared_grade" "拟申报职称" [] Code optional;
        PersonDeclarationDate "declaration_date" "拟申报日期" [] FirstDay optional;
        PersonTeam "team" "团队" [] Code optional;
        PersonSpouse "spouse" "配偶" ["配偶工号"] Code optional;
        PersonVolunteer "volunteer" "自愿" [] Code optional;
        PersonTelephone "telephone" "电话" ["联系电话", "手机"] Code optional;
    }
    Leave "leave" "请假" {
        LeavePerson "code" "工号" [] Code required;
        LeaveFrom "from" "起" ["起始日期"] FirstDay required;
        LeaveUntil "until" "止" ["截止日期"] LastDay required;
        LeaveKind "kind" "类型" ["请假类型"] Words optional;
        LeaveApproved "approved" "审批" ["审批状态"] Code optional;
    }
    Programmes "programmes" "培训方案" {
        ProgrammeName "programme" "方案" ["培训方案"] Code required;
        ProgrammeVersion "version" "版本" [] Code optional;
        ProgrammeYears "years" "年限" [] Number optional;
        ProgrammeStage "stage" "阶段" [] Number optional;
        ProgrammeStandard "standard" "标准科室" [] Code required;
        ProgrammeMonths "months" "月数" [] Number required;
        ProgrammeSplittable "splittable" "可拆分" [] Code optional;
        ProgrammeGroup "group" "选科组" [] Code optional;
        ProgrammeGroupMinimum "group_minimum" "组最少" [] Number optional;
        ProgrammeGroupMaximum "group_maximum" "组最多" [] Number optional;
        ProgrammeGroupMonths "group_months" "组月数" [] Number optional;
        ProgrammeAfter "after" "先修" [] Grammar optional;
        ProgrammeLevels "levels" "机构级别" [] Grammar optional;
    }
    Enrolments "enrolments" "在培" {
        EnrolmentPerson "code" "工号" [] Code required;
        EnrolmentProgramme "programme" "方案" ["培训方案"] Code required;
        EnrolmentVersion "version" "版本" [] Code optional;
        EnrolmentFrom "from" "入培日期" [] FirstDay required;
        EnrolmentDeadline "deadline" "截止日期" [] LastDay required;
    }
    History "history" "历史" {
        HistoryPerson "code" "工号" [] Code required;
        HistoryInstitution "institution" "机构" ["机构代码"] Code required;
        HistoryPlace "place" "科室或岗位" ["科室", "岗位"] Code required;
        HistoryFrom "from" "起" ["起始日期"] FirstDay required;
        HistoryUntil "until" "止" ["截止日期"] LastDay optional;
        HistoryKindColumn "kind" "类型" [] Code required;
    }
    /// Stays that HR has fixed or forbidden.
    Fixed "fixed" "既定" {
        FixedPerson "code" "工号" [] Code required;
        FixedTarget "target" "岗位或机构+科室" ["岗位", "岗位或机构", "post"] Code required;
        FixedFrom "from" "起" ["起始日期"] FirstDay required;
        FixedUntil "until" "止" ["截止日期"] LastDay required;
        FixedKind "kind" "类型" ["锁定/禁止"] Code required;
    }
    Preferences "preferences" "意愿" {
        PreferenceWisher "wisher" "工号或机构" ["工号", "机构"] Code required;
        PreferenceWish "wish" "对象" [] Code required;
        PreferenceRank "rank" "顺位" [] Number required;
    }
    Requirements "requirements" "需求" {
        RequirementName "name" "名称" [] Words required;
        RequirementScope "scope" "范围" [] Grammar required;
        RequirementWho "who" "人员条件" [] Grammar optional;
        RequirementMeasure "measure" "口径" [] Code required;
        RequirementMinimum "minimum" "最低" ["最低人数"] Number optional;
        RequirementTarget "target" "目标" ["目标人数"] Number optional;
        RequirementMaximum "maximum" "最高" ["最高人数"] Number optional;
        RequirementStrict "strict" "严格" ["严格/弹性"] Code optional;
        RequirementWeight "weight" "权重" [] Number optional;
        RequirementBasis "basis" "依据" [] Words optional;
        RequirementFrom "from" "起" [] FirstDay optional;
        RequirementUntil "until" "止" [] LastDay optional;
    }
    /// Numbered posts of the staffing pools.
    PoolPosts "pool-posts" "周转编制" {
        PoolPostCode "code" "编号" ["编制编号"] Code required;
        PoolPostCategory "category" "类别" [] Code optional;
        PoolPostCommunity "community" "医共体" [] Code optional;
        PoolPostOccupant "occupant" "占用人" [] Code optional;
        PoolPostInstitution "institution" "使用机构" [] Code optional;
        PoolPostFrom "from" "起用" ["起"] FirstDay optional;
        PoolPostUntil "until" "到期" ["止"] LastDay optional;
    }
    Rules "rules" "规则" {
        RuleName "rule" "规则" [] Code required;
        RuleEnabled "enabled" "启用" [] Code optional;
        RuleStrict "strict" "严格" ["严格/弹性"] Code optional;
        RuleParameter "parameter" "参数" [] Code optional;
        RuleValue "value" "取值" ["值"] Grammar optional;
        RuleWeight "weight" "权重" [] Number optional;
        RuleEffective "effective" "生效日期" [] FirstDay optional;
        RuleBasis "basis" "依据" [] Words optional;
    }
    /// People who are dispatched together; the staff name their team.
    Teams "teams" "团队" {
        TeamName "team" "团队" ["团队名称"] Code required;
        TeamMinimum "minimum" "最少人数" [] Number optional;
        TeamMaximum "maximum" "最多人数" [] Number optional;
        TeamLeaderPost "leader_post" "负责人岗位" [] Code optional;
    }
    /// Money for subsidies, year by year.
    Funds "funds" "经费" {
        FundName "fund" "名称" ["经费", "经费名称"] Words required;
        FundYear "year" "年度" ["年份"] Number required;
        FundYuan "yuan" "金额" [] Number required;
        FundLevels "levels" "适用级别" [] Grammar optional;
    }
    /// Subsidies for dispatch.
    Rates "rates" "补贴" {
        RateLevels "levels" "机构级别" ["适用级别"] Grammar optional;
        RateGrades "grades" "职称" [] Grammar optional;
        RateYuan "yuan" "标准" ["补贴标准"] Number required;
        RatePaidBy "basis" "计发方式" [] Code optional;
        RateEffective "effective" "生效日期" [] FirstDay optional;
    }
    Distances "distances" "距离" {
        DistanceOne "one" "机构甲" [] Code required;
        DistanceOther "other" "机构乙" [] Code required;
        DistanceKilometres "kilometres" "公里" ["距离"] Number required;
        DistanceMinutes "minutes" "分钟" ["车程"] Number optional;
    }
    /// The county's own days off and make-up days.
    Holidays "holidays" "节假日" {
        HolidayDate "date" "日期" [] FirstDay required;
        HolidayKind "kind" "类型" [] Code required;
    }
}

impl TableKind {
    /// The three tables that every dataset needs.
    pub fn is_required(self) -> bool {
        matches!(self, TableKind::Institutions | TableKind::Posts | TableKind::Staff)
    }
    /// The table with this sheet name or file stem, in either language; case, spaces, hyphens and underscores do not matter.
    pub fn from_name(name: &str) -> Option<TableKind> {
        let name = header_key(name);
        TableKind::ALL.iter().copied().find(|table| header_key(table.english()) == name || header_key(table.chinese()) == name)
    }
    /// The columns that identify a row from one version of the table to the next.
    pub fn key(self) -> &'static [Column] {
        use Column::*;
        match self {
            TableKind::Settings => &[SettingsKey],
            TableKind::Communities => &[CommunityCode, CommunityEffective],
            TableKind::Institutions => &[InstitutionCode],
            TableKind::Departments => &[DepartmentInstitution, DepartmentName],
            TableKind::Posts => &[PostCode],
            TableKind::Staff => &[PersonCode],
            TableKind::Leave => &[LeavePerson, LeaveFrom],
            TableKind::Programmes => &[ProgrammeName, ProgrammeVersion, ProgrammeStage, ProgrammeStandard],
            TableKind::Enrolments => &[EnrolmentPerson],
            TableKind::History => &[HistoryPerson, HistoryFrom],
            TableKind::Fixed => &[FixedPerson, FixedTarget, FixedFrom],
            TableKind::Preferences => &[PreferenceWisher, PreferenceWish],
            TableKind::Requirements => &[RequirementName],
            TableKind::PoolPosts => &[PoolPostCode],
            TableKind::Rules => &[RuleName, RuleParameter, RuleEffective],
            TableKind::Teams => &[TeamName],
            TableKind::Funds => &[FundName, FundYear],
            TableKind::Rates => &[RateLevels, RateGrades, RateEffective],
            TableKind::Distances => &[DistanceOne, DistanceOther],
            TableKind::Holidays => &[HolidayDate],
        }
    }
    /// The column with this header.
    pub fn column(self, header: &str) -> Option<Column> {
        let header = header_key(header);
        let names = |column: Column| [column.chinese(), column.english()].into_iter().chain(column.aliases().iter().copied());
        self.columns().iter().copied().find(|column| names(*column).any(|name| header_key(name) == header))
    }
    /// The column with this key of canonical rows.
    pub fn column_of_key(self, key: &str) -> Option<Column> {
        self.columns().iter().copied().find(|column| column.english() == key)
    }
}

/// What is compared of a header: without spaces, case, hyphens, underscores, marks of required columns and bracketed units.
fn header_key(header: &str) -> String {
    let mut key = String::with_capacity(header.len());
    let mut depth = 0usize;
    for character in header.chars() {
        match super::text::half_width(character) {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '-' | '_' | '*' | '\'' => {}
            other if depth > 0 || other.is_whitespace() || super::text::is_invisible(other) => {}
            other => key.extend(other.to_lowercase()),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn headers_are_matched_whatever_their_spaces_width_and_units() {
        assert_eq!(TableKind::Posts.column("任期选项（月）"), Some(Column::PostTerms));
        assert_eq!(TableKind::Posts.column(" 最 低 人 数 "), Some(Column::PostMinimum));
        assert_eq!(TableKind::Posts.column("ＭＩＮＩＭＵＭ_grade"), Some(Column::PostMinimumGrade));
        assert_eq!(TableKind::Fixed.column("锁定／禁止"), Some(Column::FixedKind));
        assert_eq!(TableKind::Posts.column("备注"), None);
        assert_eq!(TableKind::from_name(" Pool_Posts "), Some(TableKind::PoolPosts));
        assert_eq!(TableKind::from_name("周转编制"), Some(TableKind::PoolPosts));
    }

    #[test]
    fn no_header_of_a_table_means_two_columns() {
        for table in TableKind::ALL {
            let mut seen = BTreeSet::new();
            for column in table.columns() {
                let names: BTreeSet<_> =
                    [column.chinese(), column.english()].iter().chain(column.aliases()).map(|name| header_key(name)).collect();
                for name in names {
                    assert!(seen.insert(name.clone()), "{table:?}: {name}");
                }
            }
        }
    }
}
