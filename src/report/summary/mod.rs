//! Summaries over articles: sources, who quotes whom, and the measures of a corpus.
//!
//! A [`Summary`] is made of the rows of the tables alone. What workers made of parts of a corpus is merged in the order
//! of the articles and is then the same as if one had seen all; its size grows with sources, outlets and months, not
//! with rows.

mod corpus;
mod measure;
mod names;
mod parties;
mod pool;
mod relay;
mod source;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::grammar::terms::SourceType;
use crate::intern::Interned;
use crate::report::plain::plain;
use crate::report::row::links;
use crate::report::{ArticleRow, Row};
use corpus::{By, month};
use measure::Measure;
use names::Names;
use pool::{Ends, Group, Sum};
use relay::Pair;
use source::{Origin, Totals};

pub use corpus::CorpusRow;
pub use parties::Parties;
pub use relay::RelayRow;
pub use source::SourceRow;

/// How many relays of a source its row names.
const RELAYS: usize = 3;

/// What is summed up over articles.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    parties: Arc<Parties>,
    /// The names of the sources in the chains.
    names: Names,
    sources: Vec<Totals>,
    outlets: Interned,
    pairs: FxHashMap<(u32, u32), Pair>,
    groups: BTreeMap<(By, String), Group>,
    /// The measures of some article: which there are.
    measures: Vec<Measure>,
    /// All rows.
    rows: usize,
}

/// A link of a row's chain.
struct Link {
    source: u32,
    kind: SourceType,
}

impl Summary {
    /// The summary of no article. Without parties, nothing is said of any.
    pub fn new(parties: Arc<Parties>) -> Self {
        Self { parties, ..Self::default() }
    }

    /// Adds an article with its rows.
    pub fn add(&mut self, article: &ArticleRow, rows: &[Row]) {
        let chains: Vec<Vec<Link>> = rows.iter().map(|row| self.chain(row)).collect();
        let outlet = (!article.outlet.is_empty()).then(|| self.outlets.add(&plain(&article.outlet)));
        self.rows += rows.len();
        let published = plain(&article.published);
        for (row, chain) in rows.iter().zip(&chains) {
            self.row(row, chain, &published, outlet);
        }
        self.articles(&chains);
        let parties = self.spoken_for(rows, &chains);
        let spoken: Vec<(&Row, Option<usize>)> = rows.iter().zip(parties).collect();
        let (measures, spoken) = measure::measures(article, &spoken, &self.parties);
        let sums: Vec<Sum> = measures.iter().map(Sum::of).collect();
        let ends: Vec<Ends> = rows.iter().zip(&chains).filter_map(|(row, chain)| ends(row, chain)).collect();
        let named = |name: &str| plain(name).into_owned();
        let outlet = outlet.map(|_| (By::Outlet, named(&article.outlet)));
        let month = month(&article.published).map(|month| (By::Month, month.to_owned()));
        for group in [Some((By::All, "all".to_owned())), outlet, month].into_iter().flatten() {
            self.groups.entry(group).or_default().add(&sums, &spoken, &ends);
        }
        self.measures = measures;
    }

    /// The links of a row.
    fn chain(&mut self, row: &Row) -> Vec<Link> {
        let chain = plain(&row.relay_chain);
        let kinds = links(&row.chain_types).filter(|kind| !kind.is_empty());
        let links = links(&chain).zip(kinds);
        let mut link = |name: &str, kind: &str| {
            let source = self.names.add(name);
            if source as usize == self.sources.len() {
                self.sources.push(Totals::default());
            }
            Link { source, kind: SourceType::named(kind).unwrap_or_default() }
        };
        links.map(|(name, kind)| link(name, kind)).collect()
    }

    /// Counts a row for its links and what stands side by side.
    fn row(&mut self, row: &Row, chain: &[Link], published: &str, outlet: Option<u32>) {
        for (at, link) in chain.iter().enumerate() {
            let totals = &mut self.sources[link.source as usize];
            totals.link(link.kind, published);
            totals.outlets.extend(outlet);
            if at + 1 < chain.len() {
                totals.relay();
            } else {
                totals.origin(&Origin { row, kind: link.kind });
            }
        }
        for pair in chain.windows(2) {
            self.pairs.entry((pair[0].source, pair[1].source)).or_default().attributions += 1;
        }
    }

