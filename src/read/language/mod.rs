//! Which language a text is in, and which of its lines are in another: by common words of the languages that have
//! grammars and of some that have none, by letters, and by the three-letter statistics of `whatlang` where these do not
//! tell.
//!
//! Only a few words of each line are looked at, so that the answer costs little beside the analysis.

mod familiar;
mod frequent;
mod letters;
mod line;
mod tag;
mod words;

use std::cell::OnceCell;
use std::ops::Range;

use smallvec::SmallVec;

pub use tag::language_of;

use crate::grammar::{Language, foreign};
use crate::span::Span;
use familiar::Familiar;
use frequent::Frequent;
use line::{Line, Script, lines};

/// A language: one that has a grammar, by its number, or another, by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// The number of its grammar.
    Known(usize),
    /// Its tag; `und` where the language cannot be told, only that none of the known ones is written like this.
    Other(&'static str),
}

/// What is told of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// The language of most of it.
    pub main: Tongue,
    /// Whether there is no doubt about that; otherwise it is the known language whose letters fit.
    pub reliable: bool,
    /// Lines in other languages, in text order.
    pub others: Vec<(Span, Tongue)>,
}

/// The languages that have grammars and those known by common words alone, as far as it takes to tell them.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    /// The language of each grammar's tag, without its region.
    tags: Vec<Option<String>>,
    /// Tags of the languages that have none; their numbers go on after those of the grammars.
    foreign: Vec<&'static str>,
    /// First and last letters of each grammar's ranges.
    letters: Vec<Vec<(char, char)>>,
    /// What the letters of each language are; none where its grammar does not say.
    scripts: Vec<Option<Script>>,
    /// Common words, each with the languages it is common in, and common beginnings.
    common: Frequent,
}

/// What the common words of a line say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vote {
    /// It is in this language.
    Sure(usize),
    /// It has words of this language, which has a grammar, too few to tell.
    Faint(usize),
    /// It has none, or hardly any.
    Silent,
}

/// How many common words tell a language: three, and one among eight that were read.
const HITS: usize = 3;
const AMONG: usize = 8;
/// One common word among that many is something.
const FAINT: usize = 20;
/// Letters of a line that may be in another language than the other lines in its script.
const PARAGRAPH: usize = 60;
/// Letters of a line in another script that may be in another language.
const PHRASE: usize = 20;
/// Fewest letters of which statistics say anything.
const LEAST: usize = 40;
/// The same in scripts that few languages share.
const FEW: usize = 4;
/// Letters of which they are right whatever they say of their own certainty.
const ENOUGH: usize = 250;
/// Bytes of the text of which statistics are made; more make them no better.
const SAMPLE: usize = 1200;
/// How many places of the text the sample is taken from.
const PLACES: usize = 3;
/// Fewer languages need no room of their own.
const FEW_LANGUAGES: usize = 16;
/// Few lines are shorter, in bytes.
const LINE: usize = 128;
/// How many letters must speak for a language and against another one in the same script.
const CLEAR: usize = 2;

