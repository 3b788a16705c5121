//! What kind of claim a sentence makes, and why a sentence needs no source: by words and phrases of `[[claim]]`,
//! `[[unsourced]]` and `[[contentious]]`. Where no word tells, nothing is said.

mod phrases;

use std::ops::Range;

use super::CueEntry;
use super::clitics::{Clitics, without_start};
use super::file::{File, Table, Text};
use super::terms::terms;
use crate::fold::Folds;
use crate::short::{self, Short};
pub use phrases::Word;
use phrases::{Part, Phrase, Phrases};

terms! {
    /// What kind of claim it is.
    ClaimType {
        /// The grammar does not say.
        #[default]
        None = "",
        /// Something is so many or so much.
        Quantity = "quantity",
        /// Something happened.
        Event = "event",
        /// Something will happen.
        Prediction = "prediction",
        /// Something is not so.
        Denial = "denial",
        /// Something should be done.
        Demand = "demand",
        /// Something is good or bad.
        Opinion = "opinion",
        /// Something is the law.
        Law = "law",
    }
}

terms! {
    /// Why a sentence has no source.
    Reason {
        /// The outlet says it as known, or for no reason that words tell.
        #[default]
        Background = "background",
        /// The words hide who says it.
        Agentless = "agentless",
        /// The outlet's own people saw it.
        OwnObservation = "own_observation",
        /// It is a judgement.
        Opinion = "opinion",
        /// It describes a picture.
        Caption = "caption",
        /// It is the headline.
        Headline = "headline",
    }
}

/// What a rule tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The kind of claim.
    Claim(ClaimType),
    /// Why there is no source.
    Reason(Reason),
    /// That a reader may ask for one.
    Contentious,
}

/// Words, and classes of cues, that tell something of a sentence.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What they tell.
    pub told: Told,
    /// Sentences of which it is true.
    pub examples: Vec<Sample>,
    /// Sentences of which it is not.
    pub counters: Vec<Sample>,
}

/// A sentence of the grammar file.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it says.
    pub text: String,
    /// Where it stands in the file, for messages.
    pub place: Range<usize>,
}

/// Some of the rules, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found(u64);

impl Found {
    /// Both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Their numbers, the first of the file first.
    fn numbers(self) -> impl Iterator<Item = usize> {
        let rest = |found: &u64| Some(found & found.wrapping_sub(1));
        let left = std::iter::successors(Some(self.0), rest).take_while(|found| *found != 0);
        left.map(|found| found.trailing_zeros() as usize)
    }
}

/// What stands for a number in digits.
const NUMBER: &str = "NUMBER";

/// How many rules a grammar may have.
const MOST: usize = 64;

/// What begins at a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// The rules that it tells.
    pub found: Found,
    /// How many words of a phrase that only looks like one of a rule's.
    pub exempt: usize,
}

impl Match {
    /// Adds a phrase that stands there.
    fn add(&mut self, phrase: &Phrase) {
        match phrase.rule {
            Some(rule) => self.found.0 |= 1 << rule,
            None => self.exempt = self.exempt.max(phrase.rest.len() + 1),
        }
    }
}

/// The rules of a grammar with their words.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// In the order of the file.
    pub rules: Vec<Rule>,
    /// Articles and conjunctions, which may be joined to the first word of a phrase.
    prefixes: Vec<Prefix>,
    /// The phrases by their first word.
    phrases: Short<Phrases>,
    /// Those that begin with a number.
    numbers: Phrases,
    /// The rules of each cue, by its number.
    cues: Vec<Found>,
}

