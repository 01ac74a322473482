//! `lunzhuan explain`: why a stored plan is as it is.

use super::arguments::{ExplainArguments, Question, thread_count};
use super::{Ending, Voice, not_possible, print_line, refused, store_failed};
use crate::app::explain::{Answer, ExplainFailure, Stand, options, person, pool, shortage, why_not};
use crate::diagnostic::Bilingual;
use crate::search::{Effort, SearchOptions};
use crate::store::PlanId;

pub fn run(arguments: &ExplainArguments, voice: Voice) -> Ending {
    match answer(arguments) {
        Ok(answer) if voice.json => {
            print_line(&answer.data.to_string());
            Ending::Done
        }
        Ok(answer) => {
            answer.lines.iter().for_each(|line| print_line(voice.text(line)));
            Ending::Done
        }
        Err(ExplainFailure::Asked(message)) => {
            let remedy = Bilingual::new(
                "请核对后重来；show 列出方案里的人员和岗位。",
                "Check and ask again; show lists the people and posts of a plan.",
            );
            not_possible(&message, &remedy, voice)
        }
        Err(ExplainFailure::Unreadable(message)) => {
            let remedy = Bilingual::new("用 audit 查看差异。", "audit says what differs.");
            refused(&message, &remedy, voice)
        }
        Err(ExplainFailure::Store(error)) => store_failed(&error, voice),
    }
}

fn answer(arguments: &ExplainArguments) -> Result<Answer, ExplainFailure> {
    let search = SearchOptions { effort: Effort::Quick, threads: thread_count(None), ..SearchOptions::default() };
    let stand = Stand::read(&arguments.file, arguments.plan.map(PlanId), search)?;
    match &arguments.question {
        Question::Shortage { asked } => shortage(&stand, asked.as_deref()),
        Question::Person { person: code } => person(&stand, code),
        Question::WhyNot { person, post, month } => why_not(&stand, person, post, *month),
        Question::Options { post, month, most } => options(&stand, post, *month, usize::from(*most)),
        Question::Pool => Ok(pool(&stand)),
    }
}
