//! Headline, authors, outlet, dates, language and address of a page, each from the mark that is right most often.

use jiff::civil::Date;
use jiff::fmt::rfc2822;

use super::head::Head;
use super::linked_data::Described;
use crate::read::date;

/// Marks between a headline and the outlet's name in a title.
const PARTED: [&str; 6] = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{BB} ", " :: "];
/// Longest name of an author or two, in words.
const NAME: usize = 10;
/// The share of words that two headlines of the same article have in common at least.
const ALIKE: f64 = 0.5;

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) headline: Option<String>,
    /// Whether the headline stands in a heading of the page.
    pub(super) printed: bool,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
}

/// Puts together what a page says of itself; `url` is where it was found, if that is known.
pub(super) fn metadata(head: &Head, url: Option<&str>) -> Metadata {
    let address = |text: Option<&str>| text.filter(|text| is_absolute(text)).map(str::to_owned);
    let own = [head.canonical.as_deref(), head.meta(&["og:url"]), url].map(address);
    let known: Vec<&str> = own.iter().flatten().map(|address| bare(address)).collect();
    let titles: Vec<&str> = [head.meta(&["og:title"]), head.meta(&["twitter:title"]), head.title.as_deref()]
        .into_iter()
        .flatten()
        .chain(head.headings.iter().map(|(_, text)| text.as_str()))
        .collect();
    let fits = |described: &Described| {
        let here = described.urls.iter().any(|address| known.contains(&bare(address)));
        let named = described
            .headline
            .as_deref()
            .is_some_and(|headline| titles.iter().any(|title| alike(headline, title) > ALIKE));
        2 * usize::from(here) + usize::from(named)
    };
    let described = head.data.article(fits).unwrap_or_default();
    let outlet = head.meta(&["og:site_name"]).map(str::to_owned).or_else(|| described.publisher.clone());
    let outlet = outlet.or_else(|| head.meta(&["application-name", "dc.publisher", "publisher"]).map(str::to_owned));
    let (headline, printed) = headline(head, &described, outlet.as_deref());
    let published = described.published.as_deref().into_iter().chain(head.meta(&PUBLISHED));
    let modified = described.modified.as_deref().into_iter().chain(head.meta(&MODIFIED));
    Metadata {
        authors: authors(head, &described, outlet.as_deref(), headline.as_deref()),
        headline,
        printed,
        outlet,
        published: published.chain(head.times.iter().map(String::as_str)).find_map(day),
        modified: modified.into_iter().find_map(day),
        language: language(head, &described),
        url: own.into_iter().flatten().next(),
    }
}

const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "date",
];
const MODIFIED: [&str; 5] =
    ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];

/// The headline, and whether it stands in a heading. A heading counts as it is printed, where it is the one that the
/// metadata means; a heading of the first rank alone counts where there is no metadata.
fn headline(head: &Head, described: &Described, outlet: Option<&str>) -> (Option<String>, bool) {
    let title = |text: &str| without_outlet(text, outlet).to_owned();
    let meant = described.headline.clone().or_else(|| head.meta(&["og:title", "twitter:title"]).map(title));
    let meant = meant.or_else(|| head.title.as_deref().map(title)).filter(|text| !text.is_empty());
    let is_outlet = |text: &str| outlet.is_some_and(|outlet| outlet == text);
    let printed = match &meant {
        Some(meant) => {
            let rated = head.headings.iter().map(|(rank, text)| (alike(text, meant) / *rank as f64, text));
            let rated = rated.filter(|(rate, text)| *rate >= ALIKE && !is_outlet(text));
            rated.fold(None, |best: Option<(f64, &String)>, next| best.filter(|best| best.0 >= next.0).or(Some(next)))
        }
        None => {
            let mut first = head.headings.iter().filter(|(rank, text)| *rank == 1 && !is_outlet(text));
            let only = first.next().map(|(_, text)| (1.0, text));
            only.filter(|_| first.next().is_none())
        }
    };
    match printed {
        Some((_, text)) => (Some(text.clone()), true),
        None => (meant, false),
    }
}

/// A title without the outlet's name behind it or before it.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let Some(outlet) = outlet else { return title };
    let cut = PARTED.iter().find_map(|mark| {
        let behind = title.rsplit_once(mark).filter(|(_, name)| name.trim() == outlet).map(|(rest, _)| rest);
        behind.or_else(|| title.split_once(mark).filter(|(name, _)| name.trim() == outlet).map(|(_, rest)| rest))
    });
    cut.map_or(title, str::trim)
}

/// The share of the words of the shorter that the longer has too.
fn alike(one: &str, other: &str) -> f64 {
    let words = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.take(60).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared as f64 / one.len().min(other.len()).max(1) as f64
}

/// The authors; what the page calls author and is none is left out: the section, the outlet, a date, an address.
fn authors(head: &Head, described: &Described, outlet: Option<&str>, headline: Option<&str>) -> Vec<String> {
    let section = head.meta(&["article:section"]);
    let is_none = |name: &str| {
        let other = [outlet, section, described.section.as_deref(), headline].into_iter().flatten();
        let words = name.split_whitespace().count();
        !(1..=NAME).contains(&words)
            || other.into_iter().any(|other| other.eq_ignore_ascii_case(name))
            || name.contains("://")
            || name.contains('@')
            || day(name).is_some()
            || !name.contains(char::is_alphabetic)
    };
    let marked = head.meta(&["author", "article:author", "dc.creator", "parsely-author", "byl"]);
    let named = [described.authors.clone(), marked.map(str::to_owned).into_iter().collect(), head.bylines.clone()];
    let mut kept = named.into_iter().map(|names| names.into_iter().filter(|name| !is_none(name)).collect::<Vec<_>>());
    let mut authors = kept.find(|names| !names.is_empty()).unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    authors.retain(|name| seen.insert(name.clone()));
    authors
}

/// The tag of the language, where it looks like one.
fn language(head: &Head, described: &Described) -> Option<String> {
    let tags = [head.language.as_deref(), described.language.as_deref(), head.meta(&["og:locale", "content-language"])];
    let is_tag = |tag: &str| {
        (2..=35).contains(&tag.len())
            && tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    tags.into_iter().flatten().map(str::trim).find(|tag| is_tag(tag)).map(str::to_owned)
}

/// The day of a time as it is printed, not that of another time zone.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let day: Option<Date> = date::numeric(text).ok().map(|(_, day)| day);
    day.or_else(|| rfc2822::parse(text).ok().map(|time| time.date())).map(|day| day.to_string())
}

fn is_absolute(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// An address without what does not tell pages apart.
fn bare(address: &str) -> &str {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
}
