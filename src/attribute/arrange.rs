//! Arrangement: which candidates of a sentence stand side by side, which inside another's content, which cover all.

use smallvec::SmallVec;

use super::extent;
use super::fill::Piece;
use super::setting::Setting;
use super::{Attribution, Candidate, Mode, Relay, Relays};
use crate::detect::quotation::QuotationRole;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, CueForm, Number};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// How a candidate stands to the one before it in whose content it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// A new attribution of the writer's.
    Equal,
    /// Part of what is attributed.
    Nested,
    /// The main clause of what is attributed.
    Main,
}

/// A candidate with its place among the others.
pub(super) struct Item<'a> {
    pub candidate: &'a mut Candidate,
    /// First token, connectives before it included.
    pub lead: usize,
    /// One past the last token of open content.
    pub end: usize,
    /// The item in whose content it stands, and whether as its main clause.
    pub within: Option<(usize, bool)>,
    governor: Option<usize>,
    pub relays: Relays,
    pub dropped: bool,
    /// The number of its attribution, if it became one.
    number: Option<usize>,
}

/// Turns the candidates of a sentence into attributions.
pub(super) fn arrange(setting: &Setting<'_>, candidates: &mut [Candidate], out: &mut Vec<Attribution>) {
    let mut items: SmallVec<[Item<'_>; 4]> = SmallVec::new();
    for candidate in candidates {
        // Filled in where it stays: what was just written is dear to move.
        items.push(Item::new(candidate));
        if let Some((item, others)) = items.split_last_mut() {
            setting.fill_in(item);
            setting.place(item, others);
        }
    }
    let items = items.as_mut_slice();
    for item in items.iter_mut().filter(|item| !item.dropped) {
        let content = extent::spans(setting, &item.candidate.fill.pieces, item.end);
        // What the next cue cuts to nothing was no content.
        if content.is_empty() {
            continue;
        }
        // Dropped items leave no gaps in the numbers that the others point to.
        item.number = Some(out.len());
        out.push(Attribution {
            cue: item.candidate.cue,
            source: item.candidate.fill.source,
            relays: std::mem::take(&mut item.relays),
            mode: if setting.quotes { extent::mode(setting.view, setting.detected, &content) } else { Mode::Indirect },
            content,
            pattern: item.candidate.pattern,
            frame: item.candidate.fill.frame,
            sentence: setting.number,
            governor: None,
            within: None,
            main: item.within.is_some_and(|(_, main)| main),
            clause: item.candidate.clause,
        });
    }
    for item in items.iter() {
        if let Some(attribution) = item.number.and_then(|number| out.get_mut(number)) {
            attribution.governor = item.governor.and_then(|at| items[at].number);
            attribution.within = item.within.and_then(|(at, _)| items[at].number);
        }
    }
}

impl<'a> Item<'a> {
    fn new(candidate: &'a mut Candidate) -> Self {
        let (within, governor, relays, number) = (None, None, Relays::new(), None);
        Self { candidate, lead: 0, end: 0, within, governor, relays, dropped: false, number }
    }
}

impl Setting<'_> {
    /// Fills in where a candidate begins and ends, and its outlets.
    fn fill_in(&self, item: &mut Item<'_>) {
        let candidate = &mut *item.candidate;
        for phrase in &candidate.fill.relays {
            item.relays.push(Relay { phrase: *phrase, venue: false });
        }
        if let Some(phrase) = self.venue(candidate) {
            item.relays.push(Relay { phrase, venue: true });
        }
        item.lead = self.connected(candidate.fill.lead);
        self.drop_circumstance(candidate);
        self.add_quotations(candidate);
        item.end = match self.view.grammar.language.subject_first {
            true => self.clause_end(candidate),
            false => self.noun_content_end(candidate),
        };
    }

    /// Adds the quotations that follow the first with nothing but a comma or a conjunction between.
    fn add_quotations(&self, candidate: &mut Candidate) {
        while let Some(last) =
            candidate.fill.pieces.last().filter(|piece| piece.quoted.is_some() && piece.from >= candidate.cue.end)
        {
            let mut at = last.to;
            while at < self.sentence.end && self.binds(at) {
                at += 1;
            }
            let opening = (at < self.sentence.end).then(|| self.detected.opened_by(self.view.token(at))).flatten();
            let Some(quotation) =
                opening.filter(|quotation| quotation.role == QuotationRole::Quotation && at > last.to)
            else {
                break;
            };
            let (from, to) = (quotation.first as usize, quotation.last as usize);
            let start = quotation.inner.start;
            candidate.fill.pieces.push(Piece { start, from, to, open: false, quoted: Some(quotation.inner) });
        }
    }

    /// A closing mark, a comma or a lone conjunction.
    fn binds(&self, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let mark = token.kind == TokenKind::Mark && self.detected.opened_by(token).is_none();
        let stop = view.is_plain(at, view.roles().stop) || view.begins(at, view.roles().colon);
        mark && !stop || view.is_conjunction(at)
    }

    /// Puts a candidate in its place.
    fn place(&self, item: &mut Item<'_>, items: &mut [Item<'_>]) {
        let closing = item.candidate.cue.form == CueForm::Fixed
            && item.candidate.fill.pieces.first().is_some_and(|piece| piece.from < item.candidate.cue.start)
            && item.candidate.fill.source.is_some();
        if closing
            && items.iter().any(|other| {
                !other.dropped && other.within.is_none() && other.candidate.cue.start < item.candidate.cue.start
            })
        {
            let source = item.candidate.fill.source;
            let media = source.is_some_and(|source| self.is_outlet(source));
            if self.view.grammar.language.subject_first && !media {
                self.cover(item, items);
            } else {
                self.close_with(item, items);
            }
            return;
        }
        let outer = items.iter().rposition(|outer| !outer.dropped && outer.within.is_none());
        if outer.is_none() && item.candidate.fill.shared && item.candidate.fill.source.is_none() {
            item.dropped = true;
        }
        if let Some(outer) = outer {
            let open = self.holds(&items[outer], item);
            // A relative clause with a cue of its own ends where the verb of its antecedent comes.
            let around = self.view.grammar.language.subject_first
                && item.candidate.fill.source.is_some_and(|source| source.end <= items[outer].lead);
            if open && around {
                items[outer].end = items[outer].end.min(item.candidate.cue.start);
                return;
            }
            // What stands before the speaker is his, whoever is heard in it.
            let left = item.candidate.fill.pieces.first().filter(|piece| piece.to <= item.candidate.cue.start);
            let covers = left.is_some_and(|piece| piece.from <= items[outer].lead && piece.quoted.is_none());
            let source = item.candidate.fill.source.filter(|_| self.view.grammar.language.subject_first && covers);
            if let Some(source) = source {
                match self.is_outlet(source) {
                    true => self.close_with(item, items),
                    false => self.cover(item, items),
                }
                return;
            }
            let rank = if open { self.rank(&items[outer], item) } else { Rank::Equal };
            match rank {
                Rank::Equal => {
                    if open {
                        items[outer].end = items[outer].end.min(item.lead);
                    }
                    item.governor = Some(outer);
                    if item.candidate.fill.shared {
                        item.candidate.fill.source = items[outer].candidate.fill.source.or(item.candidate.fill.source);
                        item.dropped = item.candidate.fill.source.is_none();
                    }
                    self.cut_left(item, &items[outer]);
                }
                Rank::Nested | Rank::Main => item.within = Some((outer, rank == Rank::Main)),
            }
        }
    }

    /// Whether the open content of `outer` runs over the candidate.
    fn holds(&self, outer: &Item<'_>, item: &Item<'_>) -> bool {
        outer
            .candidate
            .fill
            .pieces
            .iter()
            .any(|piece| piece.open && piece.from <= item.candidate.cue.start && item.candidate.cue.start < outer.end)
    }

    /// How a candidate inside the open content of another stands to it.
    fn rank(&self, outer: &Item<'_>, item: &Item<'_>) -> Rank {
        if self.view.grammar.language.subject_first {
            return self.rank_by_clause(outer, item);
        }
        let view = self.view;
        let roles = view.roles();
        let cue = &item.candidate.cue;
        let fill = &item.candidate.fill;
        let lead = item.lead;
        let mut outer_agreement = outer.candidate.cue.agreement;
        // A verb before its subject does not show how many they are.
        if outer.candidate.fill.source.is_some_and(|source| source.start >= outer.candidate.cue.end) {
            outer_agreement.number = None;
        }
        // In the case that circumstances have, dual and plural are written alike.
        let several = |agreement: Agreement| matches!(agreement.number, Some(Number::Dual | Number::Plural));
        let alike = cue.form == CueForm::Participle && several(cue.agreement) && several(outer_agreement);
        let own = Agreement { number: cue.agreement.number.filter(|_| !alike), ..cue.agreement };
        let fits = own.fits(outer_agreement) || outer.candidate.cue.form == CueForm::Fixed;
        let previous = lead.checked_sub(1);
        let after_comma = previous.is_some_and(|at| view.begins(at, roles.comma));
        let conjunction = view.has_conjunction(lead) || lead < fill.lead;
        let bound = previous.is_some_and(|at| {
            view.any_at(at, [roles.relative, roles.that, roles.that_it, roles.what, roles.conjunction_clause])
        });
        let subject_first = fill.source.is_some_and(|source| source.end <= cue.start);
        let content_start = outer.candidate.fill.pieces.iter().find(|piece| piece.open).map_or(0, |piece| piece.from);
        // "After he said that ..., he said that ...": the comma ends the subordinate clause.
        let subordinate = outer.lead > self.floor && view.begins(outer.lead - 1, roles.conjunction_clause);
        if subordinate && after_comma && cue.form.is_finite() {
            return Rank::Equal;
        }
        if cue.form == CueForm::Participle {
            return if fits { Rank::Equal } else { Rank::Nested };
        }
        if !cue.form.is_finite() {
            // "His saying that ..., and his stressing that ...": both depend on the same verb.
            let second = conjunction && view.token(cue.start).enclitic && !outer.candidate.fill.relays.is_empty();
            // "It is believed that ..., as it is expected that": nobody's words follow nobody's.
            let agentless = cue.form == CueForm::Fixed && fill.source.is_none() && conjunction && after_comma;
            return if second || agentless { Rank::Equal } else { Rank::Nested };
        }
        if subject_first {
            let main = lead <= content_start + 1;
            return if main {
                Rank::Main
            } else if conjunction && after_comma {
                Rank::Equal
            } else {
                Rank::Nested
            };
        }
        // "..., where he pointed out that": the connective after a comma only joins the two.
        let joined = lead.checked_sub(2).is_some_and(|at| view.begins(at, roles.comma))
            && previous.is_some_and(|at| view.begins(at, roles.joining));
        if joined && item.candidate.clause && (fill.source.is_some() || fits) {
            return Rank::Equal;
        }
        if bound {
            return if lead <= content_start + 1 { Rank::Main } else { Rank::Nested };
        }
        let subject = fill.source.is_some_and(|source| self.phrases().is_source_like(source));
        // A noun phrase holds no clause: "voiced his regret and said that".
        let phrase = !outer.candidate.clause && (item.candidate.clause || fits);
        if fill.source.is_some() {
            return match (conjunction, after_comma) {
                (true, true) => Rank::Equal,
                (true, false) if subject => Rank::Equal,
                (false, false) if subject && phrase => Rank::Equal,
                (false, true) if subject && lead > content_start + 8 && cue.form == CueForm::Perfect => Rank::Equal,
                _ if lead <= content_start + 12 => Rank::Main,
                _ => Rank::Nested,
            };
        }
        let quoted = fill.pieces.first().is_some_and(|piece| piece.quoted.is_some());
        let addition = quoted || view.grammar.cues[cue.lemma as usize].adds;
        let purpose = view.token(cue.start).preposition_class.is_none() && self.is_prefixed_verb(cue.start);
        let goes_on = fits && (conjunction && (after_comma || addition) || purpose);
        if goes_on || conjunction && phrase { Rank::Equal } else { Rank::Nested }
    }

    /// Whether a present-tense verb stands with a prefix that binds it to the verb before: "to stress".
    fn is_prefixed_verb(&self, at: usize) -> bool {
        let view = self.view;
        let key = view.key(at);
        let known = view.entries(at)[0].senses.iter().any(|sense| matches!(sense, Sense::Cue { .. }));
        known
            && view.token(at).traits.any(Traits::UNLISTED)
            && view.grammar.clitics.verb_prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::{self, analyze};

    /// Cue and content of every row.
    fn pairs(text: &str) -> Vec<(String, String)> {
        invented::rows(text).into_iter().map(|row| (row.cue.into_owned(), row.content.into_owned())).collect()
    }

    fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(cue, content)| ((*cue).to_owned(), (*content).to_owned())).collect()
    }

    #[test]
    fn a_participle_ends_the_content_before_it_and_opens_its_own() {
        let found = pairs("وقال وزير النقل سامر الحمداني إن الجسر آمن، مؤكداً أن الطريق مفتوح.");
        let expected = owned(&[("قال", "الجسر آمن"), ("مؤكداً", "الطريق مفتوح")]);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_second_verb_after_a_conjunction_is_a_row_of_its_own() {
        let found = pairs("وقالت الوزارة إن الجسر آمن، وأضافت أن الطريق مفتوح.");
        let expected = owned(&[("قالت", "الجسر آمن"), ("أضافت", "الطريق مفتوح")]);
        assert_eq!(found, expected);
    }

    #[test]
    fn speech_inside_the_speech_of_a_person_is_no_row() {
        let found = pairs("وقال وزير النقل سامر الحمداني إن البلدية أكدت أن الجسر آمن.");
        let expected = owned(&[("قال", "البلدية أكدت أن الجسر آمن")]);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_second_clause_of_the_same_cue_is_no_row() {
        let found = pairs("وقالت الوزارة إن الجسر آمن وإن الطريق مفتوح.");
        let expected = owned(&[("قالت", "الجسر آمن وإن الطريق مفتوح")]);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_relay_at_the_end_covers_the_sentence() {
        let analysis = analyze(
            "وقال وزير النقل سامر الحمداني إن الجسر آمن، مؤكداً أن الطريق مفتوح، وفق ما نقلت وكالة المرفأ. وقال المدير زياد النجار إن الفحص انتهى.",
        );
        let chains: Vec<_> = analysis.findings().rows().into_iter().map(|row| row.relay_chain).collect();
        let expected = ["وكالة المرفأ > سامر الحمداني", "وكالة المرفأ > سامر الحمداني", "زياد النجار"];
        assert_eq!(chains, expected);
    }

    #[test]
    fn a_source_between_commas_leaves_content_on_both_sides() {
        let found = pairs("العطل، وفق الشركة، سببه قديم.");
        let expected = owned(&[("وفق", "العطل […] سببه قديم")]);
        assert_eq!(found, expected);
    }
}
