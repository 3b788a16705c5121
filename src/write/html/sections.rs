//! The sections of the overview: each a chart, what it shows in a sentence, and its table.

use maud::{Markup, html};

use super::charts::{Bar, Fill, bars, legend, whole};
use super::contents::Contents;
use super::entry::Entry;
use super::figures::{Overview, name};
use super::graph::{Edge, graph};
use super::heading::{number, percent};
use super::shown::Words;
use super::source::Spoken;
use super::table::table;

/// How many sources, stances and relays are drawn; their tables hold more, and the files of the report all.
const SOURCES: usize = 15;
const STANCES: usize = 12;
const RELAYS: usize = 20;
const TABLED: usize = 100;
/// Up to so many articles each has a bar of its own; of more, the distribution is shown.
const SINGLE: usize = 25;

/// Who is heard most.
pub fn sources(of: &Overview<'_>) -> Markup {
    let drawn = of.heard(SOURCES);
    let most = of.sources.iter().map(|source| source.attributions).max().unwrap_or_default();
    let meanings = [
        (Fill::Full, "origin"),
        (Fill::Second, "origin: media, unnamed"),
        (Fill::Stripes, "passed on"),
        (Fill::SecondStripes, "passed on: media, unnamed"),
    ];
    let rows = of.sources.iter().take(TABLED).map(|source| {
        let numbers = [source.attributions, source.as_origin, source.as_relay, source.articles];
        let mut cells = vec![html! { bdi { (Words(name(source))) } }, html! { (Spoken(&source.source_type)) }];
        cells.extend(numbers.map(|number| html! { (number) }));
        cells
    });
    let columns = ["source", "type", "attributions", "as origin", "passed on", "articles"];
    let lead = "Sources by the number of attributions in which they are a link of the chain.";
    section(
        "Sources",
        lead,
        Width::Half,
        drawn.is_empty(),
        &html! {
            (bars("sources", "Sources by attributions", &drawn, most as f64))
            (legend("sources", &used(&drawn, &meanings)))
            (table("Sources", &columns, rows))
        },
    )
}

/// How the origins are named, and whether they speak for a state.
pub fn shares(of: &Overview<'_>) -> Markup {
    let shares = of.shares();
    let parts: Vec<(Fill, f64)> = shares.iter().map(|share| (share.fill, share.rows as f64)).collect();
    let of_all = |rows: usize| percent(rows as f64 / of.rows().max(1) as f64);
    let meanings: Vec<(Fill, String)> =
        shares.iter().map(|share| (share.fill, format!("{}: {}", share.meaning, of_all(share.rows)))).collect();
    let rows = shares.iter().map(|share| vec![share.meaning.to_owned(), share.rows.to_string(), of_all(share.rows)]);
    let lead = "Where the chain of each attribution ends: with somebody who is named, and who speaks for a state. Whoever is only described is unnamed, and need not be anonymous.";
    section(
        "Named, unnamed, official",
        lead,
        Width::Full,
        of.rows() == 0,
        &html! {
            (whole("shares", "Attributions by how their origin is named", &parts))
            (legend("shares", &meanings))
            (table("Attributions by origin", &["origin", "attributions", "share"], rows))
        },
    )
}

/// Who passes on whose words.
pub fn relays(of: &Overview<'_>) -> Markup {
    let edges: Vec<Edge<'_>> = of
        .relays
        .iter()
        .take(RELAYS)
        .map(|relay| Edge { from: &relay.from, to: &relay.to, weight: relay.attributions })
        .collect();
    let rows = of.relays.iter().take(TABLED).map(|relay| {
        let names = [&relay.from, &relay.to].map(|name| html! { bdi { (Words(name)) } });
        let mut cells = names.to_vec();
        cells.extend([relay.attributions, relay.articles].map(|number| html! { (number) }));
        cells
    });
    let lead = "Who passes on whose words, the heaviest first. Each line leads from who is nearer to the publisher, on the left, to who is quoted.";
    section(
        "Who quotes whom",
        lead,
        Width::Full,
        edges.is_empty(),
        &html! {
            (graph("Who quotes whom", &edges))
            (table("Who quotes whom", &["who quotes", "who is quoted", "attributions", "articles"], rows))
        },
    )
}

