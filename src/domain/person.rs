use super::{DateRange, DepartmentId, InstitutionId, PersonId, PoolCategoryId, SpecialtyId, TeamId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Category of person (人员类别).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Category {
    /// 下派专家
    Specialist,
    /// 住院医师
    Resident,
    /// 助理全科
    AssistantGp,
    /// 进修
    Secondee,
    /// 新进
    NewHire,
    /// 定向
    Bonded,
    /// 乡村医生
    VillageDoctor,
    /// 在岗职工: counted in their department, never planned.
    Staff,
}

impl Category {
    pub const ALL: [Category; 8] = [
        Category::Specialist,
        Category::Resident,
        Category::AssistantGp,
        Category::Secondee,
        Category::NewHire,
        Category::Bonded,
        Category::VillageDoctor,
        Category::Staff,
    ];
    pub fn chinese(self) -> &'static str {
        match self {
            Category::Specialist => "下派专家",
            Category::Resident => "住院医师",
            Category::AssistantGp => "助理全科",
            Category::Secondee => "进修",
            Category::NewHire => "新进",
            Category::Bonded => "定向",
            Category::VillageDoctor => "乡村医生",
            Category::Staff => "在岗职工",
        }
    }
    pub fn english(self) -> &'static str {
        match self {
            Category::Specialist => "specialist",
            Category::Resident => "resident",
            Category::AssistantGp => "assistant-GP trainee",
            Category::Secondee => "secondee",
            Category::NewHire => "new hire",
            Category::Bonded => "bonded graduate",
            Category::VillageDoctor => "village doctor",
            Category::Staff => "staff",
        }
    }
}

/// Grade (职称), lowest first. An unknown grade is absent, never guessed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Grade {
    /// 初级
    Junior,
    /// 中级
    Intermediate,
    /// 副高
    AssociateSenior,
    /// 正高
    Senior,
}

impl Grade {
    pub const ALL: [Grade; 4] = [Grade::Junior, Grade::Intermediate, Grade::AssociateSenior, Grade::Senior];
    pub fn chinese(self) -> &'static str {
        match self {
            Grade::Junior => "初级",
            Grade::Intermediate => "中级",
            Grade::AssociateSenior => "副高",
            Grade::Senior => "正高",
        }
    }
    pub fn english(self) -> &'static str {
        match self {
            Grade::Junior => "junior",
            Grade::Intermediate => "intermediate",
            Grade::AssociateSenior => "associate senior",
            Grade::Senior => "senior",
        }
    }
}

/// Licence (执业类别).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Licence {
    /// 执业医师
    Physician,
    /// 执业助理医师: one registered site only.
    AssistantPhysician,
    /// 乡村医生执业证
    VillageDoctor,
    /// 护士
    Nurse,
    /// 药师、技师等
    Other,
    /// 无: not yet licensed, as most trainees.
    None,
}

impl Licence {
    pub fn chinese(self) -> &'static str {
        match self {
            Licence::Physician => "执业医师",
            Licence::AssistantPhysician => "执业助理医师",
            Licence::VillageDoctor => "乡村医生",
            Licence::Nurse => "护士",
            Licence::Other => "其他",
            Licence::None => "无",
        }
    }
    /// Registered to one site unless more are filed: physicians of either kind.
    pub fn is_site_bound(self) -> bool {
        matches!(self, Licence::Physician | Licence::AssistantPhysician)
    }
}

/// Establishment type (编制类型).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum EstablishmentType {
    /// 实名编制
    Own,
    /// 周转池
    Pool,
    /// 备案制
    Registered,
    /// 编外
    Contract,
}

impl EstablishmentType {
    pub fn chinese(self) -> &'static str {
        match self {
            EstablishmentType::Own => "实名编制",
            EstablishmentType::Pool => "周转池",
            EstablishmentType::Registered => "备案制",
            EstablishmentType::Contract => "编外",
        }
    }
}

/// Why a person cannot be placed over some dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AbsenceKind {
    /// Approved leave (请假).
    Leave,
    /// Approved exemption: pregnancy, lactation, illness, near retirement (豁免).
    Exemption,
    /// Before arrival or 可派起.
    BeforeArrival,
    /// After departure, retirement or 可派止.
    AfterDeparture,
}

/// An absence of more days than this ends a stay that is under way; a shorter one is waited for.
pub const DAYS_WAITED_FOR: i64 = 30;

/// Dates over which a person cannot be placed, with the reason as HR wrote it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Absence {
    pub dates: DateRange,
    pub kind: AbsenceKind,
    /// HR's word for it, for messages: 产假, 哺乳期, …
    pub reason: String,
}

/// A person (人员). The code (工号) identifies; names repeat.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Person {
    pub code: String,
    pub name: String,
    /// Identity number as text; private, masked wherever it is shown.
    pub identity: Option<String>,
    pub home: InstitutionId,
    pub department: Option<DepartmentId>,
    pub category: Category,
    pub grade: Option<Grade>,
    pub specialty: Option<SpecialtyId>,
    pub licence: Option<Licence>,
    /// Filed for practice at several sites (多机构备案).
    pub multi_site: bool,
    pub establishment: EstablishmentType,
    /// May teach (带教资格).
    pub supervisor: bool,
    /// Approved absences and the open ends before arrival and after departure, by first day; they may overlap.
    pub absences: Vec<Absence>,
    /// Grassroots months before the imported history (累计基层月数), in half-months.
    pub grassroots_half_months: i64,
    /// Last day of the last dispatch (上次派驻止).
    pub last_dispatch_end: Option<NaiveDate>,
    /// Grade that will be declared for (拟申报职称).
    pub declared_grade: Option<Grade>,
    /// Date of the declaration (拟申报日期).
    pub declaration_date: Option<NaiveDate>,
    /// Team that moves together (团队).
    pub team: Option<TeamId>,
    /// Husband or wife, when also on the staff (配偶).
    pub spouse: Option<PersonId>,
    /// Volunteers for more dispatches than the rest rule asks of anybody (自愿).
    pub volunteer: bool,
    pub telephone: Option<String>,
    /// Sub-quota of the pool whose posts the person may hold because of what they are, for example 全科.
    pub pool_category: Option<PoolCategoryId>,
}

impl Person {
    /// True when no absence touches the dates.
    pub fn is_available(&self, dates: &DateRange) -> bool {
        !self.absences.iter().any(|absence| absence.dates.overlaps(dates))
    }
}
