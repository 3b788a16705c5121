//! A grammar proves itself: what its examples expect is found, apart and joined, and its guards are what blocks its
//! counter-examples. What nothing exercises is listed.

mod coverage;

use std::fmt;

use crate::analyzer::{Analysis, Analyzer, Choice};
use crate::attribute::attribute_without;
use crate::error::{Error, ErrorKind, Problem};
use crate::grammar::Rules;
use crate::grammar::claims::{Rule, Sample, Told};
use crate::grammar::pattern::{Counter, Example, FrameId, Only};
use crate::read::Article;
use crate::report::Selection;
use crate::span::Span;

/// What a grammar file holds, all of it proven.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The file as the caller named it.
    pub path: String,
    /// Folded forms in the lexicon, names of the registry included.
    pub forms: usize,
    /// Lemmas of cues.
    pub cues: usize,
    /// Patterns, those of several lines counted once.
    pub patterns: usize,
    /// Examples of patterns and frames, and of rules for claims.
    pub examples: usize,
    /// Counter-examples.
    pub counters: usize,
    /// What no example or nothing at all uses, a sentence each.
    pub unexercised: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, forms, cues, patterns, examples, counters, unexercised } = self;
        write!(f, "{path}: {forms} forms, {cues} cues, {patterns} patterns; ")?;
        write!(f, "{examples} examples and {counters} counter-examples hold, apart and joined")?;
        if !unexercised.is_empty() {
            write!(f, "\nnothing exercises:")?;
        }
        unexercised.iter().try_for_each(|entry| write!(f, "\n  {entry}"))
    }
}

/// Loads a grammar and runs its examples and counter-examples; the paths are the names that messages print.
///
/// # Errors
/// All faults of the file at once, or all examples and counter-examples that fail, each with its place.
pub fn check(path: &str, text: &str, sources: (&str, &str)) -> Result<Report, Error> {
    let analyzer = Analyzer::with([(path, text)], sources)?;
    let Some(grammar) = analyzer.grammars().next() else { return Ok(Report::default()) };
    let bench = Bench { analyzer: &analyzer, rules: &grammar.rules, path, text };
    let mut proofs = Vec::new();
    let mut problems = Vec::new();
    for case in cases(&grammar.rules) {
        let findings = bench.findings(&case.example.text);
        if findings.iter().any(|finding| bench.meets(finding, &case)) {
            proofs.push((case, findings));
        } else {
            problems.push(bench.unmet(&case, &findings));
        }
    }
    let counters: Vec<&Counter> = grammar.rules.patterns.iter().flat_map(|pattern| &pattern.counters).collect();
    problems.extend(counters.iter().filter_map(|counter| bench.counter(counter)));
    problems.extend(bench.joined(&proofs));
    problems.extend(grammar.claims.rules.iter().flat_map(|rule| bench.samples(rule)));
    let samples = |of: fn(&Rule) -> &Vec<Sample>| grammar.claims.rules.iter().map(|rule| of(rule).len()).sum::<usize>();
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.line);
        return Err(ErrorKind::Load(problems).into());
    }
    let mut ids: Vec<&str> = grammar.rules.patterns.iter().map(|pattern| pattern.id.as_str()).collect();
    ids.dedup();
    Ok(Report {
        path: path.to_owned(),
        forms: grammar.lexicon.len(),
        cues: grammar.cues.len(),
        patterns: ids.len(),
        examples: proofs.len() + samples(|rule| &rule.examples),
        counters: counters.len() + samples(|rule| &rule.counters),
        unexercised: coverage::unexercised(grammar, proofs.iter().flat_map(|(_, findings)| findings)),
    })
}

/// An example with what it stands under.
struct Case<'g> {
    /// `pattern` or `frame`.
    what: &'static str,
    /// The id of the pattern or frame.
    id: &'g str,
    /// Whether the example's first line has to be a headline.
    headline: bool,
    example: &'g Example,
}

/// The examples of a grammar in the order of the file: frames stand before patterns.
fn cases(rules: &Rules) -> Vec<Case<'_>> {
    let frames = rules.frames.iter().flat_map(|frame| {
        let case = |example| Case { what: "frame", id: &frame.name, headline: false, example };
        frame.examples.iter().map(case)
    });
    let patterns = rules.patterns.iter().flat_map(|pattern| {
        let case =
            |example| Case { what: "pattern", id: &pattern.id, headline: pattern.only == Only::Headline, example };
        pattern.examples.iter().map(case)
    });
    frames.chain(patterns).collect()
}

/// An attribution by its places in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    pattern: usize,
    frame: Option<FrameId>,
    cue: Span,
    source: Option<Span>,
    relays: Vec<Span>,
    content: Vec<Span>,
}

impl Finding {
    /// The same, `by` bytes later.
    fn later(&self, by: usize) -> Self {
        let later = |span: &Span| Span::new(span.start as usize + by, span.end as usize + by);
        Self {
            cue: later(&self.cue),
            source: self.source.as_ref().map(later),
            relays: self.relays.iter().map(later).collect(),
            content: self.content.iter().map(later).collect(),
            ..*self
        }
    }
}

