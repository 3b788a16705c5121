//! Reliability: how often rows of a kind are right, measured on articles marked by hand and kept in the grammar file.

use rustc_hash::FxHashMap;

use super::file::{File, Table};
use super::pattern::FrameId;
use super::{CueEntry, Rules};

/// The measured shares. A row's confidence is the product of those of its pattern, of its cue with its frame, and of what
/// told who the source is.
#[derive(Clone, Debug, Default)]
pub struct Reliability {
    patterns: FxHashMap<String, f64>,
    frames: FxHashMap<FrameId, f64>,
    /// By number of the cue; they take the place of the frame's.
    cues: FxHashMap<(u16, FrameId), f64>,
    sieves: FxHashMap<String, f64>,
}

/// What can tell who a source is, as `[reliability.sieve]` names it.
pub const SIEVES: [&str; 13] = [
    "registry",
    "same_name",
    "part_of_name",
    "title",
    "anaphor",
    "similar_name",
    "new_source",
    "antecedent",
    "governor",
    "subject",
    "last_speaker",
    "actor",
    "unresolved",
];
/// The sections of `[reliability]`.
const SECTIONS: [&str; 4] = ["pattern", "frame", "cue", "sieve"];

impl Reliability {
    /// The confidence of a row, 0 to 1; `None` where nothing was measured for it.
    pub fn confidence(&self, pattern: &str, cue: u16, frame: Option<FrameId>, sieve: &str) -> Option<f64> {
        let of_frame = frame.and_then(|frame| self.cues.get(&(cue, frame)).or_else(|| self.frames.get(&frame)));
        let parts = [self.patterns.get(pattern), of_frame, self.sieves.get(sieve)];
        let measured = parts.iter().any(Option::is_some);
        let product: f64 = parts.into_iter().flatten().product();
        measured.then(|| (product * 100.0).round() / 100.0)
    }

    /// Reads `[reliability.*]`.
    pub(super) fn read<'a>(file: &mut File<'a>, root: &Table<'a>, rules: &Rules, cues: &[CueEntry]) -> Self {
        let mut reliability = Self::default();
        for (section, table) in file.named_tables(root, "reliability") {
            match section.text.as_ref() {
                "pattern" => {
                    let known = || rules.patterns.iter().map(|pattern| pattern.id.as_str());
                    reliability.patterns = shares(file, &table, "pattern", known, |name| Some(name.to_owned()));
                }
                "frame" => {
                    let known = || rules.frames.iter().map(|frame| frame.name.as_str());
                    reliability.frames = shares(file, &table, "frame", known, |name| frame(rules, name));
                }
                "sieve" => {
                    reliability.sieves =
                        shares(file, &table, "sieve", || SIEVES.into_iter(), |name| Some(name.to_owned()));
                }
                "cue" => reliability.read_cues(file, &table, rules, cues),
                other => file.unknown(section.place.clone(), "section", other, SECTIONS),
            }
        }
        reliability
    }

    /// Entries such as `"deny/object" = 0.6`; a lemma that stands in several classes is meant in all of them.
    fn read_cues<'a>(&mut self, file: &mut File<'a>, table: &Table<'a>, rules: &Rules, cues: &[CueEntry]) {
        for (key, _) in table.entries() {
            let Some(share) = file.share(table, &key.text) else { continue };
            let (lemma, name) = key.text.rsplit_once('/').unwrap_or((&key.text, ""));
            let Some(frame) = frame(rules, name) else {
                file.unknown(key.place.clone(), "frame", name, rules.frames.iter().map(|frame| frame.name.as_str()));
                continue;
            };
            let named = |(_, cue): &(usize, &CueEntry)| cue.lemma == lemma && cue.frames.contains(&frame);
            let numbers: Vec<u16> = cues.iter().enumerate().filter(named).map(|(at, _)| at as u16).collect();
            if numbers.is_empty() {
                file.fault(key.place.clone(), format!("no cue `{lemma}` that lists the frame `{name}`"));
            }
            self.cues.extend(numbers.into_iter().map(|number| ((number, frame), share)));
        }
    }
}

fn frame(rules: &Rules, name: &str) -> Option<FrameId> {
    rules.frames.iter().position(|frame| frame.name == name).map(|at| FrameId(at as u8))
}

/// The entries of a section by what their names mean.
fn shares<'a, 'k, K: std::hash::Hash + Eq, I: Iterator<Item = &'k str>>(
    file: &mut File<'a>,
    table: &Table<'a>,
    what: &str,
    known: impl Fn() -> I,
    meaning: impl Fn(&str) -> Option<K>,
) -> FxHashMap<K, f64> {
    let mut shares = FxHashMap::default();
    for (key, _) in table.entries() {
        let Some(share) = file.share(table, &key.text) else { continue };
        let listed = known().any(|name| name == key.text);
        match meaning(&key.text).filter(|_| listed) {
            Some(meaning) => {
                shares.insert(meaning, share);
            }
            None => file.unknown(key.place.clone(), what, &key.text, known()),
        }
    }
    shares
}
