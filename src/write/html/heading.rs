//! The heading of an article: its title, where it appeared, and its figures.

use maud::{Markup, html};

use super::passages::{direction, is_right_to_left};
use super::shown::{Words, address, cut};
use crate::report::{ArticleRow, Findings};

/// Characters of a fact that are shown.
const FACT: usize = 200;

/// The heading; with a title where the text has none.
pub fn heading(findings: &Findings<'_>, counts: &ArticleRow, titled: bool) -> Markup {
    let document = findings.main.view.document;
    let title = cut(if document.headline.is_empty() { &document.id } else { &document.headline }, FACT);
    let facts = [&document.outlet, &document.published, &document.id];
    // Where the id stands for a title it need not be told again.
    let told = |fact: &&String| !fact.is_empty() && (titled || **fact != title);
    let facts: Vec<&String> = facts.into_iter().filter(told).collect();
    html! {
        header {
            @if !titled { h2 dir=(direction(is_right_to_left(&title))) { (Words(&title)) } }
            p class="facts" lang="en" dir="ltr" {
                @for (at, fact) in facts.iter().enumerate() {
                    @if at > 0 { span class="dot" { " \u{B7} " } }
                    bdi { (Words(&cut(fact, FACT))) }
                }
                @if let Some(url) = &document.url {
                    span class="dot" { " \u{B7} " }
                    @match address(url) {
                        Some(url) => a href=(url) rel="noopener noreferrer" { "original" },
                        None => bdi dir="ltr" { (Words(&cut(url, FACT))) }
                    }
                }
            }
            p class="facts" lang="en" dir="ltr" {
                (number(counts.attributions, "attribution")) ", " (number(counts.origin_count, "source"))
                @if let Some(share) = counts.unattributed_sentence_share {
                    "; " (counts.unattributed_sentences) " of " (number(counts.sentences, "sentence")) " without a source ("
                    (percent(share.value())) ")"
                }
            }
        }
    }
}

/// A number with its noun.
pub fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A share as whole per cent.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}
