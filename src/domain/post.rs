use super::{Category, DateRange, DepartmentId, Grade, InstitutionId, PoolCategoryId, SpecialtyId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Kind of post (派驻类型); training seats and secondment places are posts too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum DispatchKind {
    /// 长期派驻: at least six consecutive months.
    ResidentPosting,
    /// 短期支援
    ShortSupport,
    /// 巡诊
    Circuit,
    /// 组团
    Team,
    /// 任职: a leadership appointment.
    Leadership,
    /// 进修: upward training of branch staff.
    Secondment,
    /// 轮转: a department's training seats.
    Training,
}

impl DispatchKind {
    pub const ALL: [DispatchKind; 7] = [
        DispatchKind::ResidentPosting,
        DispatchKind::ShortSupport,
        DispatchKind::Circuit,
        DispatchKind::Team,
        DispatchKind::Leadership,
        DispatchKind::Secondment,
        DispatchKind::Training,
    ];
    pub fn chinese(self) -> &'static str {
        match self {
            DispatchKind::ResidentPosting => "长期派驻",
            DispatchKind::ShortSupport => "短期支援",
            DispatchKind::Circuit => "巡诊",
            DispatchKind::Team => "组团",
            DispatchKind::Leadership => "任职",
            DispatchKind::Secondment => "进修",
            DispatchKind::Training => "轮转",
        }
    }
    pub fn english(self) -> &'static str {
        match self {
            DispatchKind::ResidentPosting => "resident posting",
            DispatchKind::ShortSupport => "short support",
            DispatchKind::Circuit => "circuit",
            DispatchKind::Team => "team",
            DispatchKind::Leadership => "leadership appointment",
            DispatchKind::Secondment => "secondment",
            DispatchKind::Training => "training",
        }
    }
    /// A dispatch downwards: neither training nor secondment.
    pub fn is_dispatch(self) -> bool {
        !matches!(self, DispatchKind::Secondment | DispatchKind::Training)
    }
}

/// Load of a person who does nothing else, in hundredths: loads are kept in hundredths of a full load.
pub const FULL_LOAD: i64 = 100;

/// Does a placement at the post need an establishment post (占周转编制)?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EstablishmentNeed {
    /// 否: temporary; only a pool-type person brings a pool post along.
    None,
    /// 需编: contract people take a pool post; on a leadership appointment everybody takes a free own post of the host, else a pool post.
    Establishment,
    /// 是: whoever is placed takes a pool post (县管院用, 县管乡用).
    Pool,
}

/// People wanted at once (最低/目标/最高人数); `minimum ≤ target ≤ maximum`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Headcount {
    pub minimum: i64,
    pub target: i64,
    pub maximum: i64,
}

/// Something a stay can fill (岗位).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Post {
    pub code: String,
    pub name: String,
    pub institution: InstitutionId,
    pub department: Option<DepartmentId>,
    pub kind: DispatchKind,
    pub headcount: Headcount,
    pub minimum_grade: Option<Grade>,
    /// Accepted specialties; any when empty.
    pub specialties: Vec<SpecialtyId>,
    /// Accepted categories of people; never empty.
    pub categories: Vec<Category>,
    /// Term options in slots, ascending; empty for training seats, where the programme's items give the length.
    pub terms: Vec<i32>,
    /// Load in hundredths, 1 to 100.
    pub load: i64,
    pub establishment: EstablishmentNeed,
    /// Sub-quota of the pool that a pool post taken here must come from.
    pub pool_category: Option<PoolCategoryId>,
    /// A leadership post whose holders overlap by one slot at the hand-over (交接).
    pub handover: bool,
    /// First day on which it may be filled.
    pub from: Option<NaiveDate>,
    /// Last day on which it may be filled.
    pub until: Option<NaiveDate>,
}

impl Post {
    pub fn is_training(&self) -> bool {
        self.kind == DispatchKind::Training
    }
    /// True when a stay here takes the person away from wherever else they would be: at least half of a full load.
    pub fn takes_away(&self) -> bool {
        2 * self.load >= FULL_LOAD
    }
    /// True when the post exists on every one of the dates.
    pub fn is_open(&self, dates: &DateRange) -> bool {
        self.from.is_none_or(|from| from <= dates.from) && self.until.is_none_or(|until| dates.to <= until)
    }
}
