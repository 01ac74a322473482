//! The words users write for closed sets of values.

use crate::diagnostic::Bilingual;
use crate::domain::*;

/// Values with their words: Chinese first, English second, then whatever else is understood.
pub(super) struct Vocabulary<T: 'static>(pub &'static [(T, &'static [&'static str])]);

impl<T: Copy> Vocabulary<T> {
    /// The value that the word stands for; case does not matter.
    pub fn find(&self, word: &str) -> Option<T> {
        self.0.iter().find(|(_, words)| words.iter().any(|known| known.eq_ignore_ascii_case(word))).map(|(value, _)| *value)
    }
    /// The first words of each value, in both languages.
    pub fn words(&self) -> Vec<Bilingual> {
        self.0.iter().filter_map(|(_, words)| Some(Bilingual::new(*words.first()?, *words.get(1)?))).collect()
    }
    /// The words, for a message.
    pub fn expected(&self) -> Bilingual {
        let nth = |index: usize| -> Vec<&str> { self.0.iter().filter_map(|(_, words)| words.get(index).copied()).collect() };
        Bilingual::new(nth(0).join("、"), nth(1).join(", "))
    }
}

pub(super) const LEVELS: Vocabulary<Level> = Vocabulary(&[
    (Level::CityTertiary, &["市三级", "city tertiary", "三级"]),
    (Level::County, &["县级", "county", "二级"]),
    (Level::CentralTownship, &["中心卫生院", "central township"]),
    (Level::Township, &["一般卫生院", "township", "卫生院", "乡镇卫生院"]),
    (Level::ExtensionPoint, &["延伸服务点", "extension point"]),
    (Level::Village, &["村卫生室", "village", "村卫生站"]),
]);

pub(super) const CATEGORIES: Vocabulary<Category> = Vocabulary(&[
    (Category::Specialist, &["下派专家", "specialist", "专家", "下派"]),
    (Category::Resident, &["住院医师", "resident", "规培"]),
    (Category::AssistantGp, &["助理全科", "assistant-GP trainee", "assistant GP"]),
    (Category::Secondee, &["进修", "secondee"]),
    (Category::NewHire, &["新进", "new hire", "新进人员"]),
    (Category::Bonded, &["定向", "bonded graduate", "bonded", "定向生"]),
    (Category::VillageDoctor, &["乡村医生", "village doctor", "村医"]),
    (Category::Staff, &["在岗职工", "staff", "在岗"]),
]);

pub(super) const GRADES: Vocabulary<Grade> = Vocabulary(&[
    (Grade::Junior, &["初级", "junior", "医师", "住院医师", "医士", "护士", "护师", "药士", "药师", "技士", "技师", "助理医师"]),
    (Grade::Intermediate, &["中级", "intermediate", "主治医师", "主管护师", "主管药师", "主管技师", "主治"]),
    (Grade::AssociateSenior, &["副高", "associate senior", "副高级", "副主任医师", "副主任护师", "副主任药师", "副主任技师", "副主任"]),
    (Grade::Senior, &["正高", "senior", "正高级", "主任医师", "主任护师", "主任药师", "主任技师", "主任"]),
]);

/// The grade of a word of the list, or of a title that begins like one: 副主任中医师 is 副高.
pub(super) fn grade(word: &str) -> Option<Grade> {
    let titled = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    GRADES.find(word).or_else(|| match word {
        _ if !word.ends_with(['师', '士']) => None,
        _ if titled(&["副主任"]) => Some(Grade::AssociateSenior),
        _ if titled(&["主任"]) => Some(Grade::Senior),
        _ if titled(&["主治", "主管"]) => Some(Grade::Intermediate),
        _ => None,
    })
}

/// Words for a grade that is not known; an empty cell means the same.
pub(super) fn is_unknown_grade(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "未知" | "不详" | "unknown" | "-" | "—")
}

pub(super) const LICENCES: Vocabulary<Licence> = Vocabulary(&[
    (Licence::Physician, &["执业医师", "physician"]),
    (Licence::AssistantPhysician, &["执业助理医师", "assistant physician", "助理医师"]),
    (Licence::VillageDoctor, &["乡村医生", "village doctor"]),
    (Licence::Nurse, &["护士", "nurse"]),
    (Licence::Other, &["其他", "other"]),
    (Licence::None, &["无", "none"]),
]);

pub(super) const ESTABLISHMENTS: Vocabulary<EstablishmentType> = Vocabulary(&[
    (EstablishmentType::Own, &["实名编制", "own", "在编", "编制"]),
    (EstablishmentType::Pool, &["周转池", "pool", "周转编制", "编制周转池"]),
    (EstablishmentType::Registered, &["备案制", "registered", "备案"]),
    (EstablishmentType::Contract, &["编外", "contract", "合同制", "聘用"]),
]);

/// Kinds of posts of the table: training seats come from the departments.
pub(super) const POST_KINDS: Vocabulary<DispatchKind> = Vocabulary(&[
    (DispatchKind::ResidentPosting, &["长期派驻", "resident posting", "派驻"]),
    (DispatchKind::ShortSupport, &["短期支援", "short support", "支援"]),
    (DispatchKind::Circuit, &["巡诊", "circuit"]),
    (DispatchKind::Team, &["组团", "team", "组团式"]),
    (DispatchKind::Leadership, &["任职", "leadership appointment", "leadership"]),
    (DispatchKind::Secondment, &["进修", "secondment"]),
]);

