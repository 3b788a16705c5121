//! Cues: the words and phrases that may carry an attribution, in every reading that the lexicon knows.

use crate::grammar::lexicon::{Sense, Target};
use crate::grammar::terms::{Agreement, CueForm};
use crate::read::view::View;
use crate::span::Span;

/// A word or phrase that may carry an attribution, in one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Where it stands, a joined conjunction left out.
    pub span: Span,
    /// The lemma, a number of the grammar's cues.
    pub lemma: u16,
    /// The form it is in.
    pub form: CueForm,
    /// What the form says about its subject.
    pub agreement: Agreement,
}

/// A look at the entries of all words that may be cues, before the first is asked for: they lie far apart, and so the
/// processor waits for many lines of memory at once.
pub(super) fn look(view: &View<'_>) {
    let mut cues = view.walk_cues();
    let entries = cues.stretch(0, view.len()).flat_map(|at| view.entries(at));
    std::hint::black_box(entries.fold(0, |all, entry| all | entry.senses.len()));
}

/// Adds the cues that begin at some tokens and end before `end`, each reading by itself, in text order.
pub(super) fn cues(view: &View<'_>, tokens: impl Iterator<Item = usize>, end: usize, out: &mut Vec<Cue>) {
    for at in tokens {
        let token = view.token(at);
        let plain = token.preposition_class.is_none();
        let mut add = |sense: &Sense, length: usize, own: bool| {
            let Sense::Cue { cue, form, agreement } = *sense else { return };
            // A verb or participle counts only as it stands; a verbal noun may carry an article, a preposition or a pronoun.
            let noun = (length > 1) | matches!(form, CueForm::Noun | CueForm::Fixed);
            if (at + length > end) | !(noun | own & plain) {
                return;
            }
            // A joined preposition has the conjunction before it.
            let governed = (length == 1) & (form == CueForm::Noun);
            let joined = token.conjunction.max(if governed { token.preposition } else { 0 });
            let start = token.span.start as usize + joined as usize;
            let span = Span::new(start, view.token(at + length - 1).span.end as usize);
            let form = if form == CueForm::Perfect && is_marked_passive(view, at) { CueForm::Passive } else { form };
            let found = Cue { start: at, end: at + length, span, lemma: cue, form, agreement };
            if out.last() != Some(&found) {
                out.push(found);
            }
        };
        let [whole, bare] = view.entries(at);
        let own = |sense: &Sense| token.ambiguous || whole.senses.contains(sense);
        for (target, length) in view.phrases(at) {
            if let Target::Sense(sense) = target {
                add(sense, *length, own(sense));
            }
        }
        whole.senses.iter().for_each(|sense| add(sense, 1, true));
        bare.senses.iter().for_each(|sense| add(sense, 1, own(sense)));
    }
}

/// Whether one of the first two letters of the word carries a mark that makes a past tense passive.
fn is_marked_passive(view: &View<'_>, at: usize) -> bool {
    let marks = &view.grammar.language.passive_marks;
    if marks.is_empty() {
        return false;
    }
    let mut letters = view.slice(view.span(at, at + 1)).chars();
    let after = [(); 2].map(|()| {
        letters.next();
        letters.as_str().as_bytes()
    });
    // Nearly no word has such a mark: the last byte of one tells so.
    let begins = |rest: &[u8], mark: &[u8]| rest.get(mark.len() - 1) == mark.last() && rest.starts_with(mark);
    let mut marks = marks.iter().map(|mark| mark.as_bytes()).filter(|mark| !mark.is_empty());
    marks.any(|mark| begins(after[0], mark) || begins(after[1], mark))
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    fn cues(text: &str) -> Vec<String> {
        let analysis = analyze(text);
        let mut spans: Vec<_> = analysis.detected.cues.iter().map(|cue| cue.span).collect();
        spans.dedup();
        spans.iter().map(|span| span.of(&analysis.document.text).to_owned()).collect()
    }

    #[test]
    fn a_joined_conjunction_is_no_part_of_a_cue() {
        let found = cues("وأضافت المديرة أن العدد كبير.");
        let expected = "أضافت";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn every_reading_of_a_word_is_a_cue_of_its_own() {
        let analysis = analyze("ذكر مصدر أن السفينة غادرت.");
        let first = analysis.detected.cues[0];
        let readings: Vec<_> = analysis.detected.cues.iter().filter(|cue| cue.start == first.start).collect();
        assert!(readings.len() > 1, "{readings:?}");
        assert!(readings.iter().enumerate().all(|(at, one)| readings[at + 1..].iter().all(|other| one != other)));
    }

    #[test]
    fn cues_stand_in_text_order() {
        let analysis = analyze("وقال المدير إن العطل قديم، مؤكداً أن الإصلاح بدأ، بحسب بيان الشركة.");
        let starts: Vec<usize> = analysis.detected.cues.iter().map(|cue| cue.start).collect();
        assert!(starts.is_sorted() && starts.len() >= 3, "{starts:?}");
    }

    #[test]
    fn a_caption_and_furniture_hold_no_cue() {
        let found = cues(
            "عودة القطار إلى الشمال\nالوزير يقول كلمته أمام الحضور (تصوير: لينا الحداري)\nوصل القطار إلى محطة الشمال اليوم.",
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
