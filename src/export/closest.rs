//! Names close to one that does not exist.

/// So many suggestions at most.
const SUGGESTIONS: usize = 3;

/// The candidates, shown as `code name`, that are most like what was asked: one containing the other, else the fewest changed characters.
pub(super) fn closest<'a>(asked: &str, candidates: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let asked = asked.trim().to_lowercase();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut ranked: Vec<(usize, usize, String)> = Vec::new();
    for (position, (code, name)) in candidates.enumerate() {
        let distance = [code, name].into_iter().filter_map(|text| likeness(&asked, &text.to_lowercase())).min();
        if let Some(distance) = distance {
            ranked.push((distance, position, format!("{code} {name}")));
        }
    }
    ranked.sort();
    let best = ranked.first().map(|(distance, ..)| *distance);
    ranked.into_iter().take_while(|(distance, ..)| Some(*distance) == best).take(SUGGESTIONS).map(|(.., label)| label).collect()
}

/// Changed characters; absent when more than half of the longer text would change.
fn likeness(asked: &str, text: &str) -> Option<usize> {
    let (asked, text): (Vec<char>, Vec<char>) = (asked.chars().collect(), text.chars().collect());
    let contained = |long: &[char], short: &[char]| short.len() > 1 && long.windows(short.len()).any(|part| part == short);
    if contained(&text, &asked) || contained(&asked, &text) {
        return Some(0);
    }
    let distance = edit_distance(&asked, &text);
    (2 * distance <= asked.len().max(text.len())).then_some(distance)
}

fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (row, left) in a.iter().enumerate() {
        let mut diagonal = previous[0];
        previous[0] = row + 1;
        for (column, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = previous[column + 1];
            previous[column + 1] = replaced.min(diagonal + 1).min(previous[column] + 1);
        }
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names_and_slips_of_the_pen() {
        let candidates = [("H1", "示例县人民医院"), ("T1", "清河镇卫生院"), ("T2", "石宝镇中心卫生院")];
        let asked = |text: &str| closest(text, candidates.into_iter());
        assert_eq!(asked("清河"), ["T1 清河镇卫生院"]);
        assert_eq!(asked("青河镇卫生院"), ["T1 清河镇卫生院"]);
        assert_eq!(asked("t9"), ["H1 示例县人民医院", "T1 清河镇卫生院", "T2 石宝镇中心卫生院"][1..]);
        assert!(asked("完全不相干的名字").is_empty() && asked(" ").is_empty());
    }

    #[test]
    fn distances() {
        let distance = |a: &str, b: &str| edit_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!((distance("", "ab"), distance("kitten", "sitting"), distance("ab", "ba")), (2, 3, 2));
    }
}