/// Kinds of posts in scopes, training seats among them.
pub(super) const SCOPE_KINDS: Vocabulary<DispatchKind> = Vocabulary(&[
    (DispatchKind::ResidentPosting, &["长期派驻", "resident posting", "派驻"]),
    (DispatchKind::ShortSupport, &["短期支援", "short support", "支援"]),
    (DispatchKind::Circuit, &["巡诊", "circuit"]),
    (DispatchKind::Team, &["组团", "team", "组团式"]),
    (DispatchKind::Leadership, &["任职", "leadership appointment", "leadership"]),
    (DispatchKind::Secondment, &["进修", "secondment"]),
    (DispatchKind::Training, &["轮转", "training"]),
]);

pub(super) const HISTORY_KINDS: Vocabulary<HistoryKind> = Vocabulary(&[
    (HistoryKind::Dispatch, &["下派", "dispatch", "派驻"]),
    (HistoryKind::Training, &["轮转", "training", "规培"]),
    (HistoryKind::Secondment, &["进修", "secondment"]),
]);

pub(super) const PIN_KINDS: Vocabulary<PinKind> =
    Vocabulary(&[(PinKind::Locked, &["锁定", "locked"]), (PinKind::Forbidden, &["禁止", "forbidden"])]);

pub(super) const MEASURES: Vocabulary<Measure> = Vocabulary(&[
    (Measure::EachSlot, &["每时段", "each slot"]),
    (Measure::AverageOverHorizon, &["全期平均", "average"]),
    (Measure::AveragePerQuarter, &["每季平均", "average per quarter"]),
    (Measure::VisitsPerQuarter, &["每季人次", "visits per quarter"]),
    (Measure::VisitsOverHorizon, &["全期人次", "visits"]),
    (Measure::AtEnd, &["期末", "at end"]),
]);

/// True for strict.
pub(super) const STRICTNESS: Vocabulary<bool> = Vocabulary(&[
    (true, &["严格", "strict", "是", "yes", "y", "1", "true"]),
    (false, &["弹性", "flexible", "否", "no", "n", "0", "false"]),
]);

/// True for approved.
pub(super) const APPROVALS: Vocabulary<bool> = Vocabulary(&[
    (true, &["已批准", "approved", "是", "同意", "批准", "已批", "yes", "y", "1", "true", "√"]),
    (false, &["未批", "not approved", "否", "未批准", "不同意", "待批", "审批中", "pending", "no", "n", "0", "false", "×"]),
]);

pub(super) const SHARE_BASES: Vocabulary<PoolShareBasis> =
    Vocabulary(&[(PoolShareBasis::Total, &["总数", "total"]), (PoolShareBasis::InUse, &["在用", "in-use", "in use"])]);

pub(super) const SLOT_UNITS: Vocabulary<SlotUnit> =
    Vocabulary(&[(SlotUnit::HalfMonth, &["半月", "half-month", "half month", "半个月"]), (SlotUnit::Month, &["月", "month", "整月"])]);

/// What a subsidy is paid for.
pub(super) const RATE_BASES: Vocabulary<RateBasis> = Vocabulary(&[
    (RateBasis::Month, &["月", "month", "按月", "每月"]),
    (RateBasis::WorkingDay, &["工作日", "working day", "按工作日", "每工作日"]),
]);

/// True for a day that is worked.
pub(super) const DAY_KINDS: Vocabulary<bool> =
    Vocabulary(&[(false, &["休", "off", "休息", "放假", "holiday"]), (true, &["班", "worked", "上班", "补班", "调休上班", "work"])]);

/// Parts of what people call the times somebody is away. Counties have kinds of their own, and none makes a difference to a plan: a text
/// without any of these is asked about and believed.
const USUAL_LEAVE: &[&str] = &[
    "假",
    "休",
    "病",
    "孕",
    "产",
    "哺乳",
    "丧",
    "探亲",
    "工伤",
    "住院",
    "学习",
    "进修",
    "培训",
    "学术",
    "会议",
    "出差",
    "公差",
    "公派",
    "借调",
    "抽调",
    "挂职",
    "援",
    "兵役",
    "考试",
    "leave",
    "off",
    "sick",
    "ill",
    "vacation",
    "holiday",
    "annual",
    "maternity",
    "paternity",
    "parental",
    "marriage",
    "bereavement",
    "injury",
    "study",
    "training",
    "conference",
    "business",
];

pub(super) fn is_usual_leave(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    USUAL_LEAVE.iter().any(|usual| kind.contains(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_s_own_words_are_understood() {
        for level in Level::ALL {
            assert_eq!(LEVELS.find(level.chinese()), Some(level));
            assert_eq!(LEVELS.find(level.english()), Some(level));
        }
        for category in Category::ALL {
            assert_eq!(CATEGORIES.find(category.chinese()), Some(category));
            assert_eq!(CATEGORIES.find(category.english()), Some(category));
        }
        for grade in Grade::ALL {
            assert_eq!(GRADES.find(grade.chinese()), Some(grade));
            assert_eq!(GRADES.find(grade.english()), Some(grade));
        }
        for kind in DispatchKind::ALL {
            assert_eq!(SCOPE_KINDS.find(kind.chinese()), Some(kind));
            assert_eq!(SCOPE_KINDS.find(kind.english()), Some(kind));
        }
        for measure in Measure::ALL {
            assert_eq!(MEASURES.find(measure.chinese()), Some(measure));
            assert_eq!(MEASURES.find(measure.english()), Some(measure));
        }
        assert_eq!(grade("主任护师"), Some(Grade::Senior));
        assert_eq!(grade("副主任中医师"), Some(Grade::AssociateSenior));
        assert_eq!(grade("主管检验师"), Some(Grade::Intermediate));
        assert_eq!(grade("高级"), None);
    }
}
