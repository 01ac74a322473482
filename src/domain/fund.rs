use super::{Grade, Level};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Money for subsidies in one calendar year (经费), for example 事业基金池 or 运行基金池.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fund {
    pub name: String,
    /// Calendar year.
    pub year: i32,
    /// Yuan.
    pub yuan: i64,
    /// Host levels whose subsidies it may pay (适用级别); any when empty.
    pub levels: Vec<Level>,
}

/// What a rate is paid for (计发方式).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RateBasis {
    /// 月: for each month away, half of it for a half-month.
    Month,
    /// 工作日: for each working day away, Chinese holidays and make-up days observed.
    WorkingDay,
}

/// A subsidy for dispatch (补贴). The first rate in the table that fits applies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SubsidyRate {
    /// Host levels (机构级别); any when empty.
    pub levels: Vec<Level>,
    /// Grades (职称); any when empty, unknown ones then too.
    pub grades: Vec<Grade>,
    /// Yuan a month or a working day (标准).
    pub yuan: i64,
    pub basis: RateBasis,
    /// In force from this day (生效日期); always when absent.
    pub from: Option<NaiveDate>,
}