impl Languages {
    /// Learns how to tell the languages of the grammars.
    pub fn new<'g>(grammars: impl IntoIterator<Item = &'g Language>) -> Self {
        let (mut languages, mut common, mut beginnings) = (Self::default(), Vec::new(), Vec::new());
        for (number, language) in grammars.into_iter().enumerate() {
            languages.tags.push(language_of(&language.tag));
            languages.letters.push(language.ranges().collect());
            languages.scripts.push(language.ranges().next().map(|(first, _)| Script::of(first)));
            common.extend(language.common.iter().map(|word| (word.as_str(), number)));
            beginnings.extend(language.common_beginnings.iter().map(|beginning| (beginning.as_str(), number)));
        }
        for (tag, words) in foreign::languages() {
            let read = languages.tags.iter().position(|known| known.as_deref() == Some(tag));
            // A grammar's own words go before these.
            if read.is_some_and(|number| common.iter().any(|(_, other)| *other == number)) {
                continue;
            }
            let number = read.unwrap_or(languages.scripts.len());
            if read.is_none() {
                languages.foreign.push(tag);
                languages.scripts.push(words.chars().next().map(Script::of));
            }
            common.extend(words.split(' ').map(|word| (word, number)));
        }
        languages.common = Frequent::of(common.into_iter());
        for (beginning, number) in beginnings {
            languages.common.begin(beginning, number, &languages.letters[number]);
        }
        languages
    }

    /// The language of a text and its lines. `expected` is what somebody said that it is in; it counts where the text
    /// itself leaves a doubt.
    pub fn identify(&self, text: &str, expected: Option<usize>) -> Identified {
        let mut hits: SmallVec<[usize; FEW_LANGUAGES]> = SmallVec::from_elem(0, self.scripts.len());
        let vote = |line: Line| (line, self.vote(text, line, &mut hits));
        let mut voted: Vec<(Line, Vote)> = Vec::with_capacity(text.len() / LINE + 1);
        voted.extend(lines(text).map(vote));
        let (main, reliable) = self.main(text, &voted, expected);
        let others = match main {
            Tongue::Known(main) => self.others(text, &voted, main),
            Tongue::Other(_) => Vec::new(),
        };
        Identified { main, reliable, others }
    }

    /// The language of most of the text, and whether there is no doubt.
    fn main(&self, text: &str, lines: &[(Line, Vote)], expected: Option<usize>) -> (Tongue, bool) {
        let mut voted: SmallVec<[(usize, usize); FEW_LANGUAGES]> = SmallVec::from_elem((0, 0), self.scripts.len());
        for (line, vote) in lines {
            match vote {
                Vote::Sure(language) => voted[*language].0 += line.letters,
                Vote::Faint(language) => voted[*language].1 += line.letters,
                Vote::Silent => {}
            }
        }
        // What is faint alone is nothing. The first of equals.
        let letters = |number: &usize| if voted[*number].0 > 0 { voted[*number].0 + voted[*number].1 } else { 0 };
        let best = (0..voted.len()).rev().max_by_key(letters).filter(|best| letters(best) > 0);
        let unsure = lines.iter().filter(|(_, vote)| match vote {
            Vote::Sure(_) => false,
            Vote::Faint(language) => Some(*language) != best,
            Vote::Silent => true,
        });
        let unsure = unsure.map(|(line, _)| line);
        let (script, silent) = prevailing(unsure.clone());
        if let Some(best) = best.filter(|best| letters(best) >= silent) {
            return (self.numbered(best), true);
        }
        let sample = sample(text, unsure, script);
        let told = self.by_alphabet(&sample, script, CLEAR).or_else(|| self.by_statistics(&sample, script, ENOUGH));
        match (told, best) {
            (Some(tongue), _) => (tongue, true),
            (None, Some(best)) => (self.numbered(best), true),
            (None, None) => self.by_letters(&sample, expected),
        }
    }

    /// The lines that are in another language than `main`.
    fn others(&self, text: &str, lines: &[(Line, Vote)], main: usize) -> Vec<(Span, Tongue)> {
        let own = lines.iter().filter(|(_, vote)| !matches!(vote, Vote::Sure(other) if *other != main));
        let (script, _) = prevailing(own.map(|(line, _)| line));
        // Where no common words are known, every line would have to be counted.
        let sure = |(_, vote): &&(Line, Vote)| *vote == Vote::Sure(main);
        let heard = lines.iter().any(|line| sure(&line));
        let article = OnceCell::new();
        let read = || Familiar::new(text, lines.iter().filter(sure).map(|(line, _)| line.span));
        let familiar = |line: &Line| article.get_or_init(read).has(text, line.span);
        let other = |(line, vote): &(Line, Vote)| {
            let native = line.script == script;
            let tongue = match vote {
                Vote::Sure(language) => self.numbered(*language),
                Vote::Faint(language) if *language == main => return None,
                _ if native && !heard || line.letters < if native { PARAGRAPH } else { PHRASE } => return None,
                Vote::Faint(language) if !native && line.letters >= LEAST => Tongue::Known(*language),
                _ => {
                    let sample = beginning(line.span.of(text), SAMPLE);
                    let told = self.by_alphabet(sample, line.script, CLEAR).or_else(|| {
                        // Names are the same in all languages.
                        let named = || familiar::letters_beside_names(text, line.span, PHRASE) < PHRASE;
                        // In one of the article's own lines, one letter is enough.
                        let lettered = || self.by_alphabet(sample, line.script, 1) == Some(Tongue::Known(main));
                        let own = native && *vote == Vote::Silent && (lettered() || named() || familiar(line));
                        if own { None } else { self.by_statistics(sample, line.script, usize::MAX) }
                    });
                    told.or({
                        // What no grammar is written in is foreign, whatever it is.
                        let written = native || self.scripts[..self.tags.len()].contains(&Some(line.script));
                        (!written).then_some(Tongue::Other("und"))
                    })?
                }
            };
            (tongue != Tongue::Known(main)).then_some((line.span, tongue))
        };
        lines.iter().filter_map(other).collect()
    }

    /// What the common words of a line say, read until they tell.
    fn vote(&self, text: &str, line: Line, hits: &mut [usize]) -> Vote {
        hits.fill(0);
        let (mut read, mut sure) = (0, None);
        let known = self.tags.len();
        words::until(text, line.span, |word| {
            read += 1;
            let Some(languages) = self.common.languages(word) else { return false };
            // Words in other letters are those of a quotation or a name.
            let own = |language: &&usize| self.scripts[**language].is_none_or(|own| own == line.script);
            sure = languages.iter().filter(own).copied().find(|language| {
                hits[*language] += 1;
                *language < known && hits[*language] >= HITS && hits[*language] * AMONG >= read
            });
            sure.is_some()
        });
        if let Some(language) = sure {
            return Vote::Sure(language);
        }
        let most =
            |numbers: Range<usize>| numbers.max_by_key(|language| hits[*language]).map(|most| (most, hits[most]));
        let faint = most(0..known).filter(|(_, hits)| *hits > 0 && hits * FAINT >= read);
        // Whoever is quoted in a language that no grammar reads may be named in one that some do.
        let foreign = most(known..hits.len()).filter(|(_, hits)| *hits >= HITS && hits * AMONG >= read);
        match (faint, foreign) {
            (None, Some((language, _))) => Vote::Sure(language),
            (Some((_, few)), Some((language, many))) if many > few * HITS => Vote::Sure(language),
            (faint, _) => faint.map_or(Vote::Silent, |(language, _)| Vote::Faint(language)),
        }
    }

    /// The language by its letters, where they are Arabic and so many at least speak for it.
    fn by_alphabet(&self, sample: &str, script: Script, clear: usize) -> Option<Tongue> {
        let tag = if script == Script::Arabic { letters::language_of(sample, clear) } else { None };
        tag.map(|tag| self.tongue(tag))
    }

    /// The language by the frequency of three letters in a row; what is not certain counts from `enough` letters on.
    fn by_statistics(&self, sample: &str, script: Script, enough: usize) -> Option<Tongue> {
        let has = |many: usize| sample.chars().filter(|c| c.is_alphabetic()).take(many).count() == many;
        if !has(if script == Script::Other { FEW } else { LEAST }) {
            return None;
        }
        let info = whatlang::detect(sample).filter(|info| info.is_reliable() || has(enough))?;
        tag::shortest(info.lang().code()).map(|tag| self.tongue(tag))
    }

    /// The language of a number.
    fn numbered(&self, number: usize) -> Tongue {
        let foreign = number.checked_sub(self.tags.len()).and_then(|number| self.foreign.get(number));
        foreign.map_or(Tongue::Known(number), |tag| Tongue::Other(tag))
    }

    /// The language of a tag.
    fn tongue(&self, tag: &'static str) -> Tongue {
        let known = self.tags.iter().position(|known| known.as_deref() == Some(tag));
        known.map_or(Tongue::Other(tag), Tongue::Known)
    }

    /// The expected language if the text may be in it by its letters, else the one that has most of them; none where a
    /// text of some length is in the letters of none.
    fn by_letters(&self, sample: &str, expected: Option<usize>) -> (Tongue, bool) {
        let count = |ranges: &Vec<(char, char)>| sample.chars().filter(|c| is_among(ranges, *c)).count();
        let counts: Vec<usize> = self.letters.iter().map(count).collect();
        let best = (0..counts.len()).rev().max_by_key(|number| counts[*number]).unwrap_or_default();
        let most = counts.get(best).copied().unwrap_or_default();
        if most == 0 && sample.chars().filter(|c| c.is_alphabetic()).count() >= PHRASE {
            return (Tongue::Other("und"), true);
        }
        let fits = |number: &usize| counts.get(*number).is_some_and(|count| count * 2 >= most);
        (Tongue::Known(expected.filter(fits).unwrap_or(best)), false)
    }
}