    /// Counts the article once for each source and pair in it.
    fn articles(&mut self, chains: &[Vec<Link>]) {
        let mut sources: Vec<u32> = chains.iter().flatten().map(|link| link.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources.into_iter().for_each(|source| self.sources[source as usize].articles += 1);
        let pair = |links: &[Link]| (links[0].source, links[1].source);
        let mut pairs: Vec<(u32, u32)> = chains.iter().flat_map(|chain| chain.windows(2).map(pair)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.into_iter().for_each(|pair| self.pairs.entry(pair).or_default().articles += 1);
    }

    /// The party that the origin of each row speaks for, by whatever name of it the article prints.
    fn spoken_for(&mut self, rows: &[Row], chains: &[Vec<Link>]) -> Vec<Option<usize>> {
        if self.parties.names().is_empty() {
            return vec![None; rows.len()];
        }
        let origin = |chain: &Vec<Link>| chain.last().map(|link| link.source);
        let mut spoken: FxHashMap<u32, usize> = FxHashMap::default();
        for (row, chain) in rows.iter().zip(chains) {
            let Some(source) = origin(chain) else { continue };
            let names = [self.names.word(source), &row.source_name_en, &row.source_name, &row.source_text];
            if let Some(party) = names.iter().find_map(|name| self.parties.of(&plain(name))) {
                spoken.entry(source).or_insert(party);
                let totals = &mut self.sources[source as usize];
                totals.party = totals.party.or(Some(party));
            }
        }
        chains.iter().map(|chain| spoken.get(&origin(chain)?).copied()).collect()
    }

    /// Adds what was summed up over the articles after these.
    pub fn merge(&mut self, later: &Self) {
        let numbers: Vec<u32> = later.names.words().map(|name| self.names.add(name)).collect();
        let outlets: Vec<u32> = later.outlets.words().map(|name| self.outlets.add(name)).collect();
        self.sources.resize_with(self.names.len(), Totals::default);
        for (totals, number) in later.sources.iter().zip(&numbers) {
            let own = &mut self.sources[*number as usize];
            own.merge(totals);
            own.outlets.extend(totals.outlets.iter().map(|outlet| outlets[*outlet as usize]));
        }
        for ((from, to), pair) in &later.pairs {
            let own = self.pairs.entry((numbers[*from as usize], numbers[*to as usize])).or_default();
            own.articles += pair.articles;
            own.attributions += pair.attributions;
        }
        for (name, group) in &later.groups {
            self.groups.entry(name.clone()).or_default().merge(group, &numbers);
        }
        if self.measures.is_empty() {
            self.measures.clone_from(&later.measures);
        }
        self.rows += later.rows;
    }

    /// The table of sources: those with the most rows first.
    pub fn sources(&self) -> Vec<SourceRow> {
        let mut before: Vec<Vec<(u32, usize)>> = vec![Vec::new(); self.sources.len()];
        for ((from, to), pair) in &self.pairs {
            before[*to as usize].push((*from, pair.attributions));
        }
        let rows = |number: &u32| self.sources[*number as usize].attributions();
        let mut order: Vec<u32> = (0..self.sources.len() as u32).collect();
        order.sort_by_key(|number| (std::cmp::Reverse(rows(number)), self.names.word(*number)));
        let row = |number: u32| {
            let relays = &mut before[number as usize];
            relays.sort_by_key(|(from, rows)| (std::cmp::Reverse(*rows), self.names.word(*from)));
            let relays: Vec<&str> = relays.iter().take(RELAYS).map(|(from, _)| self.names.word(*from)).collect();
            let totals = &self.sources[number as usize];
            let party = totals.party.map_or("", |party| self.parties.names()[party].as_str());
            totals.row(self.names.word(number), party, &relays, self.rows)
        };
        order.into_iter().map(row).collect()
    }

    /// The table of relays: the commonest first.
    pub fn relays(&self) -> Vec<RelayRow> {
        let name = |number: u32| self.names.word(number);
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_by_key(|((from, to), pair)| (std::cmp::Reverse(pair.attributions), name(*from), name(*to)));
        let kind = |number: u32| self.sources[number as usize].kind().name().to_owned();
        let row = |((from, to), pair): (&(u32, u32), &Pair)| RelayRow {
            from: name(*from).to_owned(),
            to: name(*to).to_owned(),
            from_type: kind(*from),
            to_type: kind(*to),
            articles: pair.articles,
            attributions: pair.attributions,
        };
        pairs.into_iter().map(row).collect()
    }

    /// The table of the corpus: all articles, each outlet, each month.
    pub fn corpus(&self) -> Vec<CorpusRow> {
        let rows = self
            .groups
            .iter()
            .flat_map(|((by, name), group)| corpus::rows((*by, name), group, &self.measures, &self.parties));
        rows.collect()
    }
}

/// Where the chain of a row begins and ends, and how well its end is identified.
fn ends(row: &Row, chain: &[Link]) -> Option<Ends> {
    let (entry, origin) = (chain.first()?, chain.last()?);
    let identified = match &*row.identification {
        "named_organisation" => true,
        "named_person" | "named_document" => !row.source_title.is_empty(),
        _ => false,
    };
    Some(Ends { entry: entry.source, origin: origin.source, unnamed: origin.kind.is_unnamed(), identified })
}
