//! Which rows have the content of earlier ones: an index of runs of words, of bounded size.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::sketch::Sketch;
use super::way::Way;

/// Two contents are the same that share so much of the shorter one's runs of words.
const SAME: f64 = 0.6;

/// How many contents are kept for one run of words: beyond that it is a phrase that everybody uses.
const KEPT: usize = 8;

/// How many chains of one content are told apart: what comes through more is everybody's.
const WAYS: usize = 256;

/// How many runs of words the index holds: about 60 bytes each with all that goes with them.
const ROOM: usize = 1 << 21;

/// A row whose content stands in another article too, through another chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Echo {
    /// The first row with that content, from 0 over all articles.
    pub first: u32,
    /// How much it shares with the first row.
    pub overlap: f64,
    /// Articles with that content.
    pub articles: usize,
    /// Different chains through which it came.
    pub chains: usize,
    /// Different origins at their ends.
    pub origins: usize,
    /// To whom the others credit it.
    pub relation: Relation,
}

/// To whom other articles credit a content, through another chain than a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// To the same origin.
    SameOrigin,
    /// To another.
    OtherOrigin,
    /// To the same and to others.
    Both,
}

impl Relation {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameOrigin => "same_origin",
            Self::OtherOrigin => "other_origin",
            Self::Both => "both",
        }
    }

    /// The flags of such a row.
    pub fn flags(self) -> &'static [&'static str] {
        match self {
            Self::SameOrigin => &["same_origin_elsewhere"],
            Self::OtherOrigin => &["other_origin_elsewhere"],
            Self::Both => &["same_origin_elsewhere", "other_origin_elsewhere"],
        }
    }
}

/// A content as it is first met.
#[derive(Clone, Debug)]
struct Content {
    row: u32,
    article: u32,
    way: Way,
    /// Where its runs stand among all.
    runs: Range<u32>,
    /// The number of its group, from 1; 0 where it did not come again.
    group: u32,
}

/// Articles to which a content came in one way.
#[derive(Clone, Debug)]
struct Came {
    way: Way,
    article: u32,
    /// Whether there are more articles than that.
    more: bool,
}

/// The rows of a content that came again.
#[derive(Clone, Debug, Default)]
struct Group {
    ways: Vec<Came>,
    articles: usize,
    last: Option<u32>,
}

impl Group {
    fn add(&mut self, article: u32, way: &Way) {
        self.articles += usize::from(self.last != Some(article));
        self.last = Some(article);
        let room = self.ways.len() < WAYS;
        match self.ways.iter_mut().find(|came| came.way.is(way)) {
            Some(came) => came.more |= came.article != article,
            None if room => self.ways.push(Came { way: way.clone(), article, more: false }),
            None => {}
        }
    }

    fn origins(&self) -> usize {
        let mut origins: Vec<&Way> = Vec::new();
        for Came { way, .. } in &self.ways {
            if !origins.iter().any(|known| known.has_origin_of(way)) {
                origins.push(way);
            }
        }
        origins.len()
    }

    /// To whom other articles credit it, through another chain.
    fn relation(&self, article: u32, sketch: &Sketch) -> Option<Relation> {
        let elsewhere = |came: &&Came| !came.way.is(&sketch.way) && (came.more || came.article != article);
        let (mut same, mut other) = (false, false);
        for came in self.ways.iter().filter(elsewhere) {
            let one = came.way.has_origin_of(&sketch.way);
            (same, other) = (same || one, other || !one);
        }
        match (same, other) {
            (true, true) => Some(Relation::Both),
            (true, false) => Some(Relation::SameOrigin),
            (false, true) => Some(Relation::OtherOrigin),
            (false, false) => None,
        }
    }
}

/// The contents of all rows, as far as there is room for them.
#[derive(Clone, Debug, Default)]
pub struct Echoes {
    /// The contents that have a run: the run and a running number below [`KEPT`].
    marks: FxHashMap<u64, u32>,
    contents: Vec<Content>,
    runs: Vec<u32>,
    groups: Vec<Group>,
    rows: u32,
    articles: u32,
    full: bool,
}

