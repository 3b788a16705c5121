//! The tables over all articles: gathered while the report is written, and written when it is complete.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayso::report::corroboration::{CorroborationRow, Echoes, Sketch, Sketcher};
use sayso::report::summary::{CorpusRow, Parties, RelayRow, SourceRow, Summary};
use sayso::report::{ArticleRow, Row, Table};
use sayso::write::csv::{self, table};
use sayso::write::marks::mark;

use super::Stop;
use super::place::Place;
use super::sheet::Kind;

/// What the tables take of a batch.
pub struct Sums {
    summary: Summary,
    /// The rows of each article, as they are compared with others.
    sketches: Vec<Vec<Sketch>>,
    sketcher: Sketcher,
}

impl Sums {
    /// Those of no article.
    pub fn new(parties: Arc<Parties>) -> Self {
        Self { summary: Summary::new(parties), sketches: Vec::new(), sketcher: Sketcher::default() }
    }

    /// Adds an article.
    pub fn add(&mut self, article: &ArticleRow, rows: &[Row]) {
        self.summary.add(article, rows);
        self.sketches.push(rows.iter().map(|row| self.sketcher.row(row)).collect());
    }
}

/// The tables of a report.
pub struct Tables {
    directory: PathBuf,
    /// Where they go: opened first, so that a long run does not find out at its end that there is no place for one.
    places: Vec<(Table, Place)>,
    parties: Arc<Parties>,
    summary: Summary,
    echoes: Echoes,
}

/// The tables in the order in which they are written.
fn described() -> [Table; 4] {
    [
        Table::of::<SourceRow>("sources"),
        Table::of::<RelayRow>("relays"),
        Table::of::<CorpusRow>("corpus"),
        Table::of::<CorroborationRow>("corroboration"),
    ]
}

/// What is written at the end, and gets its name with the report.
#[derive(Default)]
pub struct Ended {
    /// The tables.
    pub tables: Vec<(Table, Place)>,
    /// The attributions again, with marks, if there is something to mark.
    pub marked: Option<Place>,
    /// What is to be told.
    pub note: Option<&'static str>,
}

impl Tables {
    /// The tables in a directory, of no article yet.
    pub fn new(directory: &Path, parties: Parties) -> Result<Self, Stop> {
        let open = |table: Table| Ok((table, Place::open(Some(&directory.join(table.file())))?));
        let places = described().into_iter().map(open).collect::<Result<_, Stop>>()?;
        let parties = Arc::new(parties);
        let summary = Summary::new(Arc::clone(&parties));
        Ok(Self { directory: directory.to_owned(), places, parties, summary, echoes: Echoes::default() })
    }

    /// The user's parties.
    pub fn parties(&self) -> Arc<Parties> {
        Arc::clone(&self.parties)
    }

    /// What was summed up over the articles.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Adds what came of a batch.
    pub fn add(&mut self, sums: &Sums) {
        self.summary.merge(&sums.summary);
        sums.sketches.iter().for_each(|sketches| self.echoes.add(sketches));
    }

    /// Adds the articles that an earlier part of the run reported, from the files that it wrote.
    pub fn read_back(&mut self, articles: &mut Place, rows: &mut Place) -> Result<(), Stop> {
        let read = self.read(articles.read()?, rows.read()?);
        read.map_err(|error| rows.failed(error))?;
        articles.end_reading()?;
        rows.end_reading()
    }

    fn read(&mut self, articles: impl Read, rows: impl Read) -> io::Result<()> {
        let mut rows = csv::rows::<Row>(rows)?;
        let mut sketcher = Sketcher::default();
        for article in csv::rows::<ArticleRow>(articles)? {
            let article = article?;
            let own = rows.by_ref().take(article.attributions).collect::<Result<Vec<Row>, _>>()?;
            self.summary.add(&article, &own);
            self.echoes.add(&own.iter().map(|row| sketcher.row(row)).collect::<Vec<_>>());
        }
        Ok(())
    }

    /// Writes the tables of a complete report, whose attributions lie in `rows`.
    pub fn write(self, rows: &mut Place) -> Result<Ended, Stop> {
        let full =
            "note: corroboration.csv compares the articles after the first ones only with these: there are too many";
        let mut ended = Ended { note: self.echoes.is_full().then_some(full), tables: self.places, marked: None };
        let tables = [table(&self.summary.sources()), table(&self.summary.relays()), table(&self.summary.corpus())];
        ended.tables.iter_mut().zip(&tables).try_for_each(|((_, place), table)| place.write(table))?;
        let Some((_, claims)) = ended.tables.last_mut() else { return Ok(ended) };
        if self.echoes.firsts().is_empty() {
            claims.write(&table::<CorroborationRow>(&[]))?;
            return Ok(ended);
        }
        let mut marked = Place::instead(&self.directory.join(Kind::Attributions.name()))?;
        let done = mark(rows.read()?, marked.stream(), claims.stream(), &self.echoes);
        done.map_err(|error| rows.failed(error))?;
        ended.marked = Some(marked);
        Ok(ended)
    }
}
