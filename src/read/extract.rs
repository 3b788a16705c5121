//! Extraction: the bytes of a record become an article, decoded and taken out of their page.

use super::Article;
use super::container::{self, Articles, Content, Given, Limits, Record};
use super::decode::{Hints, decode};
use super::fault::{Fault, Reason};
use super::page::{self, Degraded};

/// An article with what its reader should know about how it was read.
#[derive(Clone, Debug, Default)]
pub struct Extracted {
    /// The article.
    pub article: Article,
    /// Remarks; nothing is lost.
    pub notes: Vec<String>,
    /// Why its page was read as bare text, if it was.
    pub degraded: Option<Degraded>,
}

/// The article of a record; none where the record is sound and holds no article.
///
/// # Errors
/// What is wrong with the record.
pub fn extract(record: Record, limits: &Limits) -> Result<Option<Extracted>, Fault> {
    extract_next(record, limits, &mut Articles::new(""))
}

/// The same of a record that may be the next of some lines.
///
/// # Errors
/// What is wrong with the record.
pub fn extract_next(record: Record, limits: &Limits, articles: &mut Articles<'_>) -> Result<Option<Extracted>, Fault> {
    let Record { place, content, given } = record;
    let (content, given) = match content {
        Content::Line(line) => {
            let article = articles.read(&line)?;
            if article.text.len() > limits.article {
                return Err(limits.too_large());
            }
            let article = Article { place: Some(place), ..article };
            return Ok(Some(Extracted { article, ..Extracted::default() }));
        }
        Content::Response(bytes) => match container::response(&bytes, limits.article)? {
            None => return Ok(None),
            Some(content) => (content, given),
        },
        content => (content, given),
    };
    let mut extracted = match content {
        Content::Text { bytes, charset } => text(&bytes, charset.as_deref(), given.url.as_deref())?,
        Content::Page { bytes, charset } => page(&bytes, charset.as_deref(), given.url.as_deref(), limits)?,
        Content::Line(_) | Content::Response(_) => return Ok(None),
    };
    if extracted.article.text.trim().is_empty() {
        extracted.notes.push("there is no text in it, so nothing to report".to_owned());
    }
    let article = with_given(extracted.article, given);
    Ok(Some(Extracted { article: Article { place: Some(place), ..article }, ..extracted }))
}

fn text(bytes: &[u8], charset: Option<&str>, url: Option<&str>) -> Result<Extracted, Fault> {
    let (text, notes) = decoded(bytes, &Hints { declared: charset, html: false, domain: url.and_then(domain) })?;
    Ok(Extracted { article: Article { text, ..Article::default() }, notes, degraded: None })
}

fn page(bytes: &[u8], charset: Option<&str>, url: Option<&str>, limits: &Limits) -> Result<Extracted, Fault> {
    let (html, notes) = decoded(bytes, &Hints { declared: charset, html: true, domain: url.and_then(domain) })?;
    let page = page::read(&html, url, &limits.page);
    let degraded = page.degraded;
    Ok(Extracted { article: page.into(), notes, degraded })
}

/// The text of the bytes, with what is to be told of it.
fn decoded(bytes: &[u8], hints: &Hints<'_>) -> Result<(String, Vec<String>), Fault> {
    let decoded = decode(bytes, hints).map_err(|error| Fault::new(Reason::NotText, error.to_string()))?;
    let mut notes = Vec::new();
    let encoding = decoded.encoding;
    if let Some(declared) = decoded.overruled {
        notes.push(format!("it is said to be {declared} and is {encoding}"));
    }
    if decoded.damaged {
        notes.push(format!("some bytes are not {encoding} and stand as U+FFFD; save the article as UTF-8"));
    }
    Ok((decoded.text, notes))
}

/// The host of an address.
fn domain(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host))
}

/// What the container says goes before what the page says.
fn with_given(article: Article, given: Given) -> Article {
    Article {
        id: given.id,
        language: given.language.or(article.language),
        outlet: given.outlet.or(article.outlet),
        published: given.published.or(article.published),
        headline: given.headline.or(article.headline),
        url: given.url.or(article.url),
        ..article
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_an_address_is_found() {
        for (url, host) in [
            ("https://news.example.eg/a?b", Some("news.example.eg")),
            ("http://user@example.org:8080", Some("example.org")),
            ("no address", None),
        ] {
            assert_eq!(domain(url), host);
        }
    }
}
