//! Summaries over articles: sources, who quotes whom, and the measures of a corpus.
//!
//! A [`Summary`] is made of the rows of the tables alone. What workers made of parts of a corpus is merged in the order
//! of the articles and is then the same as if one had seen all; its size grows with sources, outlets and months, not
//! with rows.

mod chains;
mod corpus;
mod measure;
mod names;
mod parties;
mod pool;
mod relay;
mod source;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::grammar::terms::SourceType;
use crate::intern::Interned;
use crate::report::plain::plain;
use crate::report::row::links;
use crate::report::{ArticleRow, Row};
use chains::{Chains, Link};
use corpus::{By, month};
use measure::Measure;
use names::Names;
use pool::{Ends, Group, Groups, Sum};
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
    /// Words that sources have: lemmas of cues, and how well they are identified.
    words: Interned,
    pairs: FxHashMap<(u32, u32), Pair>,
    all: Group,
    outlets: Groups,
    months: Groups,
    /// The measures of some article: which there are.
    measures: Vec<Measure>,
    /// All rows.
    rows: usize,
}

impl Summary {
    /// The summary of no article. Without parties, nothing is said of any.
    pub fn new(parties: Arc<Parties>) -> Self {
        Self { parties, ..Self::default() }
    }

    /// Adds an article with its rows.
    pub fn add(&mut self, article: &ArticleRow, rows: &[Row]) {
        let mut chains = Chains::with_room(rows.len());
        rows.iter().for_each(|row| self.chain(row, &mut chains));
        let outlet = (!article.outlet.is_empty()).then(|| self.outlets.number(&plain(&article.outlet)));
        let month = month(&article.published).map(|month| self.months.number(month));
        self.rows += rows.len();
        let published = plain(&article.published);
        for (row, chain) in rows.iter().zip(chains.iter()) {
            self.row(row, chain, &published, outlet);
        }
        self.articles(&chains);
        let spoken = self.spoken_for(rows, &chains);
        let (measures, spoken) = measure::measures(article, rows, &spoken, &self.parties);
        let sums: Vec<Sum> = measures.iter().map(Sum::of).collect();
        let ends: Vec<Ends> = rows.iter().zip(chains.iter()).filter_map(|(row, chain)| ends(row, chain)).collect();
        let outlet = outlet.map(|number| self.outlets.group(number));
        let month = month.map(|number| self.months.group(number));
        [Some(&mut self.all), outlet, month].into_iter().flatten().for_each(|group| group.add(&sums, &spoken, &ends));
        self.measures = measures;
    }

    /// Adds the links of a row.
    fn chain(&mut self, row: &Row, chains: &mut Chains) {
        let chain = plain(&row.relay_chain);
        let kinds = links(&row.chain_types).filter(|kind| !kind.is_empty());
        let link = |(name, kind): (&str, &str)| {
            let source = self.names.add(name);
            if source as usize == self.sources.len() {
                self.sources.push(Totals::default());
            }
            Link { source, kind: SourceType::named(kind).unwrap_or_default() }
        };
        chains.push(links(&chain).zip(kinds).map(link));
    }

    /// Counts a row for its links and what stands side by side.
    fn row(&mut self, row: &Row, chain: &[Link], published: &str, outlet: Option<u32>) {
        let (words, lemma) = (&mut self.words, plain(&row.cue_lemma));
        for (at, link) in chain.iter().enumerate() {
            let totals = &mut self.sources[link.source as usize];
            totals.link(link.kind, published);
            totals.outlets.extend(outlet);
            if at + 1 < chain.len() {
                totals.relay();
            } else {
                let (identification, cue) = (words.add(&row.identification), words.add(&lemma));
                totals.origin(&Origin { row, kind: link.kind, identification, cue });
            }
        }
        for pair in chain.windows(2) {
            self.pairs.entry((pair[0].source, pair[1].source)).or_default().attributions += 1;
        }
    }

    /// Counts the article once for each source and pair in it.
    fn articles(&mut self, chains: &Chains) {
        let mut sources: Vec<u32> = chains.links().iter().map(|link| link.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources.into_iter().for_each(|source| self.sources[source as usize].articles += 1);
        let pair = |links: &[Link]| (links[0].source, links[1].source);
        let mut pairs: Vec<(u32, u32)> = chains.iter().flat_map(|chain| chain.windows(2).map(pair)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.into_iter().for_each(|pair| self.pairs.entry(pair).or_default().articles += 1);
    }

    /// The party that the origin of each row speaks for, by whatever name of it the article prints; nothing without a table
    /// of parties.
    fn spoken_for(&mut self, rows: &[Row], chains: &Chains) -> Vec<Option<usize>> {
        if self.parties.names().is_empty() {
            return Vec::new();
        }
        let origin = |chain: &[Link]| chain.last().map(|link| link.source);
        let mut spoken: FxHashMap<u32, usize> = FxHashMap::default();
        for (row, chain) in rows.iter().zip(chains.iter()) {
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
        let words: Vec<u32> = later.words.words().map(|word| self.words.add(word)).collect();
        let outlets = self.outlets.merge(&later.outlets, &numbers);
        self.months.merge(&later.months, &numbers);
        self.all.merge(&later.all, &numbers);
        self.sources.resize_with(self.names.len(), Totals::default);
        for (totals, number) in later.sources.iter().zip(&numbers) {
            let own = &mut self.sources[*number as usize];
            own.merge(totals, &words);
            own.outlets.extend(totals.outlets.iter().map(|outlet| outlets[*outlet as usize]));
        }
        for ((from, to), pair) in &later.pairs {
            let own = self.pairs.entry((numbers[*from as usize], numbers[*to as usize])).or_default();
            own.articles += pair.articles;
            own.attributions += pair.attributions;
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
            totals.row((self.names.word(number), party), &relays, self.rows, &self.words)
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
        let all = (By::All, "all", &self.all);
        let groups = [all].into_iter().chain(self.outlets.sorted(By::Outlet)).chain(self.months.sorted(By::Month));
        groups.flat_map(|group| corpus::rows(group, &self.measures, &self.parties)).collect()
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
