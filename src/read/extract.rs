//! Extraction: the bytes of a record become an article, decoded and taken out of their page.

use super::Article;
use super::container::{self, Content, Given, Limits, Record};
use super::decode::decode;
use super::fault::{Fault, Reason};

/// An article with what its reader should know about how it was read.
#[derive(Clone, Debug, Default)]
pub struct Extracted {
    /// The article.
    pub article: Article,
    /// Remarks; nothing is lost.
    pub notes: Vec<String>,
}

/// The article of a record; none where the record is sound and holds no article.
///
/// # Errors
/// What is wrong with the record.
pub fn extract(record: Record, limits: &Limits) -> Result<Option<Extracted>, Fault> {
    let Record { place, content, given } = record;
    let (content, given) = match content {
        Content::Line(line) => {
            let article = container::article(&line)?;
            if article.text.len() > limits.article {
                return Err(limits.too_large());
            }
            let article = Article { place: Some(place), ..article };
            return Ok(Some(Extracted { article, notes: Vec::new() }));
        }
        Content::Response(bytes) => match container::response(&bytes, limits.article)? {
            None => return Ok(None),
            Some(content) => (content, given),
        },
        content => (content, given),
    };
    let mut extracted = match content {
        Content::Text { bytes, .. } | Content::Page { bytes, .. } => text(&bytes)?,
        Content::Line(_) | Content::Response(_) => return Ok(None),
    };
    if extracted.article.text.trim().is_empty() {
        extracted.notes.push("there is no text in it, so nothing to report".to_owned());
    }
    let article = with_given(extracted.article, given);
    Ok(Some(Extracted { article: Article { place: Some(place), ..article }, ..extracted }))
}

fn text(bytes: &[u8]) -> Result<Extracted, Fault> {
    let decoded = decode(bytes).map_err(|error| Fault::new(Reason::NotText, error.to_string()))?;
    let mut notes = Vec::new();
    if decoded.damaged {
        let encoding = decoded.encoding;
        notes.push(format!("some bytes are not {encoding} and stand as U+FFFD; save the article as UTF-8"));
    }
    Ok(Extracted { article: Article { text: decoded.text, ..Article::default() }, notes })
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
