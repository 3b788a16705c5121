//! Feeds: the entries of RSS, Atom and JSON Feed, of which many carry the whole article.

use std::sync::Arc;

use super::Item;
use super::record::Place;
use super::stream::Stream;

/// The entries of a feed, the last one first.
pub(super) struct Feed {
    stream: Option<Stream>,
    limit: usize,
    entries: Vec<Item>,
}

impl Feed {
    pub fn new(stream: Stream, limit: usize) -> Self {
        Self { stream: Some(stream), limit, entries: Vec::new() }
    }

    /// The next entry; the whole feed is read first.
    pub fn next(&mut self, path: &Arc<str>) -> Option<Item> {
        if let Some(mut stream) = self.stream.take() {
            let place = Place { path: Arc::clone(path), unit: "entry", record: 0, offset: 0 };
            self.entries = match entries(&mut stream, self.limit, &place) {
                Ok(entries) => entries,
                Err(fault) => vec![Item::Fault(place, fault)],
            };
            self.entries.reverse();
        }
        self.entries.pop()
    }
}

#[cfg(not(feature = "feeds"))]
fn entries(_: &mut Stream, _: usize, _: &Place) -> Result<Vec<Item>, crate::read::fault::Fault> {
    use crate::read::fault::{Fault, Reason};
    let message =
        "it is a feed, which this sayso was built without; build it with `--features feeds`, or save the articles";
    Err(Fault::new(Reason::UnknownForm, message))
}

#[cfg(feature = "feeds")]
use read::entries;

#[cfg(feature = "feeds")]
mod read {
    use feed_rs::model::{Entry, Text};

    use super::super::record::{Content, Given, Place, Record};
    use super::super::{Item, Stream, up_to};
    use crate::read::fault::{Fault, Reason};

    /// All entries of a feed in its order.
    pub(super) fn entries(stream: &mut Stream, limit: usize, place: &Place) -> Result<Vec<Item>, Fault> {
        let bytes = up_to(stream, limit)?;
        let feed = feed_rs::parser::parse(bytes.as_slice()).map_err(|error| {
            Fault::new(Reason::BadFeed, format!("it is no well-formed feed: {error}; fetch it again"))
        })?;
        let outlet = feed.title.map(|title| title.content);
        let language = feed.language;
        let number = |(at, entry): (usize, Entry)| {
            let place = Place { record: at as u64 + 1, ..place.clone() };
            item(entry, place, outlet.clone(), language.clone())
        };
        Ok(feed.entries.into_iter().enumerate().map(number).collect())
    }

    fn item(entry: Entry, place: Place, outlet: Option<String>, language: Option<String>) -> Item {
        let given = Given {
            id: entry.id,
            url: entry.links.into_iter().next().map(|link| link.href),
            language: entry.language.or(language),
            outlet,
            published: entry.published.or(entry.updated).map(|date| date.format("%Y-%m-%d").to_string()),
            headline: entry.title.map(|title| title.content),
        };
        let whole = entry.content.and_then(|content| {
            let plain = content.content_type.essence().to_string() == "text/plain";
            content.body.map(|body| (body, plain))
        });
        let summary =
            |Text { content, content_type, .. }: Text| (content, content_type.essence().to_string() == "text/plain");
        let Some((body, plain)) = whole.or_else(|| entry.summary.map(summary)) else { return Item::Passed(place) };
        // Entries escaped as text are pages all the same where they hold tags.
        let (bytes, charset) = (body.into_bytes(), Some("utf-8".to_owned()));
        let tags = bytes.windows(2).any(|pair| pair == b"</" || pair == b"/>");
        let content = if plain && !tags { Content::Text { bytes, charset } } else { Content::Page { bytes, charset } };
        Item::Record(Record { place, content, given })
    }
}

#[cfg(all(test, feature = "feeds"))]
mod tests {
    use super::super::Limits;
    use super::*;
    use crate::read::extract::extract;

    #[test]
    fn entries_come_in_the_order_of_the_feed_with_their_text() {
        let text = "<?xml version='1.0'?><rss version='2.0'><channel><title>The Lantern</title><language>en</language>\
            <item><title>One</title><guid>a</guid><link>http://x/1</link><description>&lt;p&gt;First&lt;/p&gt;</description></item>\
            <item><title>Two</title><guid>b</guid><description>Second</description></item></channel></rss>";
        let stream = Stream::open(Box::new(std::io::Cursor::new(text.as_bytes())), 200).unwrap();
        let mut feed = Feed::new(stream, 10_000);
        let mut found = Vec::new();
        while let Some(Item::Record(record)) = feed.next(&"x".into()) {
            assert_eq!(record.given.outlet.as_deref(), Some("The Lantern"));
            let number = record.place.record;
            let article = extract(record, &Limits::default()).unwrap().unwrap().article;
            found.push((article.id, number, article.text.trim().to_owned()));
        }
        assert_eq!(found, [("a".to_owned(), 1, "First".to_owned()), ("b".to_owned(), 2, "Second".to_owned())]);
    }
}
