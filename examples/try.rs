use lunzhuan::search::*;
struct Show;
impl Observer for Show {
    fn tell(&self, e: &Event) {
        eprintln!("{e:?}");
    }
    fn stopped(&self) -> bool {
        false
    }
}
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let t = std::time::Instant::now();
    let l = lunzhuan::validate::load(std::path::Path::new(&p), &Default::default());
    eprintln!("load {:?}", t.elapsed());
    print!("{}", l.report.render(lunzhuan::diagnostic::Language::Chinese));
    let Some(problem) = l.problem else { return };
    let t = std::time::Instant::now();
    let c = lunzhuan::rules::candidates(&problem);
    eprintln!("candidates {} {:?}", c.len(), t.elapsed());
    let m = lunzhuan::rules::emit(&problem, c);
    eprintln!("rows {} {:?}", m.rows.len(), t.elapsed());
    let mut by = std::collections::BTreeMap::new();
    for r in &m.rows {
        *by.entry((r.rule, r.elastic.is_some())).or_insert(0) += 1;
    }
    eprintln!("{by:?}");
    let effort = match std::env::var("EFFORT").as_deref() {
        Ok("quick") => Effort::Quick,
        Ok("thorough") => Effort::Thorough,
        _ => Effort::Standard,
    };
    let o = search(&m, &SearchOptions { effort, time_limit: 100.0, gap: 0.001, ..Default::default() }, &Show);
    match o {
        Ok(o) => eprintln!("{:?} {:?} first {} s {} parts {} clock {}", o.score, o.tiers, o.first_seconds, o.seconds, o.parts, o.clock_bit),
        Err(e) => {
            for r in &e.rows {
                let r = &m.rows[*r];
                eprintln!("{} {} {:?}..{:?} terms {}", r.rule, m.subjects[r.subject as usize], r.lower, r.upper, r.terms.len());
            }
            eprintln!("{e:?}")
        }
    }
}
