// SPDX-License-Identifier: EUPL-1.2
//! How many steps the loops of a template may take. The engine has no bound, and a loop that prints
//! nothing never fills a text.

use super::calls::next_code;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tera::{Kwargs, State, Tera, TeraResult};

/// Steps of all loops of one template: a hundred times those of a chapter on a hundred participants.
pub(super) const MOST: usize = 1_000_000;
/// The function that each loop calls at every step; no author has a reason to call it so.
const STEP: &str = "sestante_step";

/// The steps that a template has taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Steps(Arc<AtomicUsize>);

impl Steps {
    /// Gives a template engine what counts.
    pub(super) fn register(&self, tera: &mut Tera) {
        let steps = self.clone();
        let step = move |_: Kwargs, _: &State| -> TeraResult<String> {
            steps.take(1)?;
            Ok(String::new())
        };
        tera.register_function(STEP, step);
        let steps = self.clone();
        tera.register_function("range", move |kwargs: Kwargs, _: &State| steps.range(&kwargs));
    }

    /// Begins to count anew.
    pub(super) fn begin(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Whether there were too many.
    pub(super) fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) > MOST
    }

    fn take(&self, steps: usize) -> TeraResult<()> {
        let before = self.0.fetch_add(steps.min(MOST + 1), Ordering::Relaxed);
        if before.saturating_add(steps) > MOST {
            Err(tera::Error::message("steps"))
        } else {
            Ok(())
        }
    }

    /// The engine's own function, whose numbers count as steps.
    fn range(&self, kwargs: &Kwargs) -> TeraResult<Vec<i64>> {
        let start = kwargs.get::<i64>("start")?.unwrap_or_default();
        let end = kwargs.must_get::<i64>("end")?;
        let by = kwargs.get::<i64>("step_by")?.unwrap_or(1);
        let wrong = by == 0 || (start > end && by > 0);
        if wrong {
            return Err(tera::Error::message(crate::diag::say("template-range")));
        }
        let far = i128::from(end) - i128::from(start);
        let count = if by > 0 { far } else { -far }.max(0) / i128::from(by.unsigned_abs());
        self.take(usize::try_from(count).unwrap_or(usize::MAX))?;
        let next =
            |at: &i64| at.checked_add(by).filter(|at| if by > 0 { *at < end } else { *at > end });
        let first = Some(start).filter(|_| start != end && (by > 0 || start > end));
        Ok(std::iter::successors(first, next).collect())
    }
}

/// The template with a call at the beginning of each loop's body: it prints nothing, and blanks
/// that the author takes away stay away.
pub(super) fn counted(template: &str) -> String {
    let mut counted = String::with_capacity(template.len());
    let (mut from, mut is_raw) = (0, false);
    while let Some((open, close)) = next_code(template, from) {
        counted.push_str(template.get(from..close).unwrap_or_default());
        from = close;
        let code = template.get(open..close).unwrap_or_default();
        let inside = code.strip_prefix("{%").map(|code| code.trim_start_matches('-').trim_start());
        let word = inside.and_then(|code| code.split(|c: char| !c.is_alphanumeric()).next());
        match word {
            Some("raw") => is_raw = true,
            Some("endraw") => is_raw = false,
            Some("for") if !is_raw => {
                let end = if code.ends_with("-%}") { "-}}" } else { "}}" };
                counted.push_str(&format!("{{{{ {STEP}() {end}"));
            }
            _ => {}
        }
    }
    counted.push_str(template.get(from..).unwrap_or_default());
    counted
}

/// What the engine says of a template, without the calls that its author did not write.
pub(super) fn without(error: &str) -> String {
    error.replace(&format!("{{{{ {STEP}() }}}}"), "").replace(&format!("{{{{ {STEP}() -}}}}"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(template: &str) -> Option<String> {
        let (mut tera, steps) = (Tera::new(), Steps::default());
        steps.register(&mut tera);
        tera.add_raw_template("t", &counted(template)).unwrap();
        let text = tera.render("t", &tera::Context::new());
        assert_eq!(text.is_err(), steps.is_spent(), "{text:?}");
        text.ok()
    }

    #[test]
    fn loops_print_what_they_printed_without_being_counted() {
        for (template, text) in [
            ("{% for i in [1, 2] %} {{ i }}\n{% endfor %}", " 1\n 2\n"),
            ("{%- for i in [1, 2] -%} {{ i }} {%- endfor %}", "12"),
            ("{% for i in range(end=3) %}{{ i }}{% endfor %}", "012"),
            ("{% for i in range(start=5, end=0, step_by=-2) %}{{ i }}{% endfor %}", "531"),
            ("{% for i in range(start=1, end=6, step_by=2) %}{{ i }}{% endfor %}", "135"),
            ("{% for i in range(end=0) %}{{ i }}{% endfor %}.", "."),
            ("{% raw %}{% for i in x %}{% endraw %}", "{% for i in x %}"),
            ("{# {% for %} #}", ""),
            (
                "{% raw %}{% for a in b %}{% endraw %}{% for a in \"%}\" %}{{ a }}{% endfor %}",
                "{% for a in b %}%}",
            ),
        ] {
            assert_eq!(rendered(template).as_deref(), Some(text), "{template}");
        }
    }

    #[test]
    fn loops_that_print_nothing_have_an_end_too() {
        let inside =
            "{% for b in a %}{% for c in a %}{% for d in a %}{% endfor %}{% endfor %}{% endfor %}";
        let hundred = "1,".repeat(100);
        assert_eq!(rendered(&format!("{{% set a = [{hundred}] %}}{inside}")), None);
        assert_eq!(
            rendered("{% for a in range(end=2000) %}{% set x = range(end=2000) %}{% endfor %}"),
            None
        );
        assert_eq!(rendered("{% for a in range(end=999999999999) %}{% endfor %}"), None);
    }
}
