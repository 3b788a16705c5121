//! The pages of the report for a browser: bound at the end of the run from what the workers wrote about each article.

use std::fs;
use std::io::BufReader;
use std::path::Path;

use sayso::report::summary::Summary;
use sayso::write::html::{Book, Overview, name};

use super::Stop;
use super::place::Place;

/// Binds the articles to pages beside them, with the overview; they get their names with the report. Pages of an earlier
/// report that are no longer any go.
pub fn bind(articles: &mut Place, summary: &Summary) -> Result<Vec<Place>, Stop> {
    let mut pages = Vec::new();
    let mut book = Book::new(BufReader::new(articles.read()?));
    let beside = |name: &str| articles.target().map(|target| target.with_file_name(name)).unwrap_or_default();
    while let Some(page) = book.page().map_err(|error| articles.failed(error))? {
        pages.push(written(&beside(&name(pages.len() + 1)), &page)?);
    }
    let (sources, relays, corpus) = (summary.sources(), summary.relays(), summary.corpus());
    let overview = Overview { sources: &sources, relays: &relays, corpus: &corpus, contents: book.contents() };
    let stale = (pages.len() + 1..).map(|number| beside(&name(number)));
    for page in stale.take_while(|page| page.is_file()) {
        fs::remove_file(page).map_err(|error| articles.failed(error))?;
    }
    pages.push(written(&beside("report.html"), overview.page().as_bytes())?);
    Ok(pages)
}

/// A page, closed: a report may have more of them than a process may have open files.
fn written(path: &Path, page: &[u8]) -> Result<Place, Stop> {
    let mut place = Place::open(Some(path))?;
    place.write(page)?;
    place.close()?;
    Ok(place)
}
