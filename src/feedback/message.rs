// SPDX-License-Identifier: EUPL-1.2
//! The text of the e-mail with which the feedback goes out: the subject on the first line.

use super::Feedback;
use crate::diag::{Severity, say, say_with};

/// Remarks quoted in the e-mail itself.
const QUOTED: usize = 5;

/// The text, ready to be copied; `attachments` are the names of the files that go with it.
pub fn message(feedback: &Feedback<'_>, attachments: &[String]) -> String {
    let study = &feedback.questionnaire.study;
    let name = &feedback.participant.name;
    let answered: usize = feedback.answered.iter().map(|section| section.answered).sum();
    let asked: usize = feedback.answered.iter().map(|section| section.asked).sum();
    let (answered, asked) = (answered.to_string(), asked.to_string());
    let args = [
        ("study", study.title.as_str()),
        ("name", name),
        ("answered", &answered),
        ("asked", &asked),
        ("counts", &feedback.counts()),
    ];
    let mut text = vec![say_with("message-subject", &args), String::new()];
    text.extend([say("message-greeting"), String::new(), say_with("message-thanks", &args)]);
    text.push(String::new());
    if feedback.remarks.is_empty() {
        text.push(say("message-nothing"));
    } else {
        text.push(say_with("message-remarks", &args));
        text.push(String::new());
        text.extend(first(feedback));
        text.extend([String::new(), say("message-how")]);
    }
    if !feedback.stray.is_empty() {
        text.extend([String::new(), say("message-stray")]);
    }
    text.push(String::new());
    // Who has nothing to put right is given no day for it.
    let nothing = feedback.remarks.is_empty() && feedback.stray.is_empty();
    match feedback.deadline() {
        _ if nothing => {}
        Some(day) => {
            text.push(say_with("message-deadline", &[("day", &day.long())]));
        }
        None => text.push(say("message-no-deadline")),
    }
    text.extend([say("message-silence"), String::new(), say("message-attachments")]);
    text.extend(attachments.iter().map(|name| format!("- {name}")));
    text.extend([String::new(), say("message-closing")]);
    text.extend(study.publisher.clone());
    text.push(String::new());
    text.join("\n")
}

/// The weightiest remarks, one a line, and how many more there are.
fn first(feedback: &Feedback<'_>) -> Vec<String> {
    let mut remarks: Vec<_> = feedback.remarks.iter().collect();
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.severity));
    // Notes are in the workbook: an e-mail is for what must be done.
    let weighty = remarks.iter().take_while(|remark| remark.severity > Severity::Note);
    let mut lines: Vec<String> = weighty
        .take(QUOTED)
        .map(|remark| {
            let asked = if remark.question.is_empty() { &remark.section } else { &remark.question };
            format!("{}. {asked}: {}", remark.number, remark.message)
        })
        .collect();
    let left = feedback.remarks.len() - lines.len();
    if left > 0 {
        let key = if lines.is_empty() { "message-only-notes" } else { "message-more" };
        lines.push(say_with(key, &[("n", &left.to_string())]));
    }
    lines
}
