//! Web pages as articles: which part of a page is the article, what its blocks are, and what the page says of it.

mod attributes;
mod block;
mod compose;
mod element;
mod extract;
mod flow;
mod head;
mod headline;
mod kept;
mod linked_data;
mod marked;
mod metadata;
mod parse;
mod sink;
mod strip;
mod tour;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Article;
use super::layout::{BlockRole, Region};
use block::Block;
use compose::compose;
use head::Head;
use headline::printed_in;
use metadata::{Metadata, metadata};

/// An article as its page has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The text: the headline where the page prints one, then the blocks, a line each. All offsets refer to it.
    pub text: String,
    /// What the lines of the text are; empty where the page could not be read as one.
    pub layout: Vec<Region>,
    /// The headline as printed, or as the metadata have it.
    pub headline: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Name of the publishing outlet.
    pub outlet: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Day of the last change, `YYYY-MM-DD`.
    pub modified: Option<String>,
    /// The language that the page says it is in.
    pub language: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Why the page could not be read as one, or not to its end.
    pub degraded: Option<Degraded>,
}

/// How much of a page is read. Pages of newspapers stay far below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes; what is behind them is not read.
    pub bytes: usize,
    /// Elements in elements.
    pub depth: usize,
    /// Attributes of an element.
    pub attributes: usize,
    /// Elements.
    pub elements: usize,
    /// The sum of the depths of all elements and of the text: what the time of extraction grows with.
    pub work: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 8 << 20, depth: 512, attributes: 1_024, elements: 500_000, work: 4_000_000 }
    }
}

/// Why a page was not read as one. But for [`Degraded::Bytes`] its text is what is left when its tags are cut out, page
/// furniture included, and nothing else is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degraded {
    /// It is longer than [`Limits::bytes`]; the rest was not read.
    Bytes,
    /// Its elements are nested deeper than [`Limits::depth`].
    Depth,
    /// An element has more than [`Limits::attributes`].
    Attributes,
    /// It has more than [`Limits::elements`].
    Elements,
    /// It is more than [`Limits::work`].
    Work,
    /// The extraction met with a fault of its own.
    Fault,
}

impl Degraded {
    /// A name for reports and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bytes => "html_bytes",
            Self::Depth => "html_depth",
            Self::Attributes => "html_attributes",
            Self::Elements => "html_elements",
            Self::Work => "html_work",
            Self::Fault => "html_fault",
        }
    }
}

/// Reads a page; `url` is where it was found, if that is known. No page makes this fail.
pub fn read(html: &str, url: Option<&str>, limits: &Limits) -> Page {
    let read = if html.len() > limits.bytes { &html[..parse::boundary(html, limits.bytes)] } else { html };
    let cut = (read.len() < html.len()).then_some(Degraded::Bytes);
    match unharmed(|| parts(read, url, limits)) {
        Ok((metadata, blocks)) => page(metadata, blocks, cut),
        Err(degraded) => {
            let url = url.map(str::to_owned);
            Page { text: strip::strip(read), url, degraded: Some(degraded), ..Page::default() }
        }
    }
}

/// What the page says of the article, and the article's blocks.
fn parts(html: &str, url: Option<&str>, limits: &Limits) -> Result<(Metadata, Vec<Block>), Degraded> {
    let document = parse::parse(html, limits)?;
    let metadata = metadata(&Head::read(&document), url);
    Ok((metadata, extract::extract(document)))
}

/// What is known to make the libraries panic is kept from them. But it is other people's code over other people's pages.
fn unharmed<T>(work: impl FnOnce() -> Result<T, Degraded>) -> Result<T, Degraded> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Degraded::Fault))
}

fn page(metadata: Metadata, mut blocks: Vec<Block>, degraded: Option<Degraded>) -> Page {
    let Metadata { mut headline, printed, authors, outlet, published, modified, language, url } = metadata;
    let line = headline.as_deref().filter(|_| !printed).and_then(|headline| printed_in(&blocks, headline));
    if let Some(line) = line {
        blocks[line].role = BlockRole::Headline;
        headline = Some(blocks[line].text.clone());
    }
    let (text, layout) = compose(headline.as_deref().filter(|_| printed), &blocks);
    Page { text, layout, headline, authors, outlet, published, modified, language, url, degraded }
}

impl From<Page> for Article {
    /// The article of a page. Its id is the page's address, or empty.
    fn from(page: Page) -> Self {
        Self {
            id: page.url.clone().unwrap_or_default(),
            text: page.text,
            language: page.language,
            outlet: page.outlet,
            published: page.published,
            headline: page.headline,
            authors: page.authors,
            url: page.url,
            layout: page.layout,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_library_is_told_and_goes_no_further() {
        assert_eq!(unharmed(|| -> Result<(), _> { panic!("as a library might") }), Err(Degraded::Fault));
        assert_eq!(unharmed(|| Ok(1)), Ok(1));
    }

    #[test]
    fn a_page_becomes_an_article_with_all_that_is_known() {
        let html = "<html lang=ar><title>Trams run</title><meta property=og:site_name content='The Pier'><meta name=date \
                    content=2024-05-31><h1>Trams run</h1><p>They run all night, the council said.";
        let article = Article::from(read(html, Some("https://pier.example/a"), &Limits::default()));
        assert_eq!(article.text, "Trams run\nThey run all night, the council said.");
        let known = [article.language, article.outlet, article.published, article.headline, article.url];
        assert_eq!(known.map(Option::unwrap), ["ar", "The Pier", "2024-05-31", "Trams run", "https://pier.example/a"]);
        assert_eq!(
            article.layout.iter().map(|region| region.role).collect::<Vec<_>>(),
            [BlockRole::Headline, BlockRole::Body]
        );
        assert_eq!(article.id, "https://pier.example/a");
    }
}
