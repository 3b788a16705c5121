//! The choice of a source on a page of articles, without a script: the page has a rule of style for each that can be chosen.

use std::fmt::Write;

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::entry::{Entry, Heard};
use super::shown::Plain;
use super::text::SLOTS;

/// How many sources of a page can be chosen: those with the most attributions.
const CHOICES: usize = 150;

/// The sources of a page that can be chosen, those with the most attributions first.
pub fn choices<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<Heard> {
    let mut choices: Vec<Heard> = Vec::new();
    let mut places = FxHashMap::default();
    for source in entries.flat_map(|entry| &entry.sources) {
        let place = *places.entry(&source.class).or_insert(choices.len());
        match choices.get_mut(place) {
            Some(choice) => choice.attributions += source.attributions,
            None => choices.push(source.clone()),
        }
    }
    // Of equals, the first heard comes first.
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.attributions));
    choices.truncate(CHOICES);
    choices
}

/// The list to choose from.
pub fn select(choices: &[Heard]) -> Markup {
    html! {
        label for="f" { "Source" }
        select id="f" autocomplete="off" {
            option { "all sources" }
            @for choice in choices {
                option class="one" value=(choice.class) dir="auto" { (Plain(&choice.name)) " (" (choice.attributions) ")" }
            }
        }
    }
}

/// The rules that show the chosen source alone.
pub fn rules(choices: &[Heard]) -> String {
    let mut rules = String::new();
    for Heard { class, .. } in choices {
        let class = class.name();
        let on = format!("body:has(option[value={class}]:checked)");
        // Nothing can go wrong in memory.
        let _ = write!(
            rules,
            "{on} :is(article,.note,.toc li):not(.{class}){{display:none}}\
             {on} article .m:not(.{class}){{all:unset}}{on} article .m:not(.{class})::after{{content:none}}"
        );
    }
    rules
}

/// The rules that join the marks of an attribution with its note, whichever of the two one points at.
pub fn joining() -> String {
    let list = |one: fn(usize) -> String| (1..=SLOTS).map(one).collect::<Vec<_>>().join(",");
    let notes = list(|n| format!(".b:has(.m.n{n}:is(:hover,:focus-visible)) .note.n{n}"));
    let pointed = list(|n| format!(".b:has(.m.n{n}:is(:hover,:focus-visible)) .m.n{n}"));
    let marks = list(|n| format!(".b:has(.note.n{n}:is(:hover,:focus-within,:target)) .m.n{n}"));
    format!("{notes},.note:target{{display:block;background:var(--point)}}{marks},{pointed}{{--h:var(--point)}}")
}
