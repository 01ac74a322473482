//! Stays of a person or a host as a calendar that telephones and desktops read (RFC 5545): an all-day event each.

use super::RosterForm;
use super::forms::words;
use crate::diagnostic::Language;
use crate::store::RosterRow;
use std::fmt::Write;

/// Octets of a line, its end not counted.
const LONGEST_LINE: usize = 75;

/// The bytes of the file. The same stay has the same identity in every export of its plan, and in every plan that leaves it as it was.
pub fn to_ics(form: &RosterForm, language: Language) -> Vec<u8> {
    let summary = &form.view.summary;
    // Dated as the plan, so that the bytes depend on the plan alone.
    let digits: String = summary.created_at.chars().filter(char::is_ascii_digit).take(14).collect();
    let stamp = match digits.len() {
        14 => format!("{}T{}Z", &digits[..8], &digits[8..]),
        _ => format!("{}T000000Z", summary.horizon.from.format("%Y%m%d")),
    };
    let name = match form.institution {
        Some(institution) => institution.name.as_str(),
        None => form.stays().next().map_or(summary.county.as_str(), |stay| stay.row.person_name.as_str()),
    };
    let mut out = String::new();
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//lunzhuan//roster//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        line(&mut out, text);
    }
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for stay in form.stays() {
        event(&mut out, form, language, stay.row, &stamp);
    }
    line(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

fn event(out: &mut String, form: &RosterForm, language: Language, row: &RosterRow, stamp: &str) {
    let place = row.department.as_deref().unwrap_or(&row.post_name);
    let title = match form.institution {
        Some(_) => format!("{} {place}", row.person_name),
        None => format!("{} {place}", row.institution),
    };
    // The day after the last: ends of all-day events are exclusive.
    let end = row.dates.to.succ_opt().unwrap_or(row.dates.to);
    line(out, "BEGIN:VEVENT");
    let identity = format!("{}|{}|{}|{}", form.view.summary.county, row.person, row.post, row.dates.from);
    line(out, &format!("UID:{:016x}@lunzhuan", fingerprint(&identity)));
    line(out, &format!("DTSTAMP:{stamp}"));
    line(out, &format!("DTSTART;VALUE=DATE:{}", row.dates.from.format("%Y%m%d")));
    line(out, &format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
    line(out, &format!("SUMMARY:{}", escaped(&title)));
    line(out, &format!("LOCATION:{}", escaped(&row.institution)));
    let status = words::status(language, &row.status);
    let description = words::event(language, row, &status);
    line(out, &format!("DESCRIPTION:{}", escaped(&description)));
    line(out, if row.is_public() { "STATUS:CONFIRMED" } else { "STATUS:TENTATIVE" });
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// FNV-1a of 64 bits: small, and the same on every machine and in every version.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// A value of type TEXT.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out += "\\n",
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line, folded between characters so that no part of it has more than 75 octets.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LONGEST_LINE {
            *out += "\r\n ";
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    // Writing into a String cannot fail.
    let _ = out.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, &format!("SUMMARY:{}", "镇".repeat(60)));
        let parts: Vec<&str> = out.trim_end().split("\r\n").collect();
        assert!(parts.len() > 2 && parts.iter().all(|part| part.len() <= 75), "{parts:?}");
        assert!(parts[1..].iter().all(|part| part.starts_with(' ')));
        assert_eq!(parts.iter().map(|part| part.trim_start()).collect::<String>(), format!("SUMMARY:{}", "镇".repeat(60)));
    }

    #[test]
    fn commas_semicolons_and_breaks_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r"), "a\\,b\\;c\\\\d\\ne");
    }
}
