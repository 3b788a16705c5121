//! Which rows have the content of earlier ones: an index of runs of words, of bounded size.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::sketch::Sketch;

/// Two contents are the same that share so much of the shorter one's runs of words.
const SAME: f64 = 0.6;

/// How many contents are kept for one run of words: beyond that it is a phrase that everybody uses.
const KEPT: usize = 8;

/// How many chains of one content are told apart: what comes through more is everybody's.
const WAYS: usize = 256;

/// How many runs of words the index holds: about 60 bytes each with all that goes with them.
const ROOM: usize = 1 << 21;

/// Where a content stands again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Echo {
    /// The row, from 0 over all articles.
    pub row: usize,
    /// The first row with that content.
    pub first: usize,
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
    chain: u64,
    origin: u64,
    /// Where its runs stand among all.
    runs: Range<u32>,
    /// The number of its group, from 1; 0 where it did not come again.
    group: u32,
}

/// Articles that credit a content to an origin through a chain.
#[derive(Clone, Copy, Debug)]
struct Way {
    chain: u64,
    origin: u64,
    article: u32,
    /// Whether there are more articles than that.
    more: bool,
}

/// The rows of a content that came again.
#[derive(Clone, Debug, Default)]
struct Group {
    ways: Vec<Way>,
    articles: usize,
    last: Option<u32>,
}

impl Group {
    fn add(&mut self, article: u32, chain: u64, origin: u64) {
        self.articles += usize::from(self.last != Some(article));
        self.last = Some(article);
        let room = self.ways.len() < WAYS;
        match self.ways.iter_mut().find(|way| way.chain == chain) {
            Some(way) => way.more |= way.article != article,
            None if room => self.ways.push(Way { chain, origin, article, more: false }),
            None => {}
        }
    }

