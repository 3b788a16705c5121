//! Reliability: how often rows of a kind are right, measured on articles marked by hand and kept in the grammar file.

use super::file::{File, Table};
use super::pattern::FrameId;
use super::{CueEntry, Rules};

/// The measured shares. A row's confidence is the product of those of its pattern, of its cue with its frame, and of what
/// told who the source is.
#[derive(Clone, Debug, Default)]
pub struct Reliability {
    /// By number of the pattern.
    patterns: Vec<Share>,
    /// By number of the frame.
    frames: Vec<Share>,
    /// By number of the cue, with the frames that they take the place of: few cues have any.
    cues: Vec<Vec<(FrameId, f64)>>,
    /// In the order of [`SIEVES`].
    sieves: Vec<Share>,
}

/// A share, 0 to 1; one that was not measured is 1.
#[derive(Clone, Copy, Debug)]
struct Share {
    share: f64,
    measured: bool,
}

impl Default for Share {
    fn default() -> Self {
        Self { share: 1.0, measured: false }
    }
}

impl Share {
    fn measured(share: f64) -> Self {
        Self { share, measured: true }
    }
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
    /// The confidence of a row, 0 to 1; `None` where nothing was measured for it. `sieve` is a number of [`SIEVES`].
    pub fn confidence(&self, pattern: usize, cue: u16, frame: Option<FrameId>, sieve: usize) -> Option<f64> {
        let of = |shares: &[Share], number: usize| shares.get(number).copied().unwrap_or_default();
        let of_frame = frame.map(|frame| {
            let own = self.cues.get(usize::from(cue)).and_then(|own| own.iter().find(|(own, _)| *own == frame));
            own.map_or_else(|| of(&self.frames, usize::from(frame.0)), |(_, share)| Share::measured(*share))
        });
        let [pattern, frame, sieve] =
            [of(&self.patterns, pattern), of_frame.unwrap_or_default(), of(&self.sieves, sieve)];
        let hundredths = pattern.share * frame.share * sieve.share * 100.0;
        let whole = hundredths as u32;
        let rounded = whole + u32::from(hundredths - f64::from(whole) >= 0.5);
        (pattern.measured | frame.measured | sieve.measured).then(|| f64::from(rounded) / 100.0)
    }

    /// Reads `[reliability.*]`.
    pub(super) fn read<'a>(file: &mut File<'a>, root: &Table<'a>, rules: &Rules, cues: &[CueEntry]) -> Self {
        let mut reliability = Self::default();
        for (section, table) in file.named_tables(root, "reliability") {
            match section.text.as_ref() {
                "pattern" => {
                    let known = rules.patterns.iter().map(|pattern| pattern.id.as_str());
                    reliability.patterns = shares(file, &table, "pattern", known);
                }
                "frame" => {
                    let known = rules.frames.iter().map(|frame| frame.name.as_str());
                    reliability.frames = shares(file, &table, "frame", known);
                }
                "sieve" => reliability.sieves = shares(file, &table, "sieve", SIEVES.into_iter()),
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
            let named =
                |(cue, _): &(&CueEntry, &mut Vec<(FrameId, f64)>)| cue.lemma == lemma && cue.frames.contains(&frame);
            self.cues.resize_with(cues.len(), Vec::new);
            let mut named = cues.iter().zip(&mut self.cues).filter(named).peekable();
            if named.peek().is_none() {
                file.fault(key.place.clone(), format!("no cue `{lemma}` that lists the frame `{name}`"));
            }
            named.for_each(|(_, own)| own.push((frame, share)));
        }
    }
}

fn frame(rules: &Rules, name: &str) -> Option<FrameId> {
    rules.frames.iter().position(|frame| frame.name == name).map(|at| FrameId(at as u8))
}

/// The entries of a section, each in the place that its name has among the known ones.
fn shares<'a, 'k>(
    file: &mut File<'a>,
    table: &Table<'a>,
    what: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Vec<Share> {
    let mut shares = vec![Share::default(); known.clone().count()];
    for (key, _) in table.entries() {
        let Some(share) = file.share(table, &key.text) else { continue };
        let mut named = known.clone().zip(&mut shares).filter(|(name, _)| *name == key.text).peekable();
        if named.peek().is_none() {
            file.unknown(key.place.clone(), what, &key.text, known.clone());
        }
        named.for_each(|(_, place)| *place = Share::measured(share));
    }
    shares
}