/// Whether a letter or its small form lies in one of some ranges, each given by its first and its last.
fn is_among(ranges: &[(char, char)], letter: char) -> bool {
    let within = |letter: char| ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    within(letter) || letter.to_lowercase().any(within)
}

/// Beginnings of the lines in a script, from several places.
fn sample<'l>(text: &str, lines: impl Iterator<Item = &'l Line>, script: Script) -> String {
    let lines: Vec<&Line> = lines.filter(|line| line.script == script).collect();
    let mut sample = String::new();
    for place in 0..PLACES {
        for line in &lines[lines.len() * place / PLACES..lines.len() * (place + 1) / PLACES] {
            let room = (SAMPLE * (place + 1) / PLACES).saturating_sub(sample.len());
            sample.push_str(beginning(line.span.of(text), room));
            sample.push(' ');
        }
    }
    sample
}

/// The first letters of a text, of no more than so many bytes.
fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// The script of most letters of the lines, and how many those are.
fn prevailing<'l>(lines: impl Iterator<Item = &'l Line>) -> (Script, usize) {
    let mut counts = [(Script::Other, 0), (Script::Arabic, 0), (Script::Latin, 0)];
    for line in lines {
        counts.iter_mut().filter(|(script, _)| *script == line.script).for_each(|(_, count)| *count += line.letters);
    }
    counts.into_iter().max_by_key(|(_, count)| *count).unwrap_or((Script::Latin, 0))
}
