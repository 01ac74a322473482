//! What may stand in a column, for those who offer it to choose from.

use super::vocabulary::*;
use crate::diagnostic::Bilingual;
use crate::rules::RuleId;
use crate::source::Column;

/// What a cell may hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choices {
    /// Whatever the user writes.
    Free,
    /// One of these words, or another word that means the same.
    Words(Vec<Bilingual>),
    /// Several of these words.
    ListOfWords(Vec<Bilingual>),
    /// What stands in this column of another table.
    Column(Column),
    /// What stands in this column of another table, or something else.
    ColumnOrElse(Column),
}

/// What may stand in the column.
pub fn choices(column: Column) -> Choices {
    use Choices::{ColumnOrElse, Free, ListOfWords, Words};
    match column {
        Column::SettingsSlot => Words(SLOT_UNITS.words()),
        Column::CommunityShareBasis => Words(SHARE_BASES.words()),
        Column::InstitutionLevel => Words(LEVELS.words()),
        Column::DepartmentMinimumGrade | Column::PostMinimumGrade | Column::PersonGrade | Column::PersonDeclaredGrade => {
            Words(GRADES.words())
        }
        Column::PostKind => Words(POST_KINDS.words()),
        Column::PostCategories => ListOfWords(CATEGORIES.words()),
        Column::PostPoolPost => {
            let need = Bilingual::new("需编", "establishment");
            Words(flags().into_iter().rev().chain([need]).collect())
        }
        Column::PersonCategory => Words(CATEGORIES.words()),
        Column::PersonLicence => Words(LICENCES.words()),
        Column::PersonEstablishment => Words(ESTABLISHMENTS.words()),
        Column::PostHandover
        | Column::PersonMultiSite
        | Column::PersonSupervisor
        | Column::PersonVolunteer
        | Column::ProgrammeSplittable
        | Column::RuleEnabled => Words(flags()),
        Column::LeaveApproved => Words(APPROVALS.words()),
        Column::ProgrammeLevels | Column::FundLevels | Column::RateLevels => {
            ListOfWords(LEVELS.words().into_iter().chain([Bilingual::new("基层", "grassroots")]).collect())
        }
        Column::RateGrades => ListOfWords(GRADES.words()),
        Column::HistoryKindColumn => Words(HISTORY_KINDS.words()),
        Column::FixedKind => Words(PIN_KINDS.words()),
        Column::RequirementMeasure => Words(MEASURES.words()),
        Column::RequirementStrict | Column::RuleStrict => Words(STRICTNESS.words()),
        Column::RuleName => {
            let names = RuleId::ALL.iter().map(|id| id.rule().spec);
            Words(names.map(|spec| Bilingual::new(spec.name.zh, spec.code)).collect())
        }
        Column::RatePaidBy => Words(RATE_BASES.words()),
        Column::HolidayKind => Words(DAY_KINDS.words()),
        Column::InstitutionParent
        | Column::CommunityLead
        | Column::DepartmentInstitution
        | Column::PostInstitution
        | Column::PersonInstitution
        | Column::HistoryInstitution
        | Column::PoolPostInstitution
        | Column::DistanceOne
        | Column::DistanceOther => Choices::Column(Column::InstitutionCode),
        Column::InstitutionCommunity | Column::PoolPostCommunity => Choices::Column(Column::CommunityCode),
        Column::PostDepartment | Column::PersonDepartment => ColumnOrElse(Column::DepartmentName),
        Column::LeavePerson
        | Column::EnrolmentPerson
        | Column::HistoryPerson
        | Column::FixedPerson
        | Column::PersonSpouse
        | Column::PoolPostOccupant => Choices::Column(Column::PersonCode),
        Column::PreferenceWisher => ColumnOrElse(Column::PersonCode),
        Column::HistoryPlace | Column::FixedTarget | Column::PreferenceWish => ColumnOrElse(Column::PostCode),
        Column::TeamLeaderPost => Choices::Column(Column::PostCode),
        Column::PersonTeam => ColumnOrElse(Column::TeamName),
        Column::EnrolmentProgramme => Choices::Column(Column::ProgrammeName),
        Column::SettingsCounty
        | Column::SettingsStartMonth
        | Column::SettingsMonths
        | Column::SettingsDataVersion
        | Column::SettingsKey
        | Column::SettingsValue
        | Column::CommunityCode
        | Column::CommunityName
        | Column::CommunityPoolSize
        | Column::CommunityBranchShare
        | Column::CommunityPool
        | Column::CommunityEffective
        | Column::InstitutionCode
        | Column::InstitutionName
        | Column::InstitutionApprovedPosts
        | Column::InstitutionFilledPosts
        | Column::InstitutionPoolCap
        | Column::InstitutionGrid
        | Column::DepartmentName
        | Column::DepartmentStandards
        | Column::DepartmentStandardCodes
        | Column::DepartmentTeacher
        | Column::DepartmentSeats
        | Column::DepartmentRatio
        | Column::DepartmentMinimumStaff
        | Column::DepartmentAwayShare
        | Column::PostCode
        | Column::PostName
        | Column::PostMinimum
        | Column::PostTarget
        | Column::PostMaximum
        | Column::PostSpecialties
        | Column::PostTerms
        | Column::PostLoad
        | Column::PostFrom
        | Column::PostUntil
        | Column::PersonCode
        | Column::PersonName
        | Column::PersonIdentity
        | Column::PersonSpecialty
        | Column::PersonAvailableFrom
        | Column::PersonAvailableUntil
        | Column::PersonExemption
        | Column::PersonGrassrootsMonths
        | Column::PersonLastDispatchEnd
        | Column::PersonDeclarationDate
        | Column::PersonTelephone
        | Column::LeaveFrom
        | Column::LeaveUntil
        | Column::LeaveKind
        | Column::ProgrammeName
        | Column::ProgrammeVersion
        | Column::ProgrammeYears
        | Column::ProgrammeStage
        | Column::ProgrammeStandard
        | Column::ProgrammeMonths
        | Column::ProgrammeGroup
        | Column::ProgrammeGroupMinimum
        | Column::ProgrammeGroupMaximum
        | Column::ProgrammeGroupMonths
        | Column::ProgrammeAfter
        | Column::EnrolmentVersion
        | Column::EnrolmentFrom
        | Column::EnrolmentDeadline
        | Column::HistoryFrom
        | Column::HistoryUntil
        | Column::FixedFrom
        | Column::FixedUntil
        | Column::PreferenceRank
        | Column::RequirementName
        | Column::RequirementScope
        | Column::RequirementWho
        | Column::RequirementMinimum
        | Column::RequirementTarget
        | Column::RequirementMaximum
        | Column::RequirementWeight
        | Column::RequirementBasis
        | Column::RequirementFrom
        | Column::RequirementUntil
        | Column::PoolPostCode
        | Column::PoolPostCategory
        | Column::PoolPostFrom
        | Column::PoolPostUntil
        | Column::RuleParameter
        | Column::RuleValue
        | Column::RuleWeight
        | Column::RuleEffective
        | Column::RuleBasis
        | Column::TeamName
        | Column::TeamMinimum
        | Column::TeamMaximum
        | Column::FundName
        | Column::FundYear
        | Column::FundYuan
        | Column::RateYuan
        | Column::RateEffective
        | Column::DistanceKilometres
        | Column::DistanceMinutes
        | Column::HolidayDate => Free,
    }
}

/// Yes and no.
fn flags() -> Vec<Bilingual> {
    vec![Bilingual::new("是", "yes"), Bilingual::new("否", "no")]
}
