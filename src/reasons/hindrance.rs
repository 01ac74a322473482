//! What keeps a stay from being taken, and its words.

use crate::diagnostic::Bilingual;
use crate::model::{RuleCode, Tier};
use crate::rules::RuleId;
use crate::search::Obstacle;
use std::collections::{BTreeMap, BTreeSet};

/// In the order in which groups are told; of several stays that might have helped, the last one tells how near it came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Hindrance {
    /// Is there already.
    There,
    Absent,
    Grade,
    Specialty,
    /// A rule admits no stay there.
    Forbidden(RuleId),
    /// Another stay of the same person's takes that time.
    Elsewhere,
    /// The trainee's own earlier stages or prerequisites come first.
    Waiting,
    /// A stay would break this rule.
    Blocked(RuleId),
    /// A stay would cost more elsewhere than it mends here.
    Dearer(Tier),
    /// A stay would be better, nothing else moved: the search ended before it took it.
    Open,
}

impl Hindrance {
    pub fn of(obstacle: &Obstacle) -> Self {
        match obstacle {
            Obstacle::Nothing => Hindrance::Open,
            Obstacle::Costs(tier) => Hindrance::Dearer(*tier),
            Obstacle::Rules(rules) => blocking(rules),
        }
    }
}

/// Of several broken rules, the one that explains most: the person's own other stays and stages, then the catalogue's first.
fn blocking(rules: &BTreeSet<RuleCode>) -> Hindrance {
    let has = |rule: RuleId| rules.contains(rule.code());
    if has(RuleId::OnePlace) {
        return Hindrance::Elsewhere;
    }
    if has(RuleId::StageOrder) {
        return Hindrance::Waiting;
    }
    // Every row is of some rule of the catalogue.
    Hindrance::Blocked(RuleId::ALL.iter().copied().find(|rule| has(*rule)).unwrap_or(RuleId::OnePlace))
}

/// What is counted in groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counted {
    /// Candidates for a demand.
    People,
    /// Places where one person could earn something.
    Posts,
    /// Free time of one trainee.
    Slots,
}

/// How many were kept away by what.
#[derive(Clone, Default, Debug)]
pub(super) struct Groups(BTreeMap<Hindrance, usize>);

impl Groups {
    pub fn add(&mut self, hindrance: Hindrance) {
        *self.0.entry(hindrance).or_default() += 1;
    }

    /// `5 人请假…，3 人职称不够`.
    pub fn told(&self, counted: Counted) -> Bilingual {
        let unit = match counted {
            Counted::People => "人",
            Counted::Posts | Counted::Slots => "个",
        };
        let zh: Vec<String> = self.0.iter().map(|(hindrance, count)| format!("{count} {unit}{}", chinese(*hindrance, counted))).collect();
        let en: Vec<String> = self.0.iter().map(|(hindrance, count)| format!("{count} {}", english(*hindrance, counted, *count))).collect();
        Bilingual::new(zh.join("，"), en.join(", "))
    }
}

/// `1 candidate`, `2 candidates`.
pub(super) fn number(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The words for one person, post or slot.
pub(super) fn words(hindrance: Hindrance, counted: Counted) -> Bilingual {
    Bilingual::new(chinese(hindrance, counted), english(hindrance, counted, 1))
}

fn chinese(hindrance: Hindrance, counted: Counted) -> String {
    use Counted::{People, Posts, Slots};
    let text = match (hindrance, counted) {
        (Hindrance::There, People) => "已在岗",
        (Hindrance::There, Posts | Slots) => "已安排",
        (Hindrance::Absent, People) => "请假、豁免或岗位未开放",
        (Hindrance::Absent, Posts) => "因本人请假、豁免或岗位未开放去不成",
        (Hindrance::Absent, Slots) => "请假、豁免或不在岗",
        (Hindrance::Grade, People) => "职称不够或未知",
        (Hindrance::Grade, Posts | Slots) => "要求的职称更高",
        (Hindrance::Specialty, People) => "专业不符",
        (Hindrance::Specialty, Posts | Slots) => "要求别的专业",
        (Hindrance::Elsewhere, People) => "已安排在别处",
        (Hindrance::Elsewhere, Posts) => "与本人已有安排时间冲突",
        (Hindrance::Elsewhere, Slots) => "夹在前后安排之间，长度不够",
        (Hindrance::Waiting, _) => "须待前面阶段或先修项目完成",
        (Hindrance::Blocked(RuleId::Seats), _) => "科室容量已满",
        (Hindrance::Blocked(RuleId::Supervision), _) => "带教不足",
        (Hindrance::Blocked(RuleId::Release), People) => "派出后本科室留守不足",
        (Hindrance::Blocked(RuleId::Release), Posts | Slots) => "因本科室留守不足走不开",
        (Hindrance::Blocked(RuleId::Cover), Posts) => "已满员",
        (Hindrance::Open, _) => "可直接补上（本次计算未及，提高力度再算一次）",
        (Hindrance::Forbidden(rule), _) => return format!("不符合「{}」", rule.rule().spec.name.zh),
        (Hindrance::Blocked(rule), _) => return format!("受「{}」限制", rule.rule().spec.name.zh),
        (Hindrance::Dearer(tier), People) => return format!("若来则「{}」更差", tier.chinese()),
        (Hindrance::Dearer(tier), Posts) => return format!("若去则「{}」更差", tier.chinese()),
        (Hindrance::Dearer(tier), Slots) => return format!("若排则「{}」更差", tier.chinese()),
    };
    text.to_owned()
}

fn english(hindrance: Hindrance, counted: Counted, count: usize) -> String {
    use Counted::{People, Posts, Slots};
    let verb = |one: &'static str, several: &'static str| if count == 1 { one } else { several };
    let text = match (hindrance, counted) {
        (Hindrance::There, People) => "already there",
        (Hindrance::There, Posts | Slots) => "planned already",
        (Hindrance::Absent, People) => "on leave, exempt, or the post not open",
        (Hindrance::Absent, Posts) => "not open, or on leave or exempt then",
        (Hindrance::Absent, Slots) => "absent",
        (Hindrance::Grade, People) => verb("lacks the grade", "lack the grade"),
        (Hindrance::Grade, Posts | Slots) => verb("asks for a higher grade", "ask for a higher grade"),
        (Hindrance::Specialty, People) => "of another specialty",
        (Hindrance::Specialty, Posts | Slots) => verb("asks for another specialty", "ask for another specialty"),
        (Hindrance::Elsewhere, People) => "placed elsewhere",
        (Hindrance::Elsewhere, Posts) => "at odds with stays already planned",
        (Hindrance::Elsewhere, Slots) => "in gaps too short",
        (Hindrance::Waiting, _) => "waiting for earlier stages or prerequisites",
        (Hindrance::Blocked(RuleId::Seats), _) => "with all seats taken",
        (Hindrance::Blocked(RuleId::Supervision), _) => "short of supervisors",
        (Hindrance::Blocked(RuleId::Release), People) => "would leave their department below its minimum",
        (Hindrance::Blocked(RuleId::Release), Posts | Slots) => "out of reach: the home department would fall below its minimum",
        (Hindrance::Blocked(RuleId::Cover), Posts) => "full",
        (Hindrance::Open, _) => "free to be taken (this search ended before; plan again with more effort)",
        (Hindrance::Forbidden(rule), _) => return format!("not admitted by {}", rule.rule().spec.name.en),
        (Hindrance::Blocked(rule), _) => return format!("held back by {}", rule.rule().spec.name.en),
        (Hindrance::Dearer(tier), _) => return format!("would worsen {}", tier.english()),
    };
    text.to_owned()
}
