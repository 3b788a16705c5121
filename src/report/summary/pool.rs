//! Measures over a group of articles: what can be summed is summed, the sources of all are counted together.

use rustc_hash::FxHashMap;

use super::corpus::By;
use super::measure::{Measure, Said};
use super::parties::{Sums, balance, gap};
use crate::intern::Interned;
use crate::report::cells::{Fraction, Ratio};
use crate::report::diversity::Diversity;

/// How a measure is made of all rows of a group.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pool {
    /// Not at all.
    None,
    /// Of the sums.
    Sum,
    /// It is the greatest of all articles.
    Most,
    /// Distinct origins.
    Origins,
    /// Distinct first links.
    Entries,
    /// The share of unnamed ones among the distinct origins.
    UnnamedOrigins,
    /// Distinct origins of whom a reader can tell who they are.
    IdentifiedOrigins,
    /// Of the origins and their rows.
    Index(fn(&Diversity) -> Option<Fraction>),
    /// Of the first links and their rows.
    EntryIndex(fn(&Diversity) -> Option<Fraction>),
    /// How evenly the parties are heard.
    Balance(fn(&Sums) -> usize),
    /// How much more one party's verbs speak for it than another's.
    Gap(usize, usize),
}

/// What is summed for a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sum {
    part: i64,
    whole: i64,
    /// The articles' values in units of the last decimal that is printed: sums of these do not depend on their order.
    units: i64,
    /// Articles that have a value.
    valued: usize,
    most: i64,
}

impl Sum {
    /// What one article says.
    pub fn of(measure: &Measure) -> Self {
        let (part, whole, value) = match measure.said {
            Said::Count(count) => (count as i64, 0, Some(Ratio::whole(count))),
            Said::Share(part, whole) => (part, whole, Fraction::of(part as f64, whole as f64).map(Fraction::value)),
            Said::Value(value) => (0, 0, value),
        };
        let units = value.map_or(0, Ratio::units);
        Self { part, whole, units, valued: usize::from(value.is_some()), most: units }
    }

    fn merge(&mut self, other: &Self) {
        self.most = match (self.valued, other.valued) {
            (_, 0) => self.most,
            (0, _) => other.most,
            _ => self.most.max(other.most),
        };
        self.part += other.part;
        self.whole += other.whole;
        self.units += other.units;
        self.valued += other.valued;
    }
}

/// An origin's part in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Heard {
    rows: usize,
    unnamed: bool,
    identified: bool,
}

/// What a row says of its chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// The number of the first link.
    pub entry: u32,
    /// The number of the origin.
    pub origin: u32,
    pub unnamed: bool,
    /// Whether a reader can tell who the origin is.
    pub identified: bool,
}

/// What is counted over a group of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    pub articles: usize,
    sums: Vec<Sum>,
    origins: FxHashMap<u32, Heard>,
    entries: FxHashMap<u32, usize>,
    parties: Vec<Sums>,
}

/// Groups by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    names: Interned,
    groups: Vec<Group>,
}

impl Groups {
    /// The number of the group of a name; it is added if there is none.
    pub fn number(&mut self, name: &str) -> u32 {
        let number = self.names.add(name);
        self.groups.resize_with(self.names.len(), Group::default);
        number
    }

    /// The group of a number.
    pub fn group(&mut self, number: u32) -> &mut Group {
        &mut self.groups[number as usize]
    }

    /// Adds those of later articles, whose sources have other numbers. Returns the number of each of them here.
    pub fn merge(&mut self, later: &Self, sources: &[u32]) -> Vec<u32> {
        let numbers: Vec<u32> = later.names.words().map(|name| self.number(name)).collect();
        for (group, number) in later.groups.iter().zip(&numbers) {
            self.group(*number).merge(group, sources);
        }
        numbers
    }

    /// All of them by name, with what they have in common.
    pub fn sorted(&self, by: By) -> impl Iterator<Item = (By, &str, &Group)> {
        let mut all: Vec<(&str, &Group)> = self.names.words().zip(&self.groups).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all.into_iter().map(move |(name, group)| (by, name, group))
    }
}

