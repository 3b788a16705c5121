//! Flags: what the machine remarks about a row, in the words of the schema.

use super::Findings;
use crate::attribute::Attribution;
use crate::detect::quotation::QuotationRole;
use crate::grammar::terms::{CueForm, SourceType};
use crate::resolve::{Credit, Reference};

/// The flags of a row, in the schema's order.
pub(super) fn flags(findings: &Findings<'_>, attribution: &Attribution, credit: &Credit) -> Vec<&'static str> {
    let touched = |wanted: &dyn Fn(&crate::detect::quotation::Quotation) -> bool| {
        let inside = findings.detected.quotations.iter().filter(|quotation| quotation.role == QuotationRole::Quotation);
        inside.filter(|quotation| attribution.content.iter().any(|span| span.overlaps(quotation.inner))).any(wanted)
    };
    let origin = findings.origin(credit);
    let relayed = credit.chain.len() > 1;
    let agentless = matches!(attribution.cue.form, CueForm::Passive | CueForm::Fixed) && credit.chain.is_empty();
    let nested = findings.attributions.iter().any(|other| {
        other.within.is_some_and(|outer| std::ptr::eq(&raw const findings.attributions[outer], &raw const *attribution))
    });
    let several = origin.is_some_and(|origin| origin.kind == SourceType::AnonymousSources && origin.agreement.gender == Some(crate::grammar::terms::Gender::Feminine));
    let bracket = attribution.content.iter().any(|span| {
        findings.detected.quotations.iter().any(|quotation| {
            quotation.role == QuotationRole::Quotation && quotation.inner.overlaps(*span) && findings.view.slice(quotation.inner).contains(['(', '['])
        })
    });
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
