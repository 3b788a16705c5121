//! Flags: what the machine remarks about a row, in the words of the schema.

use super::Findings;
use crate::attribute::Attribution;
use crate::detect::quotation::{Quotation, QuotationRole};
use crate::grammar::terms::{CueForm, Gender, SourceType};
use crate::resolve::{Credit, Reference};

/// The flags of a row, in the schema's order.
pub(super) fn flags(findings: &Findings<'_>, attribution: &Attribution, credit: &Credit) -> Vec<&'static str> {
    let words = |quotation: &&Quotation| quotation.role == QuotationRole::Quotation;
    let quotations = || attribution.content.iter().flat_map(|span| findings.detected.overlapping(*span)).filter(words);
    let touched = |wanted: &dyn Fn(&Quotation) -> bool| quotations().any(wanted);
    let origin = findings.origin(credit);
    let relayed = credit.chain.len() > 1;
    let agentless = matches!(attribution.cue.form, CueForm::Passive | CueForm::Fixed) && credit.chain.is_empty();
    let after = findings.attributions[credit.attribution + 1..].iter().take_while(|other| other.within.is_some());
    let nested = after.into_iter().any(|other| other.within == Some(credit.attribution));
    let several = origin.is_some_and(|origin| origin.kind == SourceType::AnonymousSources && origin.agreement.gender == Some(Gender::Feminine));
    let bracket = touched(&|quotation| findings.view.slice(quotation.inner).contains(['(', '[']));
    let found = [
        ("source_implicit", credit.reference == Reference::Implicit),
        ("source_unresolved", credit.reference == Reference::Implicit && credit.chain.is_empty()),
        ("source_ambiguous", credit.ambiguous),
        ("relay_inherited", credit.inherited),
        ("media_endpoint", origin.is_some_and(|origin| origin.kind.is_media())),
        ("venue_relay", relayed && credit.chain.iter().any(|link| link.venue)),
        ("quote_unbalanced", touched(&|quotation| !quotation.closed && !quotation.continues)),
        ("quote_multi_paragraph", attribution.content.len() > 1 && touched(&|quotation| quotation.continues)),
        ("editorial_insertion", bracket),
        ("nested_speech", nested),
        ("passive_agentless", agentless),
        ("vague_group", origin.is_some_and(|origin| origin.kind == SourceType::AnonymousGroup)),
        ("plural_unconfirmed", several),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect()
}