/// A value with what stands above and below its line; a blank is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Figure {
    pub value: Option<Ratio>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
}

impl Figure {
    fn count(count: usize) -> Self {
        Self { value: Some(Ratio::whole(count)), numerator: Some(count as f64), denominator: None }
    }

    /// Without a value where the whole is nothing.
    fn share(part: f64, whole: f64) -> Self {
        let value = Fraction::of(part, whole).map(Fraction::value);
        Self { value, numerator: Some(part), denominator: Some(whole) }
    }
}

impl From<Option<Fraction>> for Figure {
    fn from(fraction: Option<Fraction>) -> Self {
        fraction.map_or_else(Self::default, |fraction| Self::share(fraction.numerator, fraction.denominator))
    }
}

impl Group {
    /// Counts an article.
    pub fn add(&mut self, sums: &[Sum], parties: &[Sums], ends: &[Ends]) {
        self.articles += 1;
        self.sums.resize_with(sums.len(), Sum::default);
        self.sums.iter_mut().zip(sums).for_each(|(sum, other)| sum.merge(other));
        self.add_parties(parties);
        for Ends { entry, origin, unnamed, identified } in ends {
            let heard = self.origins.entry(*origin).or_default();
            heard.rows += 1;
            heard.unnamed |= unnamed;
            heard.identified |= identified;
            *self.entries.entry(*entry).or_default() += 1;
        }
    }

    fn add_parties(&mut self, parties: &[Sums]) {
        self.parties.resize_with(parties.len(), Sums::default);
        self.parties.iter_mut().zip(parties).for_each(|(sums, other)| sums.add(other));
    }

    /// Adds what was counted over later articles, whose sources have other numbers.
    pub fn merge(&mut self, later: &Self, numbers: &[u32]) {
        self.articles += later.articles;
        self.sums.resize_with(later.sums.len(), Sum::default);
        self.sums.iter_mut().zip(&later.sums).for_each(|(sum, other)| sum.merge(other));
        self.add_parties(&later.parties);
        for (origin, other) in &later.origins {
            let heard = self.origins.entry(numbers[*origin as usize]).or_default();
            heard.rows += other.rows;
            heard.unnamed |= other.unnamed;
            heard.identified |= other.identified;
        }
        for (entry, rows) in &later.entries {
            *self.entries.entry(numbers[*entry as usize]).or_default() += rows;
        }
    }

    /// A measure of all rows together; `None` where it has no such value.
    pub fn pooled(&self, at: usize, measure: &Measure) -> Option<Figure> {
        let sum = self.sums.get(at)?;
        let origins = || Diversity::of(self.origins.values().map(|heard| heard.rows).collect());
        let entries = || Diversity::of(self.entries.values().copied().collect());
        let such = |holds: fn(&Heard) -> bool| self.origins.values().filter(|heard| holds(heard)).count();
        Some(match measure.pool {
            Pool::None => return None,
            Pool::Sum if matches!(measure.said, Said::Count(_)) => Figure::count(sum.part as usize),
            Pool::Sum => Figure::share(sum.part as f64, sum.whole as f64),
            Pool::Most => {
                let most = (sum.valued > 0).then(|| Ratio::of_units(sum.most));
                Figure { value: most, ..Figure::default() }
            }
            Pool::Origins => Figure::count(self.origins.len()),
            Pool::Entries => Figure::count(self.entries.len()),
            Pool::UnnamedOrigins => Figure::share(such(|heard| heard.unnamed) as f64, self.origins.len() as f64),
            Pool::IdentifiedOrigins => Figure::count(such(|heard| heard.identified)),
            Pool::Index(index) => index(&origins()).into(),
            Pool::EntryIndex(index) => index(&entries()).into(),
            Pool::Balance(of) => balance(&self.parties, of).into(),
            Pool::Gap(party, other) => {
                Figure { value: gap(&self.parties, party, other).map(Ratio::new), ..Figure::default() }
            }
        })
    }

    /// The mean of the articles that have a value.
    pub fn mean(&self, at: usize) -> Option<Figure> {
        let sum = self.sums.get(at)?;
        Some(Figure::share(Ratio::of_units(sum.units).value(), sum.valued as f64))
    }
}