    fn origins(&self) -> usize {
        let mut origins: Vec<u64> = self.ways.iter().map(|way| way.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    }

    /// To whom other articles credit it, through another chain.
    fn relation(&self, member: &Member) -> Option<Relation> {
        let elsewhere = |way: &&Way| way.chain != member.chain && (way.more || way.article != member.article);
        let (mut same, mut other) = (false, false);
        for way in self.ways.iter().filter(elsewhere) {
            let one = way.origin == member.origin;
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

/// A row of a group.
#[derive(Clone, Copy, Debug)]
struct Member {
    row: u32,
    article: u32,
    chain: u64,
    origin: u64,
    /// The number of the content.
    content: u32,
    overlap: f32,
}

/// The contents of all rows, as far as there is room for them.
#[derive(Clone, Debug, Default)]
pub struct Echoes {
    /// The contents that have a run: the run and a running number below [`KEPT`].
    marks: FxHashMap<u64, u32>,
    contents: Vec<Content>,
    runs: Vec<u32>,
    groups: Vec<Group>,
    /// The rows that have the content of an earlier one.
    members: Vec<Member>,
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
        self.articles += 1;
    }

    /// Whether there was no room for all contents: those that came later are compared with the earlier ones only.
    pub fn is_full(&self) -> bool {
        self.full
    }

    fn row(&mut self, sketch: &Sketch) {
        if sketch.runs.is_empty() {
            return;
        }
        let best = self.nearest(sketch).filter(|(_, overlap)| *overlap >= SAME);
        let Some((number, overlap)) = best else { return self.first(sketch) };
        let content = &mut self.contents[number as usize];
        if content.group == 0 {
            let mut group = Group::default();
            group.add(content.article, content.chain, content.origin);
            self.groups.push(group);
            content.group = self.groups.len() as u32;
        }
        let (article, chain, origin) = (self.articles, sketch.chain, sketch.origin);
        self.groups[content.group as usize - 1].add(article, chain, origin);
        let overlap = overlap as f32;
        self.members.push(Member { row: self.rows, article, chain, origin, content: number, overlap });
    }

    /// The earlier content that shares most with a row; of several the first.
    fn nearest(&self, sketch: &Sketch) -> Option<(u32, f64)> {
        let mut seen: Vec<u32> = Vec::new();
        for mark in &sketch.marks {
            let kept = (0..KEPT).map_while(|at| self.marks.get(&key(*mark, at)));
            for number in kept {
                if !seen.contains(number) {
                    seen.push(*number);
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
            if best.is_none_or(|(_, most)| overlap > most) {
                best = Some((number, overlap));
            }
        }
        best
    }

    /// Keeps a content that nobody had before.
    fn first(&mut self, sketch: &Sketch) {
        if self.runs.len() + sketch.runs.len() > ROOM {
            self.full = true;
            return;
        }
        let number = self.contents.len() as u32;
        let start = self.runs.len() as u32;
        self.runs.extend(&sketch.runs);
        let runs = start..self.runs.len() as u32;
        let Sketch { chain, origin, .. } = *sketch;
        self.contents.push(Content { row: self.rows, article: self.articles, chain, origin, runs, group: 0 });
        for mark in &sketch.marks {
            if let Some(free) = (0..KEPT).map(|at| key(*mark, at)).find(|key| !self.marks.contains_key(key)) {
                self.marks.insert(free, number);
            }
        }
    }

    /// The rows whose content stands in another article too, through another chain, in the order of the rows.
    pub fn echoes(&self) -> Vec<Echo> {
        let firsts = self.contents.iter().zip(0..).filter(|(content, _)| content.group > 0);
        let firsts = firsts.map(|(content, number)| Member {
            row: content.row,
            article: content.article,
            chain: content.chain,
            origin: content.origin,
            content: number,
            overlap: 1.0,
        });
        let mut members: Vec<Member> = firsts.chain(self.members.iter().copied()).collect();
        members.sort_unstable_by_key(|member| member.row);
        members.iter().filter_map(|member| self.echo(member)).collect()
    }

    fn echo(&self, member: &Member) -> Option<Echo> {
        let content = &self.contents[member.content as usize];
        let group = &self.groups[content.group as usize - 1];
        Some(Echo {
            row: member.row as usize,
            first: content.row as usize,
            overlap: f64::from(member.overlap),
            articles: group.articles,
            chains: group.ways.len(),
            origins: group.origins(),
            relation: group.relation(member)?,
        })
    }
}

fn key(mark: u32, at: usize) -> u64 {
    u64::from(mark) * KEPT as u64 + at as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Row;

    const FERRY: &str = "the ferry will sail again on Thursday after a week of storms";
    const BRIDGE: &str = "the old bridge stays closed to lorries until the end of the month";

    fn sketch(content: &str, chain: &str) -> Sketch {
        let types = vec!["unknown"; chain.split(" > ").count()].join(" > ");
        let row =
            Row { content: content.to_owned(), relay_chain: chain.to_owned(), chain_types: types, ..Row::default() };
        Sketch::of(&row)
    }

    /// Rows with their relations; each list is an article.
    fn found(articles: &[&[(&str, &str)]]) -> Vec<(usize, usize, &'static str)> {
        let mut echoes = Echoes::default();
        for rows in articles {
            echoes.add(&rows.iter().map(|(content, chain)| sketch(content, chain)).collect::<Vec<_>>());
        }
        echoes.echoes().iter().map(|echo| (echo.row, echo.first, echo.relation.name())).collect()
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
        assert_eq!(found(&[&[(FERRY, "Pilot"), (FERRY, "Wire > Pilot")]]), []);
    }

    #[test]
    fn many_rows_of_one_content_are_one_group() {
        let mut echoes = Echoes::default();
        let chains = ["Pilot", "Wire > Pilot", "Captain"];
        (0..3000).for_each(|article| echoes.add(&[sketch(FERRY, chains[article % 3])]));
        let found = echoes.echoes();
        assert_eq!((echoes.contents.len(), echoes.groups[0].ways.len(), found.len()), (1, 3, 3000));
        assert_eq!((found[7].articles, found[7].chains, found[7].origins), (3000, 3, 2));
    }
}
