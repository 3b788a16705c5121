//! Floor 4: cues and quotations become attributions: source, cue and content, each nested where it stands.

mod arrange;
mod clause;
mod cover;
mod edge;
mod extent;
mod group;
mod insert;
mod kind;
mod left;
mod mark;
mod matcher;
mod memo;
mod noun_content;
mod object;
mod phrase;
mod subject;
mod venue;

pub use phrase::Phrase;

use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::grammar::lexicon::Sense;
use crate::grammar::notation::Slot;
use crate::grammar::pattern::{FrameId, Only, StepKind};
use crate::grammar::terms::CueForm;
use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::read::token::{Token, TokenKind};
use crate::read::view::View;
use crate::span::Span;
use group::Group;
use matcher::{Fill, Matcher};
use memo::Memo;
use phrase::Phrases;

/// Who is said to have said what: source, cue and content (PARC, PolNeAR).
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The word or phrase that carries it.
    pub cue: Cue,
    /// The source beside the cue; `None` where the subject is dropped.
    pub source: Option<Phrase>,
    /// Outlets named beside it, nearest to the publisher first.
    pub relays: Vec<Relay>,
    /// What is attributed, in text order.
    pub content: Vec<Span>,
    /// Whether the content is quoted.
    pub mode: Mode,
    /// The pattern that made it, a number of the grammar's patterns.
    pub pattern: usize,
    /// The frame that its cue governs here.
    pub frame: Option<FrameId>,
    /// The sentence it is in, a number of [`Detected::sentences`].
    pub sentence: usize,
    /// The attribution before it in the sentence, whose subject a dropped one may share.
    pub governor: Option<usize>,
    /// The attribution in whose content it stands.
    pub within: Option<usize>,
    /// Whether it is the main clause of that content, so that the outer one only relays it.
    pub main: bool,
    /// Whether its content is a clause or a quotation, not a noun phrase.
    pub clause: bool,
}

/// An outlet through which an attribution came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Its name as printed.
    pub phrase: Phrase,
    /// Whether it is where the source spoke, rather than who carried it.
    pub venue: bool,
}

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One quotation.
    Direct,
    /// No quotation.
    Indirect,
    /// Partly quoted.
    Mixed,
}

impl Mode {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// A pattern that fits at a cue.
#[derive(Clone, Debug)]
struct Candidate {
    cue: Cue,
    pattern: usize,
    fill: Fill,
    /// Whether the content is a clause or a quotation.
    clause: bool,
}

/// Finds the attributions of a document, in text order.
pub fn attribute(view: &View<'_>, detected: &Detected) -> Vec<Attribution> {
    attribute_without(view, detected, None)
}

/// The same with one guard switched off, to prove that the guard is what blocks a counter-example.
pub fn attribute_without(view: &View<'_>, detected: &Detected, guard: Option<&str>) -> Vec<Attribution> {
    let mut attributions = Vec::new();
    let mut next_cue = 0;
    for (number, sentence) in detected.sentences.iter().enumerate() {
        let from = next_cue + detected.cues[next_cue..].partition_point(|cue| cue.start < sentence.start);
        next_cue = from + detected.cues[from..].partition_point(|cue| cue.start < sentence.end);
        let cues = &detected.cues[from..next_cue];
        if cues.is_empty() {
            continue;
        }
        let floor = view.document.blocks[sentence.block].lead.clamp(sentence.start, sentence.end);
        let (subjects, shared) = (Memo::default(), Memo::default());
        let scope = Scope { view, detected, sentence, number, floor, subjects, shared };
        let candidates = scope.candidates(cues, guard);
        arrange::arrange(&scope, candidates, &mut attributions);
    }
    if view.grammar.language.subject_first {
        extent::gather_quotations(view, detected, &mut attributions);
    }
    extent::continue_quotations(view, detected, &mut attributions);
    attributions
}

/// The noun phrase that begins at a token, ending before `limit`.
pub fn noun_phrase(view: &View<'_>, detected: &Detected, start: usize, limit: usize) -> Option<Phrase> {
    Phrases { view, detected }.phrase_after(start, phrase::Bounds { limit, ..Default::default() })
}

/// Longest line that can be an alert, in tokens.
const ALERT: usize = 30;

/// The longest noun phrase for a source that ends right before a token, not before `floor`.
pub fn noun_phrase_before(view: &View<'_>, detected: &Detected, end: usize, floor: usize) -> Option<Phrase> {
    Phrases { view, detected }.ending_at(end, floor)
}

/// The subject that ends right before a token, not beginning before `floor`.
pub fn subject_before(view: &View<'_>, detected: &Detected, end: usize, floor: usize) -> Option<Phrase> {
    Phrases { view, detected }.phrase_before(end, floor)
}

/// A sentence with what is around it.
struct Scope<'a> {
    view: &'a View<'a>,
    detected: &'a Detected,
    sentence: &'a Sentence,
    number: usize,
    /// First token that counts, after a dateline.
    floor: usize,
    /// Subjects by the token after them.
    subjects: Memo<usize, Option<Phrase>>,
    /// Subjects shared with a verb further left, by the token after the verb's clause.
    shared: Memo<usize, Option<Phrase>>,
}