/// How much of the articles has no source.
pub fn bare(of: &Overview<'_>) -> Markup {
    let contents = of.contents;
    let single = contents.count <= SINGLE;
    let bar = |(page, entry): &(usize, Entry)| Bar {
        label: entry.title.clone(),
        address: Some(Contents::address(*page, &entry.key)),
        value: format!(
            "{} of {} \u{B7} {}",
            entry.unattributed,
            entry.sentences,
            percent(entry.bare().unwrap_or_default())
        ),
        parts: vec![(Fill::Full, entry.bare().unwrap_or_default())],
    };
    let drawn: Vec<Bar> =
        if single { contents.articles.iter().map(bar).collect() } else { contents.bare.iter().map(bar).collect() };
    let rows = if single { &contents.articles } else { &contents.bare };
    let rows = rows.iter().map(|(_, entry)| {
        let share = entry.bare().map(percent).unwrap_or_default();
        let mut cells = vec![html! { bdi { (Words(&entry.title)) } }];
        cells.extend([entry.unattributed.to_string(), entry.sentences.to_string(), share].map(|cell| html! { (cell) }));
        cells
    });
    let lead = "The share of each article's sentences that are credited to nobody: background, the reporter's own observation, or a claim without a source.";
    section(
        "Sentences without a source",
        lead,
        Width::Full,
        contents.count == 0,
        &html! {
            div class="pair" {
                @if !single { div { h3 { "Articles by share" } (distribution(&contents.tenths)) } }
                div {
                    @if !single { h3 { "The greatest shares" } }
                    (bars("bare", "Share of sentences without a source, by article", &drawn, 1.0))
                    (table("Sentences without a source", &["article", "without a source", "sentences", "share"], rows))
                }
            }
        },
    )
}

/// How many articles have which share of sentences without a source.
fn distribution(tenths: &[usize]) -> Markup {
    let width = 100 / tenths.len();
    let label = |at: usize| format!("{} to {} %", at * width, (at + 1) * width);
    let bar = |(at, count): (usize, &usize)| Bar {
        label: label(at),
        address: None,
        value: number(*count, "article"),
        parts: vec![(Fill::Full, *count as f64)],
    };
    let drawn: Vec<Bar> = tenths.iter().enumerate().map(bar).collect();
    let rows = tenths.iter().enumerate().map(|(at, count)| vec![label(at), count.to_string()]);
    let most = tenths.iter().max().copied().unwrap_or_default();
    html! {
        (bars("tenths", "Articles by their share of sentences without a source", &drawn, most as f64))
        (table("Articles by share", &["share without a source", "articles"], rows))
    }
}

/// What the cues do to the claims of each source.
pub fn stances(of: &Overview<'_>) -> Markup {
    let drawn = of.stances(STANCES);
    let speakers = of.speakers();
    let most = speakers.iter().map(|source| source.as_origin).max().unwrap_or_default();
    let meanings = [
        (Fill::Full, "supportive: the cue is emphatic or factive"),
        (Fill::Empty, "neither"),
        (Fill::SecondStripes, "doubtful: the cue keeps its distance"),
    ];
    let rows = speakers.iter().take(TABLED).map(|source| {
        let numbers = [source.as_origin, source.supportive, source.neutral, source.doubtful];
        let mut cells = vec![html! { bdi { (Words(name(source))) } }];
        cells.extend(numbers.map(|number| html! { (number) }));
        cells
    });
    let columns = ["source", "attributions", "supportive", "neither", "doubtful"];
    let lead = "What the reporting words do to the claims of each source: supportive / neither / doubtful.";
    section(
        "Stance by source",
        lead,
        Width::Half,
        drawn.is_empty(),
        &html! {
            (bars("stances", "Attributions of each source by stance", &drawn, most as f64))
            (legend("stances", &used(&drawn, &meanings)))
            (table("Stance by source", &columns, rows))
        },
    )
}

/// How wide a section is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Half,
    Full,
}

fn section(title: &str, lead: &str, width: Width, empty: bool, chart: &Markup) -> Markup {
    html! {
        section class=[(width == Width::Full).then_some("broad")] {
            h2 { (title) }
            p class="lead" { (lead) }
            @if empty { p class="soft" { "There is nothing to show." } } @else { (chart) }
        }
    }
}

/// The meanings of the fills that a chart has.
fn used(bars: &[Bar], meanings: &[(Fill, &str)]) -> Vec<(Fill, String)> {
    let has = |fill: Fill| bars.iter().any(|bar| bar.parts.iter().any(|part| part.0 == fill && part.1 > 0.0));
    meanings.iter().filter(|(fill, _)| has(*fill)).map(|(fill, meaning)| (*fill, (*meaning).to_owned())).collect()
}