impl Echoes {
    /// Adds the rows of an article.
    pub fn add(&mut self, sketches: &[Sketch]) {
        for sketch in sketches {
            self.row(sketch);
            self.rows += 1;
        }
        self.articles += u32::from(!sketches.is_empty());
    }

    /// Whether there was no room for all contents: those that came later are compared with the earlier ones only.
    pub fn is_full(&self) -> bool {
        self.full
    }

    fn row(&mut self, sketch: &Sketch) {
        if sketch.runs().is_empty() {
            return;
        }
        let Some((number, _)) = self.same(sketch, self.rows) else { return self.first(sketch) };
        let content = &mut self.contents[number as usize];
        if content.group == 0 {
            let mut group = Group::default();
            group.add(content.article, &content.way);
            self.groups.push(group);
            content.group = self.groups.len() as u32;
        }
        self.groups[content.group as usize - 1].add(self.articles, &sketch.way);
    }

    /// The content that is the same as a row's, with what they share: of those up to the row the one that shares most, of
    /// several the first.
    fn same(&self, sketch: &Sketch, row: u32) -> Option<(u32, f64)> {
        let mut seen: Vec<u32> = Vec::new();
        for mark in sketch.marks() {
            let kept = (0..KEPT).map_while(|at| self.marks.get(&key(*mark, at)).copied());
            for number in kept.take_while(|number| self.contents[*number as usize].row <= row) {
                if !seen.contains(&number) {
                    seen.push(number);
                }
            }
        }
        seen.sort_unstable();
        let overlap = |number: u32| {
            let Range { start, end } = self.contents[number as usize].runs;
            sketch.overlap(&self.runs[start as usize..end as usize])
        };
        let mut best: Option<(u32, f64)> = None;
        for number in seen {
            let overlap = overlap(number);
            if overlap >= SAME && best.is_none_or(|(_, most)| overlap > most) {
                best = Some((number, overlap));
            }
        }
        best
    }

    /// Keeps a content that nobody had before.
    fn first(&mut self, sketch: &Sketch) {
        if self.runs.len() + sketch.runs().len() > ROOM {
            self.full = true;
            return;
        }
        let number = self.contents.len() as u32;
        let start = self.runs.len() as u32;
        self.runs.extend(sketch.runs());
        let runs = start..self.runs.len() as u32;
        let way = sketch.way.clone();
        self.contents.push(Content { row: self.rows, article: self.articles, way, runs, group: 0 });
        for mark in sketch.marks() {
            if let Some(free) = (0..KEPT).map(|at| key(*mark, at)).find(|key| !self.marks.contains_key(key)) {
                self.marks.insert(free, number);
            }
        }
    }

    /// The first rows of the contents that came through several chains, in the order of the rows.
    pub fn firsts(&self) -> Vec<usize> {
        let several = |content: &&Content| self.group(content).is_some_and(|group| group.ways.len() > 1);
        self.contents.iter().filter(several).map(|content| content.row as usize).collect()
    }

    fn group(&self, content: &Content) -> Option<&Group> {
        self.groups.get((content.group as usize).checked_sub(1)?)
    }

    /// What is to be told of a row when all are known: `row` and `article` are its number and that of its article among
    /// those that have rows, from 0.
    pub fn echo(&self, row: u32, article: u32, sketch: &Sketch) -> Option<Echo> {
        let (number, overlap) = self.same(sketch, row)?;
        let content = &self.contents[number as usize];
        let group = self.group(content)?;
        let relation = group.relation(article, sketch)?;
        let (articles, chains, origins) = (group.articles, group.ways.len(), group.origins());
        Some(Echo { first: content.row, overlap, articles, chains, origins, relation })
    }
}

fn key(mark: u32, at: usize) -> u64 {
    u64::from(mark) * KEPT as u64 + at as u64
}

#[cfg(test)]
mod tests {
    use super::super::Sketcher;
    use super::*;
    use crate::report::Row;