/// A loaded grammar with its file, for messages.
struct Bench<'a> {
    analyzer: &'a Analyzer,
    rules: &'a Rules,
    path: &'a str,
    text: &'a str,
}

impl<'a> Bench<'a> {
    fn analysis(&self, text: &str) -> Analysis<'a> {
        // An example is in the language of its grammar, short as it may be.
        self.analyzer.analyze_as(Article { text: text.to_owned(), ..Article::default() }, &Choice::default())
    }

    fn findings(&self, text: &str) -> Vec<Finding> {
        let analysis = self.analysis(text);
        let part = analysis.findings().main;
        let attributions = analysis.attributions.iter().map(|attribution| Finding {
            pattern: attribution.pattern,
            frame: attribution.frame,
            cue: attribution.cue.span,
            source: attribution.source.map(|phrase| part.source_span(phrase)),
            relays: attribution.relays.iter().map(|relay| part.source_span(relay.phrase)).collect(),
            content: attribution.content.to_vec(),
        });
        attributions.collect()
    }

    /// Whether an attribution is the one that an example expects, made by what the example stands under.
    fn meets(&self, finding: &Finding, case: &Case<'_>) -> bool {
        let Example { text, source, cue, content, relay, .. } = case.example;
        let made = match case.what {
            "frame" => finding.frame.is_some_and(|frame| self.rules.frames[frame.0 as usize].name == case.id),
            _ => self.rules.patterns[finding.pattern].id == case.id,
        };
        let relays = finding.relays.iter().map(|span| span.of(text));
        made && finding.cue.of(text) == cue
            && finding.source.map_or("", |span| span.of(text)) == source
            && relays.eq(relay.iter().map(String::as_str))
            && finding.content.iter().map(|span| span.of(text)).eq(content.iter().map(String::as_str))
    }

    fn unmet(&self, case: &Case<'_>, findings: &[Finding]) -> Problem {
        let Example { text, source, cue, content, relay, offset, .. } = case.example;
        let content: Vec<&str> = content.iter().map(String::as_str).collect();
        let mut message = format!("the {} `{}` does not give what its example expects\n  ", case.what, case.id);
        message += &parts("expected", cue, source, &relay.join("` `"), &content);
        message += &self.listed(text, findings);
        self.problem(*offset, message)
    }

    /// A counter-example must give nothing, and something as soon as its guard is gone.
    fn counter(&self, counter: &Counter) -> Option<Problem> {
        let findings = self.findings(&counter.text);
        let guard = &counter.guard;
        if !findings.is_empty() {
            let message = format!("the guard `{guard}` does not block its counter-example");
            return Some(self.problem(counter.offset, message + &self.listed(&counter.text, &findings)));
        }
        let analysis = self.analysis(&counter.text);
        let unguarded = attribute_without(&analysis.view(), &analysis.detected, Some(guard));
        let message = format!(
            "the counter-example is vacuous: nothing is found without the guard `{guard}` either; \
             change the text so that only the guard stands in the way"
        );
        unguarded.is_empty().then(|| self.problem(counter.offset, message))
    }

    /// The examples of a rule for claims must be what it tells, its counter-examples must not.
    fn samples(&self, rule: &Rule) -> Vec<Problem> {
        let of = |samples: &[Sample], wanted: bool| -> Vec<Problem> {
            let wrong = samples.iter().filter(|sample| self.tells(&sample.text, rule.told) != wanted);
            let message = if wanted { "its example is not told as" } else { "its counter-example is told as" };
            wrong.map(|sample| self.problem(sample.place.start, format!("{message} {}", rule.name()))).collect()
        };
        [of(&rule.examples, true), of(&rule.counters, false)].concat()
    }

    /// Whether an attribution or a statement of a text is told as something.
    fn tells(&self, text: &str, told: Told) -> bool {
        let analysis = self.analysis(text);
        // As tables have it: beliefs make no rows.
        let findings = analysis.selected(Selection { speech: true, ..Selection::default() });
        let (rows, statements) = (findings.rows(), findings.statements());
        match told {
            Told::Claim(claim) => {
                let of_rows = rows.iter().map(|row| &*row.claim_type);
                of_rows.chain(statements.iter().map(|row| &*row.claim_type)).any(|found| found == claim.name())
            }
            Told::Reason(reason) => statements.iter().any(|statement| statement.reason == reason.name()),
            Told::Contentious => statements.iter().any(|statement| statement.contentious == "yes"),
        }
    }

    /// All examples in one document, a paragraph each, must give what they give apart.
    fn joined(&self, proofs: &[(Case<'_>, Vec<Finding>)]) -> Vec<Problem> {
        // A document has one headline, in front; other headlines are proven apart only.
        let headline = proofs.iter().filter(|(case, _)| case.headline).take(1);
        let others = proofs.iter().filter(|(case, _)| !case.headline);
        let mut document = String::new();
        let mut places = Vec::new();
        for proof in headline.chain(others) {
            places.push((document.len(), proof));
            document += proof.0.example.text.trim_end();
            document.push('\n');
        }
        let findings = self.findings(&document);
        let mut problems = Vec::new();
        for (start, (case, apart)) in places {
            let place = Span::new(start, start + case.example.text.trim_end().len());
            let here: Vec<Finding> =
                findings.iter().filter(|finding| place.holds(finding.cue.start)).cloned().collect();
            let expected: Vec<Finding> = apart.iter().map(|finding| finding.later(start)).collect();
            if here != expected {
                let id = case.id;
                let mut message = format!("the example of `{id}` gives something else when all examples are joined");
                message += &self.listed(&document, &here);
                problems.push(self.problem(case.example.offset, message));
            }
        }
        problems
    }

    /// A fault of the example or counter-example that begins at a byte of the file.
    fn problem(&self, offset: usize, message: String) -> Problem {
        let header = self.text.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Problem::at(self.path, self.text, offset, offset + header.trim_end().len(), message)
    }

    /// What was found, a line each.
    fn listed(&self, text: &str, findings: &[Finding]) -> String {
        let shown = findings.iter().map(|finding| {
            let mut made = format!("found by `{}`", self.rules.patterns[finding.pattern].id);
            if let Some(frame) = finding.frame {
                made += &format!(" with the frame `{}`", self.rules.frames[frame.0 as usize].name);
            }
            let relays: Vec<&str> = finding.relays.iter().map(|span| span.of(text)).collect();
            let content: Vec<&str> = finding.content.iter().map(|span| span.of(text)).collect();
            let source = finding.source.map_or("", |span| span.of(text));
            format!("\n  {}", parts(&made, finding.cue.of(text), source, &relays.join("` `"), &content))
        });
        let shown: String = shown.collect();
        if shown.is_empty() { "\n  found nothing".to_owned() } else { shown }
    }
}

/// The parts of an attribution in a line.
fn parts(what: &str, cue: &str, source: &str, relay: &str, content: &[&str]) -> String {
    let mut line = format!("{what}: cue `{cue}`");
    for (name, part) in [("source", source), ("relay", relay)] {
        if !part.is_empty() {
            line += &format!(", {name} `{part}`");
        }
    }
    line + &format!(", content `{}`", content.join("` `"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAMMAR: &str = include_str!("../fixtures/broken/missing-cue.toml");
    const SOURCES: (&str, &str) = ("sources.csv", "id,type,country,name_en,aliases_en,name_ar,aliases_ar,guarded_ar\n");

    /// The grammar of the broken fixtures, mended.
    fn mended() -> String {
        GRAMMAR.replace("match = \"SOURCE FRAME\"", "match = \"CUE/verb SOURCE FRAME\"")
    }

    #[test]
    fn a_sound_grammar_is_counted_and_its_idle_entries_are_listed() {
        let report = check("ar.toml", &mended(), SOURCES).unwrap();
        assert_eq!((report.cues, report.patterns, report.examples, report.counters), (2, 1, 1, 1));
        assert_eq!(report.unexercised, ["frame `quotation`: no example uses it"]);
        let shown = report.to_string();
        assert!(shown.starts_with(&format!("ar.toml: {} forms, 2 cues, 1 patterns; ", report.forms)), "{shown}");
        assert!(shown.ends_with("hold, apart and joined\nnothing exercises:\n  frame `quotation`: no example uses it"));
    }

    #[test]
    fn classes_frames_and_guards_that_nothing_asks_for_are_listed() {
        let text = mended()
            .replace("ask = ", "spare = \"لعل\"\nask = ")
            .replace("frames = \"that quotation\"", "frames = \"that\"")
            .replace("[[pattern]]", "[[guard]]\nid = \"hope\"\nmatch = \"ask\"\n\n[[pattern]]");
        let report = check("ar.toml", &text, SOURCES).unwrap();
        let entries: Vec<&str> = report.unexercised.iter().filter_map(|entry| entry.split(':').next()).collect();
        assert_eq!(entries, ["word class `spare`", "frame `quotation`", "guard `hope`"]);
    }

    #[test]
    fn an_example_of_a_frame_must_be_made_by_that_frame() {
        let example = |content: &str| {
            let text = "ذكر مدير الميناء: «الرصيف جاهز».";
            let frame = format!(
                "match = \"colon? QUOTATION\"\n[[frame.example]]\ntext = \"{text}\"\nsource = \"مدير الميناء\"\n\
                 cue = \"ذكر\"\ncontent = \"{content}\""
            );
            check("ar.toml", &mended().replace("match = \"colon? QUOTATION\"", &frame), SOURCES)
        };
        let report = example("الرصيف جاهز").unwrap();
        assert_eq!((report.examples, report.unexercised.len()), (2, 0), "{report}");
        let error = example("الرصيف").unwrap_err();
        assert!(error.problems()[0].message.starts_with("the frame `quotation` does not"), "{error}");
    }
}