impl Claims {
    /// What begins at a word; `ahead(n)` is the n-th word after it.
    pub fn at<'w>(&self, first: Word<'w>, ahead: impl Fn(usize) -> Option<Word<'w>>) -> Match {
        let phrases = match first {
            Word::Number => &self.numbers,
            Word::Key(key) => match self.first(key) {
                Some(phrases) => phrases,
                None => return Match::default(),
            },
        };
        let mut found = phrases.alone;
        for phrase in phrases.before(|| ahead(1)) {
            let mut rest = phrase.rest.iter().zip(1..);
            if rest.all(|(part, place)| ahead(place).is_some_and(|word| part.matches(word))) {
                found.add(phrase);
            }
        }
        found
    }

    /// Whether a phrase begins with a word.
    pub fn begin_with(&self, key: &str) -> bool {
        self.first(key).is_some()
    }

    /// The phrases that begin with a word, which may have an article or conjunction.
    fn first(&self, key: &str) -> Option<&Phrases> {
        let known = |word: &str| self.phrases.get(word.as_bytes());
        let bare = || {
            let first = eight(key);
            let mut joined = self.prefixes.iter().filter(|prefix| prefix.may_begin(first));
            joined.find_map(|prefix| without_start(key, &prefix.letters).and_then(known))
        };
        known(key).or_else(bare)
    }

    /// The rules that a cue tells of its content, by the number of its entry.
    pub fn of_cue(&self, cue: u16) -> Found {
        self.cues.get(usize::from(cue)).copied().unwrap_or_default()
    }

    fn told<T>(&self, found: Found, told: impl Fn(Told) -> Option<T>) -> Option<T> {
        found.numbers().filter_map(|number| told(self.rules.get(number)?.told)).next()
    }

    /// The kind of claim: that of the first rule of the file that tells one.
    pub fn claim(&self, found: Found) -> ClaimType {
        let claim = |told| if let Told::Claim(claim) = told { Some(claim) } else { None };
        self.told(found, claim).unwrap_or_default()
    }

    /// Why a sentence has no source: what the first rule of the file tells; a judgement is one.
    pub fn reason(&self, found: Found) -> Reason {
        let reason = |told| if let Told::Reason(reason) = told { Some(reason) } else { None };
        let judges = || self.claim(found) == ClaimType::Opinion;
        self.told(found, reason).or_else(|| judges().then_some(Reason::Opinion)).unwrap_or_default()
    }

    /// Whether a reader may ask for a source.
    pub fn is_contentious(&self, found: Found) -> bool {
        self.told(found, |told| (told == Told::Contentious).then_some(())).is_some()
    }

    /// Reads `[[claim]]`, `[[unsourced]]` and `[[contentious]]`.
    pub(super) fn read<'a>(
        file: &mut File<'a>,
        root: &Table<'a>,
        (folds, clitics): (Folds, &Clitics),
        cues: &[CueEntry],
    ) -> Self {
        let cues_of = vec![Found::default(); cues.len()];
        let mut claims = Self { prefixes: prefixes(clitics), cues: cues_of, ..Self::default() };
        for table in file.tables(root, "claim") {
            let Some(name) = file.required(&table, "type") else { continue };
            match ClaimType::named(&name.text).filter(|claim| *claim != ClaimType::None) {
                Some(claim) => claims.rule(file, &table, "type", Told::Claim(claim), folds, cues),
                None => {
                    let known = ClaimType::ALL.iter().map(|claim| claim.name()).filter(|name| !name.is_empty());
                    file.unknown(name.place.clone(), "type of claim", &name.text, known);
                }
            }
        }
        for table in file.tables(root, "unsourced") {
            let Some(name) = file.required(&table, "reason") else { continue };
            let known = [Reason::Agentless, Reason::OwnObservation];
            match known.into_iter().find(|reason| reason.name() == name.text) {
                Some(reason) => claims.rule(file, &table, "reason", Told::Reason(reason), folds, cues),
                None => file.unknown(name.place.clone(), "reason", &name.text, known.map(Reason::name)),
            }
        }
        for table in file.tables(root, "contentious") {
            claims.rule(file, &table, "words", Told::Contentious, folds, cues);
        }
        claims
    }

    fn rule<'a>(
        &mut self,
        file: &mut File<'a>,
        table: &Table<'a>,
        key: &str,
        told: Told,
        folds: Folds,
        cues: &[CueEntry],
    ) {
        file.only(table, &[key, "words", "except", "cues", "examples", "counters"]);
        if self.rules.len() == MOST {
            file.fault(
                table.place.clone(),
                format!("more than {MOST} rules for claims; join those that tell the same"),
            );
            return;
        }
        let number = self.rules.len();
        for (key, rule) in [("words", Some(number)), ("except", None)] {
            let words = file.optional(table, key);
            words.iter().flat_map(Text::words).for_each(|(phrase, _)| self.phrase(&phrase, folds, rule));
        }
        for (class, place) in file.optional(table, "cues").iter().flat_map(Text::words) {
            if !cues.iter().any(|cue| cue.class == class) {
                let mut known: Vec<&str> = cues.iter().map(|cue| cue.class.as_str()).collect();
                known.dedup();
                file.unknown(place, "class of cues", &class, known);
            }
            let of_class = self.cues.iter_mut().zip(cues).filter(|(_, cue)| cue.class == class);
            of_class.for_each(|(rules, _)| rules.0 |= 1 << number);
        }
        let samples = |texts: Vec<Text<'a>>| {
            texts.into_iter().map(|text| Sample { text: text.text.into_owned(), place: text.place }).collect()
        };
        let examples: Vec<Sample> = samples(file.list(table, "examples"));
        if examples.is_empty() {
            file.fault(table.place.clone(), "the rule has no example; give `examples`, a list of sentences");
        }
        let counters = samples(file.list(table, "counters"));
        self.rules.push(Rule { told, examples, counters });
    }

    /// Adds a phrase; its words are parted by spaces.
    fn phrase(&mut self, phrase: &str, folds: Folds, rule: Option<usize>) {
        let part = |word: &str| match word.strip_suffix('-') {
            _ if word == NUMBER => Part::Number,
            Some(letters) if !letters.is_empty() => Part::Beginning(folds.fold(letters).into()),
            _ => Part::Key(folds.fold(word).into()),
        };
        let mut words = phrase.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        let phrase = Phrase { rest: words.map(part).collect(), rule };
        if first == NUMBER {
            self.numbers.add(phrase);
            return;
        }
        self.phrases.entry(folds.fold(first).as_bytes()).add(phrase);
    }
}

