//! Why months of a plan may not be published.

use super::PlanId;
use super::publication::month_text;
use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, PublishedStay};
use chrono::NaiveDate;

/// How a plan departs from what is published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WayOfBreaking {
    /// Published, and not in the plan like this.
    Missing,
    /// In the plan, and not published like this.
    Added,
}

/// Nothing was published, and nothing changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PublishRefusal {
    NoSuchPlan {
        plan: PlanId,
    },
    /// No name is given.
    Nobody,
    OutsideHorizon {
        plan: PlanId,
        through: NaiveDate,
        horizon: DateRange,
    },
    /// The month is published already.
    Backwards {
        through: NaiveDate,
        published: NaiveDate,
    },
    /// Another plan has been published since this one was made.
    Superseded {
        plan: PlanId,
        by: i64,
        by_plan: PlanId,
    },
    /// The plan leaves out months that are not published yet.
    Gap {
        plan: PlanId,
        horizon: DateRange,
        missing: NaiveDate,
    },
    /// A repair that does not reach as far as what it repairs.
    ShortOfPublished {
        through: NaiveDate,
        published: NaiveDate,
    },
    MonthIsPast {
        month: NaiveDate,
    },
    /// Published months are to be changed, and nobody says why.
    NoReason {
        from: NaiveDate,
        published: NaiveDate,
    },
    NotHeld {
        plan: PlanId,
        frozen_through: NaiveDate,
        broken: Vec<(PublishedStay, WayOfBreaking)>,
    },
}

/// So many stays are named when a plan does not hold what is published.
const NAMED: usize = 5;

impl PublishRefusal {
    /// What stands in the way.
    pub fn message(&self) -> Bilingual {
        match self {
            PublishRefusal::NoSuchPlan { plan } => Bilingual::new(format!("没有编号为 {plan} 的方案"), format!("there is no plan {plan}")),
            PublishRefusal::Nobody => Bilingual::new("没有写明由谁发布", "it is not said who publishes"),
            PublishRefusal::OutsideHorizon { plan, through, horizon } => {
                let (asked, from, to) = (month_text(*through), month_text(horizon.from), month_text(horizon.to));
                Bilingual::new(
                    format!("{asked} 不在方案 {plan} 的计划期内（{from} 至 {to}）"),
                    format!("{asked} is outside plan {plan}, which runs from {from} to {to}"),
                )
            }
            PublishRefusal::Backwards { through, published } => {
                let (asked, published) = (month_text(*through), month_text(*published));
                Bilingual::new(
                    format!("不能倒着发布：已发布至 {published}，要发布至 {asked}"),
                    format!("cannot publish backwards: published through {published}, asked for {asked}"),
                )
            }
            PublishRefusal::Superseded { plan, by, by_plan } => Bilingual::new(
                format!("方案 {plan} 已被取代：它生成之后，第 {by} 次发布采用了方案 {by_plan}"),
                format!("plan {plan} is superseded: publication {by}, of plan {by_plan}, came after it was made"),
            ),
            PublishRefusal::Gap { plan, horizon, missing } => {
                let (from, missing) = (month_text(horizon.from), month_text(*missing));
                Bilingual::new(
                    format!("方案 {plan} 从 {from} 开始，{missing} 起的月份还没有发布"),
                    format!("plan {plan} begins in {from}, and the months from {missing} on are not published"),
                )
            }
            PublishRefusal::ShortOfPublished { through, published } => {
                let (asked, published) = (month_text(*through), month_text(*published));
                Bilingual::new(
                    format!("已发布至 {published}，调整后的方案只发布至 {asked}，其后的月份会落空"),
                    format!("published through {published}; a repair through {asked} would leave the months after it without a plan"),
                )
            }
            PublishRefusal::MonthIsPast { month: past } => {
                let past = month_text(*past);
                Bilingual::new(format!("{past} 已经过去，不能再改"), format!("{past} is past and cannot be changed"))
            }
            PublishRefusal::NoReason { from, published } => {
                let (from, published) = (month_text(*from), month_text(*published));
                Bilingual::new(
                    format!("要改动已发布的月份（{from} 至 {published}），却没有写明原因"),
                    format!("published months are to be changed ({from} to {published}), and no reason is given"),
                )
            }
            PublishRefusal::NotHeld { plan, frozen_through, broken } => {
                let mut zh = format!("方案 {plan} 与已发布至 {frozen_through} 的安排不一致：");
                let mut en = format!("plan {plan} does not hold what is published through {frozen_through}: ");
                for (index, (stay, way)) in broken.iter().take(NAMED).enumerate() {
                    let (before_zh, before_en) = if index == 0 { ("", "") } else { ("；", "; ") };
                    let PublishedStay { person, person_name, post, dates, .. } = stay;
                    let (from, to) = (dates.from, dates.to);
                    let (way_zh, way_en) = match way {
                        WayOfBreaking::Missing => ("已发布，方案中没有", "published, not in the plan"),
                        WayOfBreaking::Added => ("方案中有，未发布", "in the plan, not published"),
                    };
                    zh += &format!("{before_zh}{person} {person_name} 在岗位 {post} {from} 至 {to}（{way_zh}）");
                    en += &format!("{before_en}{person} {person_name} at post {post}, {from} to {to} ({way_en})");
                }
                if broken.len() > NAMED {
                    zh += &format!("；等 {} 处", broken.len());
                    en += &format!("; {} in all", broken.len());
                }
                Bilingual::new(zh, en)
            }
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> Bilingual {
        match self {
            PublishRefusal::NoSuchPlan { .. } => {
                Bilingual::new("用 lunzhuan list 查看有哪些方案", "see lunzhuan list for the plans there are")
            }
            PublishRefusal::Nobody => Bilingual::new("用 --by 写明发布人", "give a name with --by"),
            PublishRefusal::OutsideHorizon { .. } => Bilingual::new(
                "换一个月份，或先用 lunzhuan plan 为更长的计划期排班",
                "choose another month, or plan further ahead with lunzhuan plan first",
            ),
            PublishRefusal::Backwards { .. } => Bilingual::new(
                "发布其后的月份；要改已发布的月份，先用 lunzhuan replan 生成调整方案",
                "publish a later month; to change what is published, make a repair with lunzhuan replan first",
            ),
            PublishRefusal::Superseded { .. } => {
                Bilingual::new("在最新发布的基础上重新生成方案，再发布", "make a new plan on top of what is published, and publish that")
            }
            PublishRefusal::Gap { .. } => {
                Bilingual::new("先发布缺少的月份，或从该月开始重新生成方案", "publish those months first, or plan again from there")
            }
            PublishRefusal::ShortOfPublished { published, .. } => {
                let published = month_text(*published);
                Bilingual::new(format!("用 --through {published} 或更晚的月份"), format!("use --through {published} or later"))
            }
            PublishRefusal::MonthIsPast { .. } => Bilingual::new(
                "在本月或以后的月份调整；过去的差错写入“历史”表",
                "change this month or later ones; what went otherwise before goes into the history",
            ),
            PublishRefusal::NoReason { .. } => Bilingual::new("用 --note 写明原因", "give the reason with --note"),
            PublishRefusal::NotHeld { .. } => Bilingual::new(
                "用 lunzhuan replan 生成调整方案，它会说明改动已发布安排的原因和代价",
                "make a repair with lunzhuan replan, which may change what is published, and says at what price",
            ),
        }
    }
}
