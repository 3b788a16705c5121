//! `sayso report`: all inputs, one report.

use super::input::Input;
use super::notices::Notices;
use super::output::{Found, Output};
use super::{ReportArgs, Stop};

use std::collections::HashSet;
use std::panic::{self, AssertUnwindSafe};

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::Selection;

/// Writes the report of all inputs in their order.
pub fn report(args: &ReportArgs, notices: &mut Notices) -> Result<(), Stop> {
    let analyzer = args.knowledge.analyzer(args.given.lang.as_deref())?;
    // Opened first: who waits for a long run wants to know at its start that the report has no place.
    let mut output = Output::open(args.output.as_deref(), args.format)?;
    let mut seen = Seen::default();
    let selection = args.chosen.selection(matches!(output, Output::Csv(..)));
    let mut left_out = 0;
    for path in &args.inputs {
        let Some(mut input) = Input::open(path, &args.given, notices) else { continue };
        while let Some(article) = input.next(notices) {
            seen.look(&analyzer, &article, &input, notices);
            match found(&analyzer, article, &output, selection) {
                Some((found, below)) => {
                    output.write(found)?;
                    left_out += below;
                }
                None => notices.skipped(&input.place(), BUG),
            }
        }
    }
    notices.left_out(left_out, selection.min_confidence);
    output.finish()
}

/// What was met so far that a reader of the report should know, each told once.
#[derive(Default)]
struct Seen {
    ids: HashSet<String>,
    languages: HashSet<String>,
}

impl Seen {
    fn look(&mut self, analyzer: &Analyzer, article: &Article, input: &Input<'_>, notices: &Notices) {
        if !self.ids.insert(article.id.clone()) {
            let message = format!("the id `{}` stands for another article too; rows of both bear it", article.id);
            notices.note(&input.place(), message);
        }
        let Some(language) = article.language.as_deref().filter(|language| analyzer.grammar(language).is_none()) else {
            return;
        };
        if self.languages.insert(language.to_owned()) {
            let known: Vec<&str> = analyzer.grammars().map(|grammar| grammar.language.tag.as_str()).collect();
            let known = known.join(", ");
            let message = format!("no grammar for `{language}`, there are: {known}; give one with --grammar FILE");
            notices.note(&input.place(), message);
        }
    }
}

const BUG: &str =
    "the analysis failed on this article, which it never should; please report it as a bug, with the article";

/// What is found in an article, and how many rows were left out. The analysis does not panic; should it all the same, one article is lost and not the
/// report of all others.
fn found(analyzer: &Analyzer, article: Article, output: &Output, selection: Selection) -> Option<(Found, usize)> {
    let analyse = || {
        let analysis = analyzer.analyze(article);
        (output.found(&analysis, selection), analysis.selected(selection).left_out())
    };
    panic::catch_unwind(AssertUnwindSafe(analyse)).ok()
}