    const FERRY: &str = "the ferry will sail again on Thursday after a week of storms";
    const BRIDGE: &str = "the old bridge stays closed to lorries until the end of the month";

    fn sketch(content: &str, chain: &str) -> Sketch {
        let types = vec!["unknown"; chain.split(" > ").count()].join(" > ");
        let row =
            Row { content: content.into(), relay_chain: chain.into(), chain_types: types.into(), ..Row::default() };
        Sketcher::default().row(&row)
    }

    /// All rows that have an echo; each list is an article.
    fn echoes(articles: &[Vec<Sketch>]) -> (Echoes, Vec<(u32, Echo)>) {
        let mut echoes = Echoes::default();
        articles.iter().for_each(|rows| echoes.add(rows));
        let rows = articles.iter().zip(0..).flat_map(|(rows, article)| rows.iter().map(move |row| (article, row)));
        let found = |(row, (article, sketch))| Some((row, echoes.echo(row, article, sketch)?));
        let found = (0..).zip(rows).filter_map(found).collect();
        (echoes, found)
    }

    /// Rows with the first ones of their contents and their relations.
    fn found(articles: &[&[(&str, &str)]]) -> Vec<(u32, u32, &'static str)> {
        let sketches = |rows: &&[(&str, &str)]| rows.iter().map(|(content, chain)| sketch(content, chain)).collect();
        let (_, found) = echoes(&articles.iter().map(sketches).collect::<Vec<_>>());
        found.into_iter().map(|(row, echo)| (row, echo.first, echo.relation.name())).collect()
    }

    #[test]
    fn chains_that_end_in_one_origin_and_in_others_are_told_apart() {
        let near = "that the ferry will sail again on Thursday after a week of heavy storms";
        let articles: [&[(&str, &str)]; 4] = [
            &[(BRIDGE, "Mayor"), (FERRY, "Wire > Pilot")],
            &[(near, "Pilot")],
            &[(FERRY, "Captain")],
            &[("quite another thing is said here by quite another person today", "Pilot")],
        ];
        assert_eq!(found(&articles[..2]), [(1, 1, "same_origin"), (2, 1, "same_origin")]);
        assert_eq!(found(&articles), [(1, 1, "both"), (2, 1, "both"), (3, 1, "other_origin")]);
    }

    #[test]
    fn a_reprint_through_the_same_chain_and_a_repetition_in_the_article_are_none() {
        assert_eq!(found(&[&[(FERRY, "Pilot")], &[(FERRY, "Pilot")]]), []);
        assert_eq!(found(&[&[(FERRY, "Wire > Ada Kern")], &[(FERRY, "Wire > Kern")]]), []);
        assert_eq!(found(&[&[(FERRY, "Pilot"), (FERRY, "Wire > Pilot")]]), []);
    }

    #[test]
    fn a_later_content_that_is_nearer_does_not_take_a_row_from_its_claim() {
        let longer = "the ferry will sail again on Thursday after a week of repairs to its engine and to its deck";
        let between = "the ferry will sail again on Thursday after a week of repairs";
        let rows: [&[(&str, &str)]; 3] = [&[(FERRY, "Pilot")], &[(between, "Captain")], &[(longer, "Mayor")]];
        let found = found(&rows);
        assert_eq!(found.iter().map(|(row, first, _)| (*row, *first)).collect::<Vec<_>>(), [(0, 0), (1, 0), (2, 0)]);
    }

    #[test]
    fn many_rows_of_one_content_are_one_group() {
        let chains = ["Pilot", "Wire > Pilot", "Captain"];
        let articles: Vec<Vec<Sketch>> = (0..3000).map(|article| vec![sketch(FERRY, chains[article % 3])]).collect();
        let (echoes, found) = echoes(&articles);
        assert_eq!((echoes.contents.len(), echoes.groups[0].ways.len(), found.len()), (1, 3, 3000));
        let (_, echo) = found[7];
        assert_eq!((echo.articles, echo.chains, echo.origins), (3000, 3, 2));
        assert_eq!(echoes.firsts(), [0]);
    }
}