impl<'a> Scope<'a> {
    fn phrases(&self) -> Phrases<'a> {
        Phrases { view: self.view, detected: self.detected }
    }

    /// One candidate a cue: the first pattern of the file that fits in some reading.
    fn candidates(&self, cues: &[Cue], without: Option<&str>) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        for readings in cues.chunk_by(|a, b| a.start == b.start) {
            let at = readings[0].start;
            if at < self.floor
                || self.is_spoken_for(at, &candidates)
                || self.detected.quoted(readings[0].span.start).is_some()
            {
                continue;
            }
            candidates.extend(self.candidate(readings, without));
        }
        candidates
    }

    /// Whether the word is part of what another pattern took already: the verb of `وفق ما ذكرت`.
    fn is_spoken_for(&self, at: usize, candidates: &[Candidate]) -> bool {
        candidates.iter().rev().take(3).any(|candidate| {
            let inside =
                |phrase: &Option<Phrase>| phrase.is_some_and(|phrase| (phrase.start..phrase.end).contains(&at));
            let insert = candidate.fill.pieces.iter().find(|piece| piece.from >= candidate.cue.end);
            candidate.fill.verb == Some(at)
                || insert.is_some_and(|piece| (candidate.cue.end..piece.from).contains(&at))
                || (candidate.cue.start..candidate.cue.end).contains(&at)
                || inside(&candidate.fill.source)
                || candidate.fill.relays.iter().any(|relay| inside(&Some(*relay)))
        })
    }

    /// Whether a verbal noun has a pronoun, or hangs on a verb by a preposition: "his saying", "limited himself to saying".
    fn belongs(&self, at: usize) -> bool {
        let token = self.view.token(at);
        let governed = at > 0 && self.view.is_plain(at - 1, self.view.roles().preposition);
        token.enclitic || token.preposition_class.is_some() || governed
    }

    /// Whether a frame may name whom or what the act is directed at.
    fn is_directed(&self, frame: FrameId) -> bool {
        let lines = &self.view.grammar.rules.frames[frame.0 as usize].lines;
        lines.iter().any(|line| line.first().is_some_and(|step| step.kind == StepKind::Slot(Slot::Target)))
    }

    /// Whether a frame has no marker: what the verb governs follows it as it is.
    fn is_bare(&self, frame: FrameId) -> bool {
        self.view.grammar.rules.frames[frame.0 as usize].lines.iter().any(|line| !matcher::is_marked(line))
    }

    /// Whether the sentence is a headline, or all there is of a short line: an alert.
    fn is_headline(&self) -> bool {
        let block = &self.view.document.blocks[self.sentence.block];
        let alone = self.sentence.start == block.start && self.sentence.end == block.end;
        block.role == BlockRole::Headline || alone && block.end - block.start <= ALERT
    }

    /// Whether the word is an unknown noun without article: it goes on with a noun or an adjective.
    fn is_bare_noun(&self, at: usize) -> bool {
        let token = self.view.token(at);
        token.is_unknown() && !token.definite && !token.repeated && token.kind == TokenKind::Word
    }

    fn candidate(&self, readings: &[Cue], without: Option<&str>) -> Option<Candidate> {
        let rules = &self.view.grammar.rules;
        let headline = self.is_headline();
        let matchers: Vec<Matcher<'_>> = readings
            .iter()
            .filter_map(|cue| self.matcher(*cue))
            .filter(|matcher| {
                let entry = &self.view.grammar.cues[matcher.cue.lemma as usize];
                // The first person is the writer's or stands in a quotation.
                if entry.opening && !matcher.opens_clause() || matcher.cue.agreement.person == Some(1) {
                    return false;
                }
                // The jussive stands after a negation or a purpose: nothing was said.
                if matcher.cue.form == CueForm::Jussive {
                    return false;
                }
                // After another finite verb, without a conjunction, the form is its object: "refused to mention".
                let before = matcher.cue.start.checked_sub(1).filter(|before| *before >= self.floor);
                let before = before.filter(|_| !self.view.grammar.language.subject_first);
                let object =
                    matcher.cue.form == CueForm::Perfect && before.is_some_and(|before| self.phrases().is_verb(before));
                // After a preposition no verb stands: the form is a verbal noun.
                let roles = self.view.roles();
                let governed = matches!(matcher.cue.form, CueForm::Perfect | CueForm::Participle)
                    && before.is_some_and(|before| self.view.is_plain(before, roles.preposition));
                if (object || governed) && !self.view.has_conjunction(matcher.cue.start) {
                    return false;
                }
                let mut guards = rules.guards.iter().filter(|guard| Some(guard.id.as_str()) != without);
                !guards.any(|guard| matcher.guarded(guard))
            })
            .collect();
        let cues = matchers.iter().map(|matcher| (matcher.cue.lemma, matcher.cue.form));
        self.view.grammar.admission.patterns(cues).find_map(|number| {
            let pattern = &rules.patterns[number];
            if pattern.only == Only::Headline && !headline {
                return None;
            }
            matchers.iter().find_map(|matcher| {
                let fill = matcher.pattern(pattern)?;
                self.is_sound(&matcher.cue, &fill, pattern.only, matcher.is_strong(&fill)).then(|| Candidate {
                    cue: matcher.cue,
                    pattern: number,
                    clause: matcher.is_strong(&fill),
                    fill,
                })
            })
        })
    }

    /// The matcher of a cue in the form that its verb group makes of it, if the group allows it at all.
    fn matcher(&self, cue: Cue) -> Option<Matcher<'_>> {
        let phrases = self.phrases();
        let grouped = self.view.grammar.language.subject_first && cue.form != CueForm::Fixed;
        let group = if grouped && cue.form != CueForm::Noun {
            phrases.group(cue.start, self.floor)
        } else {
            Group { start: cue.start, ..Group::default() }
        };
        if grouped && (phrases.is_hyphened(cue.start) || phrases.is_inside_name(cue.start)) {
            return None;
        }
        let form = if grouped { phrases.form_in(group, cue.form)? } else { cue.form };
        Some(Matcher::new(self, Cue { form, ..cue }, group))
    }

    /// Whether the source that was filled in can be one. A complementiser or a quotation vouches for any noun phrase;
    /// a preposition or nothing at all does not.
    fn is_sound(&self, cue: &Cue, fill: &Fill, only: Only, strong: bool) -> bool {
        // A given name or a place that looks like a verb is one only before a clause.
        let place = || self.view.senses(cue.start).any(|(sense, _)| matches!(sense, Sense::Metonym { .. }));
        let named = || self.view.is_plain(cue.start, self.view.roles().first_name) || place();
        if !strong && cue.form.is_finite() && named() {
            return false;
        }
        // Right after a bare noun, letters of a verb are those of a noun, and those of a participle an adjective.
        let particle = cue.start > self.floor && self.view.is_plain(cue.start - 1, self.view.roles().name_particle);
        if particle && !self.view.has_conjunction(cue.start) && cue.form.is_finite() {
            return false;
        }
        let ambiguous = cue.form == CueForm::Perfect || cue.form == CueForm::Participle && !strong;
        let after = fill.source.is_none_or(|source| source.start >= cue.end);
        let joined = self.view.has_conjunction(cue.start);
        if ambiguous && after && !joined && cue.start > self.floor && self.is_bare_noun(cue.start - 1) {
            return false;
        }
        let phrases = self.phrases();
        // "Five defendants": a plural in the oblique case that no comma parts from a noun is one itself.
        let weak = !strong || fill.frame.is_some_and(|frame| self.is_directed(frame));
        let bare = cue.form == CueForm::Participle && fill.source.is_none() && weak;
        let oblique = bare && phrases.ends_oblique(cue.start);
        let free = cue.start == self.floor || self.view.token(cue.start - 1).kind == TokenKind::Mark;
        if oblique && !free && !joined {
            return false;
        }
        // A verbal noun without anybody it belongs to only names the act: "it is enough to say that".
        if cue.form == CueForm::Noun && fill.source.is_none() && fill.frame.is_none() && !self.belongs(cue.start) {
            return false;
        }
        let Some(source) = fill.source else {
            // Without a subject, a bare object is one only where the verb opens a clause.
            let first = fill.pieces.first().map_or(0, |piece| piece.from);
            let bare = cue.form.is_finite() && fill.frame.is_some_and(|frame| self.is_bare(frame));
            let free = self.view.grammar.language.subject_first;
            // A present tense without a subject is as likely a passive: "is considered".
            let opens = self.view.has_conjunction(cue.start) && cue.form != CueForm::Imperfect;
            return !bare || free || opens || phrases.is_content_noun(first);
        };
        if self.view.grammar.language.subject_first && only == Only::Anywhere {
            let line = cue.form != CueForm::Fixed || fill.frame.is_some() || source.end != cue.start;
            return line || phrases.is_title(source);
        }
        if only == Only::Headline {
            return phrases.is_headline_speaker(source);
        }
        if source.start >= cue.end && (phrases.is_content_noun(source.start) || phrases.is_act(source.start)) {
            return false;
        }
        if only == Only::KnownSource {
            return phrases.is_source_like(source);
        }
        // Where the verb may have an object of its own, an unknown noun is that object: "described the attack as".
        let directed = fill.frame.is_some_and(|frame| self.is_directed(frame)) && fill.target.is_none();
        let vouched = strong && cue.form != CueForm::Fixed && !directed || fill.verb.is_some();
        // A preposition lets an unknown word be a name; a bare object does not.
        let object = fill.frame.is_none_or(|frame| self.is_bare(frame));
        let noun = fill.pieces.first().is_some_and(|piece| phrases.is_content_noun(piece.from));
        // Of definite unknown nouns only family names, and those with a bare name after them, are persons.
        let first = self.view.token(source.start);
        let preposition = |at: &usize| {
            self.view.token(*at).preposition_class.is_some() || self.view.is_plain(*at, self.view.roles().preposition)
        };
        let own = (source.start + 1..source.end).take_while(|at| !preposition(at));
        let bare = |at: usize| !self.view.token(at).definite && self.view.token(at).kind == TokenKind::Word;
        let named = own.into_iter().any(bare);
        let person = |first: &Token| !directed && (named || first.surname || first.repeated);
        vouched
            || noun && phrases.may_be_person(source)
            || phrases.is_source_like(source)
            || !object && phrases.may_be_person(source) && (!first.definite || person(first))
    }
}
