//! Notes: what was found about an attribution, beside the passage that holds it.

use std::fmt::Write;

use maud::{Markup, PreEscaped, Render, html};

use super::sheet::Sheet;
use super::shown::{Words, cut};
use super::source::{Spoken, named};
use super::text::{Slot, Touch};
use crate::grammar::terms::SourceType;
use crate::report::{Reported, Row};

/// Characters of the longest reason for anonymity that is shown whole.
const REASON: usize = 200;

/// The note of an attribution; `slot` is its number in the passage, from 0.
pub fn note(sheet: &Sheet<'_>, passage: usize, slot: usize, touch: &Touch) -> Markup {
    let entry = &sheet.entries[touch.row];
    let (found, row) = (&entry.found, entry.row);
    let mut classes = "note".to_owned();
    Slot(slot).render_to(&mut classes);
    entry.push_sources(&mut classes);
    html! {
        li class=(PreEscaped(&classes)) id=(sheet.note_id(touch, passage)) {
            p class="who" {
                a class="no" href={ "#" (sheet.anchor_id(touch, passage)) } aria-label={ "Attribution " (touch.row + 1) ", to the text" } {
                    (touch.row + 1)
                }
                " " (chain(found, row))
            }
            @if touch.cued {
                p class="how" { (manner(row)) }
                p class="why" { (found.part.pattern(found.attribution)) ", " (Spoken(found.credit.sieve.name())) }
                @if !row.flags.is_empty() {
                    p class="flags" { @for (at, flag) in row.flags.split(';').enumerate() { @if at > 0 { ", " } (Spoken(flag)) } }
                }
            } @else {
                p class="how" { "goes on" }
            }
        }
    }
}

/// Everybody through whom it came, nearest to the publisher first, the origin last.
fn chain(found: &Reported<'_>, row: &Row) -> Markup {
    let sources = &found.part.resolved.sources;
    let links = &found.credit.chain;
    html! {
        @if links.is_empty() { b { @if row.source_reference == "none" { "nobody is named" } @else { "source not found" } } }
        @for (at, link) in links.iter().enumerate() {
            @if at > 0 { span class="via" { " \u{203A} " } }
            @if at + 1 < links.len() { (named(&sources[link.source])) } @else { b { (named(&sources[link.source])) } }
        }
        @if let Some(origin) = found.part.origin(found.credit).filter(|origin| origin.kind != SourceType::Unknown) {
            " " span class="kind" { (Spoken(origin.kind.name())) }
        }
        @if !row.anonymity_reason.is_empty() {
            span class="reason" { ", reason: " bdi { (Words(&cut(&row.anonymity_reason, REASON))) } }
        } @else if found.part.origin(found.credit).is_some_and(|origin| origin.kind.is_unnamed()) {
            span class="reason" { ", no reason given" }
        }
    }
}

/// How it is said: quoted or not, stance, how sure the finding is.
fn manner(row: &Row) -> Markup {
    html! {
        (row.quote_type)
        @if !row.stance.is_empty() { ", " (row.stance) }
        @match row.confidence {
            Some(confidence) => { ", " span class="sure" { "confidence " (Sure(confidence)) } }
            None => ", confidence not measured"
        }
    }
}

/// How often such rows are right, with two decimals.
struct Sure(f64);

impl Render for Sure {
    fn render_to(&self, out: &mut String) {
        // Nothing can go wrong in memory.
        let _ = write!(out, "{:.2}", self.0);
    }
}
