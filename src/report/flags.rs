//! Flags: what the machine remarks about a row, in the words of the schema.

use super::Part;
use super::quoted::Quoted;
use crate::attribute::Attribution;
use crate::grammar::terms::{CueForm, Gender, SourceType};
use crate::label::Label;
use crate::resolve::{Credit, Reference};

/// Below this more rows are wrong than right.
const LOW: f64 = 0.5;

/// How many tokens before a cue a negation may stand.
const NEGATION: usize = 2;

/// How many flags there are.
const FLAGS: usize = 17;

/// The flags in the schema's order.
static NAMES: [Label; FLAGS] = [
    Label::new("source_implicit"),
    Label::new("source_unresolved"),
    Label::new("source_ambiguous"),
    Label::new("relay_inherited"),
    Label::new("media_endpoint"),
    Label::new("venue_relay"),
    Label::new("quote_unbalanced"),
    Label::new("quote_multi_paragraph"),
    Label::new("editorial_insertion"),
    Label::new("negated_cue"),
    Label::new("nested_speech"),
    Label::new("nested"),
    Label::new("passive_agentless"),
    Label::new("vague_group"),
    Label::new("plural_unconfirmed"),
    Label::new("other_language"),
    Label::new("low_confidence"),
];

/// The flags of a row, in the schema's order.
pub(super) fn flags(
    part: &Part<'_>,
    attribution: &Attribution,
    credit: &Credit,
    quoted: &Quoted<'_>,
    confidence: Option<f64>,
) -> impl Iterator<Item = &'static Label> + use<> {
    let origin = part.origin(credit);
    let kind = origin.map(|origin| origin.kind);
    let relayed = credit.chain.len() > 1;
    let after = part.attributions[credit.attribution + 1..].iter().take_while(|other| other.within.is_some());
    let several = origin.is_some_and(|origin| {
        origin.kind == SourceType::AnonymousSources && origin.agreement.gender == Some(Gender::Feminine)
    });
    let taken_up = matches!(credit.reference, Reference::Implicit | Reference::Anaphoric);
    let bracket = |text: &str| memchr::memchr2(b'(', b'[', text.as_bytes()).is_some();
    // In the order of their names.
    let hold: [bool; FLAGS] = [
        credit.reference == Reference::Implicit,
        taken_up && credit.chain.is_empty(),
        credit.ambiguous,
        credit.inherited,
        kind.is_some_and(SourceType::is_media),
        relayed && credit.chain.iter().any(|link| link.venue),
        quoted.any(|quotation| !quotation.closed && !quotation.continues),
        attribution.content.len() > 1 && quoted.any(|quotation| quotation.continues),
        quoted.any(|quotation| bracket(part.view.slice(quotation.inner))),
        is_negated(part, attribution),
        after.into_iter().any(|other| other.within == Some(credit.attribution)),
        !credit.reported,
        matches!(attribution.cue.form, CueForm::Passive | CueForm::Fixed) && credit.chain.is_empty(),
        kind == Some(SourceType::AnonymousGroup),
        several,
        part.number > 0,
        confidence.is_some_and(|confidence| confidence < LOW),
    ];
    // Most rows have none or one.
    let mut left = hold.iter().rev().fold(0_u32, |held, holds| held << 1 | u32::from(*holds));
    std::iter::from_fn(move || {
        let label = NAMES.get(left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(label)
    })
}

/// Whether a negation stands before the cue, adverbs or an auxiliary between: "did not say", "has never said".
fn is_negated(part: &Part<'_>, attribution: &Attribution) -> bool {
    let (view, cue) = (part.view, &attribution.cue);
    let negation = view.roles().negation;
    cue.form.is_finite() && (cue.start.saturating_sub(NEGATION)..cue.start).any(|at| view.is(at, negation))
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    fn flags(text: &str) -> Vec<Vec<&'static str>> {
        analyze(text).findings().records().into_iter().map(|record| record.flags).collect()
    }

    #[test]
    fn a_plain_row_has_no_flag() {
        let found = flags("وقال وزير النقل سامر الحمداني إن الجسر آمن.");
        assert_eq!(found, [[""; 0]]);
    }

    #[test]
    fn a_dropped_subject_is_implicit_and_unresolved_if_nobody_spoke() {
        let found = flags("وأضاف أن الجسر آمن تماماً.");
        assert_eq!(found, [["source_implicit", "source_unresolved"]]);
    }

    #[test]
    fn an_outlet_at_the_end_of_the_chain_is_an_end_point() {
        let found = flags("وقالت وكالة المرفأ إن الجسر آمن.");
        assert_eq!(found, [["media_endpoint"]]);
    }

    #[test]
    fn nobody_is_named_behind_a_passive() {
        let found = flags("يُعتقد أن السفينة غادرت ليلاً.");
        assert_eq!(found, [["passive_agentless"]]);
    }

    #[test]
    fn a_lost_mark_and_an_insertion_are_remarked() {
        let lost = flags("وقال المدير: «نحتاج إلى وقت طويل. وعاد الهدوء إلى القرية.");
        let inserted = flags("وقال المدير: «عدنا (إلى القرية) اليوم مع الأهالي».");
        assert_eq!([lost, inserted].concat(), [["quote_unbalanced"], ["editorial_insertion"]]);
    }

    #[test]
    fn sources_without_a_number_are_unconfirmed_and_observers_vague() {
        let found = flags("وقالت مصادر عسكرية إن الطريق مغلق. ويرى مراقبون أن الخطة متأخرة.");
        assert_eq!(found, [["plural_unconfirmed"], ["vague_group"]]);
    }
}
