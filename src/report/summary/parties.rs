//! The parties that a user tells apart: which source speaks for whom.

use rustc_hash::FxHashMap;

use crate::error::{Error, ErrorKind, Problem};
use crate::report::cells::Fraction;
use crate::report::diversity::Diversity;

/// The columns of the file, in order.
const COLUMNS: [&str; 2] = ["source", "party"];

/// The user's parties and the names of the sources that speak for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// In the order in which the file names them first.
    names: Vec<String>,
    sources: FxHashMap<String, usize>,
}

impl Parties {
    /// Reads a table of parties: CSV with the columns `source` and `party`. A source is given by its name in the report,
    /// its English name, or as an article prints it.
    ///
    /// # Errors
    /// All faults of the file with their lines: wrong columns, an empty cell, a source of two parties.
    pub fn load(path: &str, text: &str) -> Result<Self, Error> {
        let mut parties = Self::default();
        let mut problems = Vec::new();
        let mut fault = |line: u64, message: String| {
            let start = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
            problems.push(Problem::at(path, text, start, start + 1, message));
        };
        let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        match reader.headers() {
            Ok(headers) if headers.iter().eq(COLUMNS) => {}
            Ok(headers) => {
                let found = headers.iter().collect::<Vec<_>>().join(",");
                fault(1, format!("the columns are `{found}`; expected `{}`", COLUMNS.join(",")));
            }
            Err(error) => fault(1, error.to_string()),
        }
        for record in reader.records() {
            match record {
                Err(error) => fault(error.position().map_or(1, csv::Position::line), error.to_string()),
                Ok(record) => {
                    let line = record.position().map_or(1, csv::Position::line);
                    let cell = |at: usize| record.get(at).unwrap_or_default().trim();
                    if let Err(message) = parties.add(cell(0), cell(1)) {
                        fault(line, message);
                    }
                }
            }
        }
        if problems.is_empty() { Ok(parties) } else { Err(ErrorKind::Load(problems).into()) }
    }

    fn add(&mut self, source: &str, party: &str) -> Result<(), String> {
        if source.is_empty() || party.is_empty() {
            return Err("a row names a source and its party; one of them is missing".to_owned());
        }
        let known = self.names.iter().position(|name| name == party);
        let number = known.unwrap_or_else(|| {
            self.names.push(party.to_owned());
            self.names.len() - 1
        });
        match self.sources.insert(source.to_owned(), number) {
            Some(other) if other != number => {
                Err(format!("`{source}` speaks for `{}` and for `{party}`; give it one party", self.names[other]))
            }
            _ => Ok(()),
        }
    }

    /// The names of the parties.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The party of a source by one of its names.
    pub(super) fn of(&self, name: &str) -> Option<usize> {
        self.sources.get(name).copied()
    }
}

/// What is counted for a party.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub rows: usize,
    /// Words of content.
    pub words: usize,
    /// Rows for less rows against the claim.
    pub balance: i64,
}

impl Sums {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.words += other.words;
        self.balance += other.balance;
    }
}

/// How evenly the parties are heard: of two, the lesser part over the greater; of more, the entropy of their shares over
/// the greatest possible, those that are not heard included.
pub(super) fn balance(sums: &[Sums], of: fn(&Sums) -> usize) -> Option<Fraction> {
    let counts: Vec<usize> = sums.iter().map(of).collect();
    match counts[..] {
        [one, other] => Fraction::of(one.min(other) as f64, one.max(other) as f64),
        _ if counts.iter().all(|count| *count == 0) => None,
        _ => Diversity::of(counts).relative_entropy(),
    }
}

/// How much more one party's verbs speak for it than another's.
pub(super) fn gap(sums: &[Sums], party: usize, other: usize) -> Option<f64> {
    let balance = |party: usize| {
        let Sums { rows, balance, .. } = sums.get(party)?;
        (*rows > 0).then(|| *balance as f64 / *rows as f64)
    };
    Some(balance(party)? - balance(other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_keep_the_order_of_the_file() {
        let parties =
            Parties::load("p.csv", "\u{FEFF}source,party\r\nHarbour,East\r\nPort,West\r\nPier,East\r\n").unwrap();
        assert_eq!(parties.names(), ["East", "West"]);
        assert_eq!(["Pier", "Port", "Quay"].map(|name| parties.of(name)), [Some(0), Some(1), None]);
    }

    #[test]
    fn two_parties_are_compared_and_of_more_the_silent_count() {
        let sums = |rows: &[usize]| rows.iter().map(|rows| Sums { rows: *rows, ..Sums::default() }).collect::<Vec<_>>();
        let value = |rows: &[usize]| balance(&sums(rows), |sums| sums.rows).map(|fraction| fraction.value().value());
        assert_eq!([value(&[5, 4]), value(&[0, 0]), value(&[3]), value(&[0, 0, 0])], [Some(0.8), None, None, None]);
        // One bit of the log2(3) that three can have.
        assert_eq!([value(&[2, 2, 0]), value(&[1, 1, 1])], [Some(0.6309), Some(1.0)]);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let error = Parties::load("p.csv", "name,party\nHarbour,East\nHarbour,West\nPort,\n").unwrap_err();
        let lines: Vec<usize> = error.problems().iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 3, 4], "{error}");
        assert!(error.to_string().contains("expected `source,party`"), "{error}");
    }
}
