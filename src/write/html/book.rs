//! Articles bound to pages: what the workers wrote, one after the other, is divided wherever a page is full.

use std::collections::HashSet;
use std::io::{self, BufRead, Read};

use maud::{Markup, PreEscaped, html};

use super::article::article;
use super::contents::Contents;
use super::entry::Entry;
use super::filter;
use super::heading::number;
use super::page::page;
use super::shown::Words;
use crate::report::{ArticleRow, Findings, Row};

/// Bytes of articles after which a page is full. With its head a page stays below 5 MB, for no article is longer than 3 MiB.
const FULL: usize = 5 << 19;

/// Where the text goes in the frame of a page; no text of an article can have it.
const TEXT: &str = "<!--text-->";

/// The name of a page, from 1.
pub fn name(number: usize) -> String {
    format!("articles-{number:03}.html")
}

/// Adds an article to those that are to be bound: a line that says what it is and how long, then the article itself.
/// `rows` and `counts` are those of the tables.
pub fn add(out: &mut Vec<u8>, findings: &Findings<'_>, rows: &[Row], counts: &ArticleRow) {
    let (entry, article) = article(findings, rows, counts);
    // Memory takes everything.
    let _ = serde_json::to_writer(&mut *out, &(article.len(), entry));
    out.push(b'\n');
    out.extend_from_slice(article.as_bytes());
}

/// Articles that are bound to pages.
pub struct Book<R> {
    /// Articles as they were added.
    articles: R,
    leaf: Leaf,
    contents: Contents,
}

impl<R: BufRead> Book<R> {
    /// Begins to bind articles.
    pub fn new(articles: R) -> Self {
        Self { articles, leaf: Leaf::default(), contents: Contents::default() }
    }

    /// The next page; none after the last.
    ///
    /// # Errors
    /// Those of reading the articles.
    pub fn page(&mut self) -> io::Result<Option<Vec<u8>>> {
        while let Some((length, entry)) = self.entry()? {
            let full = self.leaf.text.len() + length > FULL && !self.leaf.entries.is_empty();
            // Names of places are unique on a page, so an article that comes twice begins another.
            let turned = full || self.leaf.keys.contains(&entry.key);
            let before = if turned { std::mem::take(&mut self.leaf) } else { Leaf::default() };
            if self.articles.by_ref().take(length as u64).read_to_end(&mut self.leaf.text)? < length {
                return Err(io::Error::other(format!("the article `{}` was cut off", entry.title)));
            }
            self.leaf.keys.insert(entry.key.clone());
            self.leaf.entries.push(entry);
            if turned {
                return Ok(Some(self.turn(&before, true)));
            }
        }
        let last = std::mem::take(&mut self.leaf);
        Ok((!last.entries.is_empty()).then(|| self.turn(&last, false)))
    }

    /// What lies on which of the pages so far.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    fn turn(&mut self, leaf: &Leaf, more: bool) -> Vec<u8> {
        let number = self.contents.turn(&leaf.entries);
        leaf.page(number, more)
    }

    /// How long the next article is, and what it is.
    fn entry(&mut self) -> io::Result<Option<(usize, Entry)>> {
        let mut line = Vec::new();
        let read = self.articles.read_until(b'\n', &mut line)?;
        if read == 0 { Ok(None) } else { Ok(Some(serde_json::from_slice(&line)?)) }
    }
}

/// A page that is being filled.
#[derive(Default)]
struct Leaf {
    entries: Vec<Entry>,
    keys: HashSet<String>,
    text: Vec<u8>,
}

impl Leaf {
    fn page(&self, number: usize, more: bool) -> Vec<u8> {
        let choices = filter::choices(self.entries.iter());
        let rules = filter::joining() + &filter::rules(&choices);
        let head = html! {
            (self.bar(&filter::select(&choices)))
            main { (self.head(number, more)) (PreEscaped(TEXT)) }
            footer class="foot" { (turns(number, more)) }
        };
        let frame = page(&format!("Articles, page {number}"), "articles", &rules, &head).0;
        // The text is by far the most of a page, so it is put into its frame without being copied about.
        let (before, after) = frame.split_once(TEXT).unwrap_or((&frame, ""));
        [before.as_bytes(), &self.text, after.as_bytes()].concat()
    }

    fn bar(&self, select: &Markup) -> Markup {
        html! {
            div class="bar" {
                p class="choice" { (select) }
                p class="legend" {
                    span class="m s" { "source" } " "
                    span class="m r" { "through whom" } " "
                    span class="m k" data-n="1" { "cue" } " "
                    span class="m c" { "what was said" }
                }
            }
        }
    }

    fn head(&self, page: usize, more: bool) -> Markup {
        html! {
            header class="top" {
                (turns(page, more))
                details class="toc" {
                    summary { (number(self.entries.len(), "article")) " on this page" }
                    ol {
                        @for entry in &self.entries { (listed(entry, "")) }
                    }
                }
            }
        }
    }
}

/// The way to the overview and the neighbouring pages.
fn turns(number: usize, more: bool) -> Markup {
    html! {
        nav aria-label="Pages" {
            a href="report.html" { "Overview" }
            @if number > 1 { " " a href=(name(number - 1)) rel="prev" { "Previous page" } }
            @if more { " " a href=(name(number + 1)) rel="next" { "Next page" } }
        }
    }
}

/// An article in a list.
pub fn listed(entry: &Entry, file: &str) -> Markup {
    let classes: Vec<String> = entry.sources.iter().map(|source| source.class.name()).collect();
    html! {
        li class=(classes.join(" ")) {
            a href={ (file) "#a" (entry.key) } { bdi { (Words(&entry.title)) } }
            @if !entry.outlet.is_empty() { span class="soft" { " \u{B7} " bdi { (Words(&entry.outlet)) } } }
            span class="soft" { " \u{B7} " (number(entry.attributions, "attribution")) }
        }
    }
}
