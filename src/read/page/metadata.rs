//! Headline, authors, outlet, dates, language and address of a page, each from the mark that is right most often.

use jiff::civil::Date;
use jiff::fmt::rfc2822;

use super::head::Head;
use super::headline::{ALIKE, alike, headline};
use super::linked_data::Described;
use crate::read::date;

/// Longest name of an author or two, in words.
const NAME: usize = 10;

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
            // Dates have digits in every language; names have none.
            || name.contains(char::is_numeric)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Metadata {
        let document = dom_query::Document::from(format!("<html lang=en><head>{head}</head><body>"));
        metadata(&Head::read(&document), Some("https://pier.example/found"))
    }

    #[test]
    fn an_author_that_is_a_section_an_outlet_a_date_or_an_address_is_none() {
        for author in
            ["World", "The Pier", "31 May 2024", "٣١ أيار", "2024-05-31", "https://a.example/b", "a@b.example", "-", ""]
        {
            let head = format!(
                "<meta property=og:site_name content='The Pier'><meta property=article:section content=World>\
                 <meta name=author content='{author}'>"
            );
            assert_eq!(read(&head).authors, [""; 0], "{author}");
            assert_eq!(read(&(head + "<a rel=author>Ida Kern</a>")).authors, ["Ida Kern"], "{author}");
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_printed() {
        let published =
            |time: &str| read(&format!("<meta property=article:published_time content='{time}'>")).published;
        for time in ["2024-03-31T23:30:00-11:00", "2024-03-31", "2024/03/31 08:00", "Sun, 31 Mar 2024 23:30:00 -0800"] {
            assert_eq!(published(time).as_deref(), Some("2024-03-31"), "{time}");
        }
        for time in ["", "yesterday", "2024-13-40", "1711900000"] {
            assert_eq!(published(time), None, "{time}");
        }
    }

    #[test]
    fn the_address_is_the_one_that_the_page_calls_its_own() {
        assert_eq!(read("").url.as_deref(), Some("https://pier.example/found"));
        assert_eq!(read("<link rel=canonical href=/a>").url.as_deref(), Some("https://pier.example/found"));
        assert_eq!(
            read("<link rel='canonical' href=https://pier.example/a>").url.as_deref(),
            Some("https://pier.example/a")
        );
    }

    #[test]
    fn a_tag_that_is_none_is_passed_over() {
        let document = dom_query::Document::from("<html lang='{{ lang }}'><meta property=og:locale content=ar_LB>");
        assert_eq!(metadata(&Head::read(&document), None).language.as_deref(), Some("ar_LB"));
    }
}
