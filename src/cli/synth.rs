//! `lunzhuan synth`: a made-up county.

use super::arguments::SynthArguments;
use super::{Ending, Voice, not_possible, print_line, refused};
use crate::app::synth::{SynthError, write_county};
use crate::diagnostic::Language;
use crate::synth::{Parameters, Size};
use serde_json::json;

pub fn run(arguments: &SynthArguments, voice: Voice) -> Ending {
    let parameters = Parameters {
        trainees: arguments.trainees,
        specialists: arguments.specialists,
        hosts: arguments.hosts,
        months: arguments.months,
        tightness: arguments.tightness,
        communities: arguments.communities,
        from: arguments.from,
        seed: arguments.seed,
    };
    match write_county(&parameters, &arguments.out, arguments.force) {
        Ok(size) => {
            told(&size, arguments, voice);
            Ending::Done
        }
        Err(error @ SynthError::Refused(_)) => not_possible(&error.message(), &error.remedy(), voice),
        Err(error) => refused(&error.message(), &error.remedy(), voice),
    }
}

fn told(size: &Size, arguments: &SynthArguments, voice: Voice) {
    let Size {
        trainees,
        specialists,
        others,
        communities,
        institutions,
        hosts,
        posts,
        seats,
        pool_at_first,
        pool_at_last,
        pool_held,
        rows,
    } = size;
    if voice.json {
        let value = json!({
            "out": arguments.out, "trainees": trainees, "specialists": specialists, "others": others, "communities": communities,
            "institutions": institutions, "hosts": hosts, "posts": posts, "seats": seats, "pool_at_first": pool_at_first,
            "pool_at_last": pool_at_last, "pool_held": pool_held, "rows": rows, "months": arguments.months,
            "tightness": arguments.tightness, "seed": arguments.seed,
        });
        print_line(&value.to_string());
        return;
    }
    let out = arguments.out.display();
    match voice.language {
        Language::Chinese => {
            print_line(&format!("已生成示例县 {out}：{rows} 行，全部为虚构"));
            print_line(&format!("  学员 {trainees} 人，可下派专家 {specialists} 人，其他职工和村医 {others} 人"));
            print_line(&format!("  医共体 {communities} 个，机构 {institutions} 个，其中接收单位 {hosts} 个"));
            print_line(&format!(
                "  岗位 {posts} 个，培训容量 {seats}，周转池 {pool_at_first} 个，年中起 {pool_at_last} 个，其中 {pool_held} 个长期占用"
            ));
            print_line(&format!("  下一步：lunzhuan check {out}"));
        }
        Language::English => {
            print_line(&format!("made-up county written to {out}: {rows} rows, nobody in it exists"));
            print_line(&format!("  {trainees} trainees, {specialists} specialists, {others} other staff and village doctors"));
            print_line(&format!("  {communities} communities, {institutions} institutions, {hosts} of them hosts"));
            print_line(&format!(
                "  {posts} posts, {seats} training seats, {pool_at_first} pool posts, from half way {pool_at_last}, {pool_held} of them held for good"
            ));
            print_line(&format!("  next: lunzhuan check {out}"));
        }
    }
}
