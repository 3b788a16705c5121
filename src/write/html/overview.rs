//! The overview: what a corpus rests on, in figures and charts, and the way to its articles.

use maud::{Markup, html};

use super::book::{listed, name};
use super::contents::Contents;
use super::figures::Overview;
use super::heading::{number, percent};
use super::page::page;
use super::sections::{bare, relays, shares, sources, stances};
use super::shown::Words;

impl Overview<'_> {
    /// The overview as a page.
    pub fn page(&self) -> String {
        let body = html! {
            main {
                header class="title" {
                    p class="soft" { "sayso: on whose say-so?" }
                    h1 { "Who is heard" }
                    (figures(self))
                }
                (shares(self))
                (sources(self))
                (stances(self))
                (relays(self))
                (bare(self))
                (articles(self.contents))
            }
        };
        page("Who is heard: sources of the articles", "overview", "", &body).0
    }
}

/// The figures that one asks for first.
fn figures(of: &Overview<'_>) -> Markup {
    let counts = [("articles", of.contents.count), ("attributions", of.rows()), ("sources", of.sources.len())];
    let measures = [
        ("official_share", "of attributions go back to a state"),
        ("anonymous_share", "to anonymous sources"),
        ("anonymous_unexplained_share", "of the anonymous without a reason"),
        ("second_hand_share", "came through or from media"),
        ("unattributed_sentence_share", "of sentences have no source"),
    ];
    html! {
        dl class="figures" {
            @for (noun, count) in counts { div { dt { (noun) } dd { (count) } } }
            @for (measure, meaning) in measures {
                @if let Some(value) = of.measure(measure).and_then(|row| row.value) {
                    div { dt { (meaning) } dd { (percent(value.value())) } }
                }
            }
        }
    }
}

/// The pages, and the first articles one by one.
fn articles(contents: &Contents) -> Markup {
    html! {
        section class="broad" {
            h2 { "Articles" }
            @if contents.leaves.len() > 1 {
                ol class="leaves" {
                    @for (at, leaf) in contents.leaves.iter().enumerate() {
                        li {
                            a href=(name(at + 1)) { "Page " (at + 1) } " "
                            span class="soft" { (number(leaf.articles, "article")) ", from " }
                            bdi { (Words(&leaf.first)) } span class="soft" { " to " } bdi { (Words(&leaf.last)) }
                        }
                    }
                }
            }
            @if contents.count == 0 { p class="soft" { "There is none." } }
            @if contents.articles.len() < contents.count {
                p class="soft" { "The first " (contents.articles.len()) " of " (contents.count) ":" }
            }
            ol class="list" { @for (page, entry) in &contents.articles { (listed(entry, &name(*page))) } }
        }
    }
}
