//! Units that headers give in brackets: 金额(万元) read as yuan would be wrong by four digits.

use super::Column;
use super::text::half_width;
use crate::diagnostic::Bilingual;

/// What a column counts in, and words for other units that people do put into its header.
struct Unit {
    zh: &'static str,
    en: &'static str,
    others: &'static [&'static str],
}

const YUAN: Unit = Unit { zh: "元", en: "yuan", others: &["万", "千元", "亿", "年", "year", "thousand", "million"] };
const MONTHS: Unit = Unit { zh: "月", en: "months", others: &["年", "周", "星期", "天", "日", "半月", "year", "week", "day"] };
const KILOMETRES: Unit = Unit { zh: "公里", en: "kilometres", others: &["华里", "米", "mile"] };
const MINUTES: Unit = Unit { zh: "分钟", en: "minutes", others: &["时", "秒", "hour", "second"] };

fn unit(column: Column) -> Option<&'static Unit> {
    match column {
        Column::FundYuan | Column::RateYuan => Some(&YUAN),
        Column::SettingsMonths
        | Column::PostTerms
        | Column::PersonGrassrootsMonths
        | Column::ProgrammeMonths
        | Column::ProgrammeGroupMonths => Some(&MONTHS),
        Column::DistanceKilometres => Some(&KILOMETRES),
        Column::DistanceMinutes => Some(&MINUTES),
        _ => None,
    }
}

/// What the header has in brackets, when that is another unit than the column's.
pub(super) fn wrong(column: Column, header: &str) -> Option<String> {
    let unit = unit(column)?;
    let plain: String = header.chars().map(half_width).collect();
    let (_, bracketed) = plain.split_once(['(', '[', '【', '〔'])?;
    let (bracketed, _) = bracketed.split_once([')', ']', '】', '〕'])?;
    let lower = bracketed.trim().to_lowercase();
    let is_other = unit.others.iter().any(|other| lower.contains(other)) && !matches!(lower.as_str(), "千米" | "公里" | "kilometres");
    is_other.then(|| bracketed.trim().to_owned())
}

/// The column's own unit.
pub(super) fn right(column: Column) -> Bilingual {
    unit(column).map_or_else(Bilingual::default, |unit| Bilingual::new(unit.zh, unit.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_unit_is_wrong() {
        assert_eq!(wrong(Column::FundYuan, "金额（万元）").as_deref(), Some("万元"));
        assert_eq!(wrong(Column::RateYuan, "标准(元/年)").as_deref(), Some("元/年"));
        assert_eq!(wrong(Column::PostTerms, "任期选项(年)").as_deref(), Some("年"));
        assert_eq!(wrong(Column::ProgrammeMonths, "月数【半月】").as_deref(), Some("半月"));
        assert_eq!(wrong(Column::DistanceMinutes, "分钟(小时)").as_deref(), Some("小时"));
        for (column, header) in [
            (Column::FundYuan, "金额(元)"),
            (Column::FundYuan, "金额"),
            (Column::RateYuan, "标准(元/月)"),
            (Column::RateYuan, "标准(元/工作日)"),
            (Column::PostTerms, "任期选项(月)"),
            (Column::PostTerms, "任期选项(个月，可多个)"),
            (Column::DistanceKilometres, "公里(千米)"),
            (Column::FundYear, "年度(年)"),
        ] {
            assert_eq!(wrong(column, header), None, "{header}");
        }
    }
}
