//! Which of the titles and headings of a page is the article's headline, and where it is printed.

use super::block::Block;
use super::head::Head;
use super::linked_data::Described;
use crate::read::layout::BlockRole;

/// Marks between a headline and the outlet's name in a title.
const PARTED: [&str; 7] = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{AB} ", " \u{BB} ", " :: "];
/// The share of words that two headlines of the same article have in common at least.
pub(super) const ALIKE: f64 = 0.5;
/// Among how many of the first lines the headline may stand.
const TOP: usize = 6;

/// The headline, and whether it stands in a heading. A heading counts as it is printed, where it is the one that the
/// metadata means; a heading of the first rank alone counts where there is no metadata.
pub(super) fn headline(head: &Head, described: &Described, outlet: Option<&str>) -> (Option<String>, bool) {
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
pub(super) fn alike(one: &str, other: &str) -> f64 {
    let words = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.take(60).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared as f64 / one.len().min(other.len()).max(1) as f64
}

/// The line of the text that is the headline: about as long as the one that the metadata has, and with its words.
pub(super) fn printed_in(blocks: &[Block], headline: &str) -> Option<usize> {
    let words = |text: &str| text.split_whitespace().count();
    let fits = |block: &Block| {
        let free = matches!(block.role, BlockRole::Body | BlockRole::Subheading);
        let length = words(&block.text);
        free && length * 2 <= words(headline) * 3
            && length * 3 >= words(headline) * 2
            && alike(&block.text, headline) >= ALIKE
    };
    blocks.iter().take(TOP).position(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_headline(page: &str, outlet: Option<&str>, expected: (Option<&str>, bool)) {
        let head = Head::read(&dom_query::Document::from(page));
        let found = headline(&head, &Described::default(), outlet);
        assert_eq!((found.0.as_deref(), found.1), expected, "{page}");
    }

    #[test]
    fn the_heading_that_the_metadata_means_is_the_headline_as_it_is_printed() {
        let pier = Some("The Pier");
        let title = "<title>Bridge closed for two weeks | The Pier</title>";
        let printed = (Some("Bridge is closed for two weeks"), true);
        assert_headline(
            &format!("{title}<h1>The Pier</h1><h2>Bridge is closed for two weeks</h2><h2>Sport</h2>"),
            pier,
            printed,
        );
        assert_headline(
            &format!("{title}<h1>Bridge is closed for two weeks</h1><h2>Bridge closed</h2>"),
            pier,
            printed,
        );
    }

    #[test]
    fn a_headline_that_is_not_printed_comes_from_the_metadata_without_the_outlet() {
        for title in ["Trams run | The Pier", "The Pier - Trams run", "Trams run \u{AB} The Pier"] {
            let page = format!("<title>{title}</title><h1>The Pier</h1>");
            assert_headline(&page, Some("The Pier"), (Some("Trams run"), false));
        }
        assert_headline(
            "<title>Trams run - all night</title>",
            Some("The Pier"),
            (Some("Trams run - all night"), false),
        );
    }

    #[test]
    fn without_metadata_the_only_heading_of_the_first_rank_counts() {
        assert_headline("<h1>Trams run</h1><h2>Sport</h2>", None, (Some("Trams run"), true));
        assert_headline("<h1>Trams run</h1><h1>Sport</h1>", None, (None, false));
    }

    #[test]
    fn a_line_of_the_text_is_the_headline_if_it_has_its_words_and_its_length() {
        let lines = |lines: &[&str]| {
            let block = |text: &&str| Block { text: (*text).to_owned(), role: BlockRole::Body };
            printed_in(&lines.iter().map(block).collect::<Vec<_>>(), "Delta: ferry drifts off Marfa coast")
        };
        let lead = "A ferry that carried 214 passengers drifts off the Marfa coast, the coast guard of Delta said.";
        assert_eq!(lines(&["Home", "Ferry drifts off Marfa coast, 214 safe", lead]), Some(1));
        assert_eq!(lines(&["Home", "Ferry", lead]), None);
    }
}