/// What may be joined to a word.
#[derive(Clone, Debug)]
struct Prefix {
    letters: String,
    /// Its first eight bytes, and which bits of eight they are.
    first: u64,
    mask: u64,
}

impl Prefix {
    fn new(letters: String) -> Self {
        let mask = u64::MAX.checked_shr(u64::BITS.saturating_sub(8 * letters.len() as u32)).unwrap_or_default();
        Self { first: eight(&letters), mask, letters }
    }

    /// Whether a word may begin with it, by its first eight bytes.
    #[inline]
    fn may_begin(&self, first: u64) -> bool {
        first & self.mask == self.first
    }
}

/// The first eight bytes of a word, with zeros after those of a shorter one.
#[inline]
fn eight(word: &str) -> u64 {
    match word.as_bytes().first_chunk() {
        Some(first) => u64::from_le_bytes(*first),
        None => short::number(word.as_bytes()).unwrap_or_default() as u64,
    }
}

/// A conjunction, the article, both.
fn prefixes(clitics: &Clitics) -> Vec<Prefix> {
    let article = clitics.article.clone().unwrap_or_default();
    let with_article = clitics.conjunctions.iter().map(|conjunction| format!("{conjunction}{article}"));
    let prefixes = with_article.chain(clitics.conjunctions.iter().cloned()).chain([article.clone()]);
    prefixes.filter(|prefix| !prefix.is_empty()).map(Prefix::new).collect()
}

impl Rule {
    /// What the rule tells, in the words of the file.
    pub fn name(&self) -> String {
        match self.told {
            Told::Claim(claim) => format!("claim `{claim}`"),
            Told::Reason(reason) => format!("reason `{reason}`"),
            Told::Contentious => "contentious".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::grammar::Grammar;

    fn faults(section: &str) -> Vec<String> {
        let text =
            include_str!("../../fixtures/broken/missing-cue.toml").replace("\"SOURCE FRAME\"", "\"CUE SOURCE FRAME\"");
        let error = Grammar::load("own.toml", &format!("{text}\n{section}\n")).unwrap_err();
        error.problems().iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn a_rule_names_a_known_type_known_cues_and_an_example() {
        let wrong = faults("[[claim]]\ntype = \"qantity\"\n[[unsourced]]\nreason = \"caption\"");
        assert_eq!(
            wrong,
            [
                "no type of claim `qantity`; did you mean `quantity`?",
                "no reason `caption`; there are: agentless, own_observation"
            ]
        );
        let wrong = faults("[[claim]]\ntype = \"law\"\ncues = \"speach\"\nwords = \"law\"");
        assert!(wrong[0].starts_with("the rule has no example"), "{wrong:?}");
        assert!(wrong[1].starts_with("no class of cues `speach`"), "{wrong:?}");
    }
}
