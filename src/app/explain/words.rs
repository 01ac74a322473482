//! Prices and moves, as lines.

use crate::app::replan::{Move, PersonMoves, RuleCost};
use crate::diagnostic::{Bilingual, Language};
use crate::domain::place_in_words;

/// `培训·培训内容 +3；稳定·方案稳定 +12`, or that it costs nothing.
pub(super) fn price(costs: &[RuleCost]) -> Bilingual {
    if costs.is_empty() {
        return Bilingual::new("代价不变", "at no cost");
    }
    let zh: Vec<String> =
        costs.iter().map(|cost| format!("{}·{} {:+}", cost.tier.chinese(), cost.rule.rule().spec.name.zh, cost.change())).collect();
    let en: Vec<String> =
        costs.iter().map(|cost| format!("{}, {} {:+}", cost.tier.english(), cost.rule.rule().spec.name.en, cost.change())).collect();
    Bilingual::new(zh.join("；"), en.join("; "))
}

/// One person's changes in a line.
pub(super) fn moves(person: &PersonMoves) -> Bilingual {
    let list = |parts: &[Move], language: Language, joint: &str| {
        let stretch = |part: &Move| {
            let place = place_in_words(&part.institution, "", &part.post_name, &part.post);
            format!("{} {}~{}", place.get(language), part.dates.from, part.dates.to)
        };
        parts.iter().map(stretch).collect::<Vec<_>>().join(joint)
    };
    let who = format!("{} {}", person.person, person.name);
    let mut zh = vec![];
    let mut en = vec![];
    if !person.gone.is_empty() {
        zh.push(format!("取消 {}", list(&person.gone, Language::Chinese, "、")));
        en.push(format!("not {}", list(&person.gone, Language::English, ", ")));
    }
    if !person.new.is_empty() {
        zh.push(format!("改为 {}", list(&person.new, Language::Chinese, "、")));
        en.push(format!("now {}", list(&person.new, Language::English, ", ")));
    }
    Bilingual::new(format!("{who}：{}", zh.join("；")), format!("{who}: {}", en.join("; ")))
}

/// The line, so many steps in.
pub(super) fn indented(steps: usize, line: &Bilingual) -> Bilingual {
    let space = "  ".repeat(steps);
    Bilingual::new(format!("{space}{}", line.zh), format!("{space}{}", line.en))
}
