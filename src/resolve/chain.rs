//! Nested attributions: where an outlet or a journalist tells what another said, both make one chain and one row.

use super::Resolver;
use crate::grammar::terms::SourceType;

/// Joins each main clause inside a relayed attribution with the one that relays it.
pub(super) fn merge(resolver: &mut Resolver<'_>) {
    for inner in 0..resolver.attributions.len() {
        let attribution = &resolver.attributions[inner];
        // Who only asked or promised something is spoken of; who said something is quoted.
        let quoted = attribution.main & attribution.clause & attribution.source.is_some();
        let Some(outer) = attribution.within.filter(|outer| quoted && relays(resolver, *outer)) else { continue };
        let mut chain = resolver.credits[outer].chain.clone();
        let own = std::mem::take(&mut resolver.credits[inner].chain);
        chain.extend(own);
        resolver.credits[inner].chain = chain;
        resolver.credits[inner].reported = resolver.credits[outer].reported;
        resolver.credits[outer].reported = false;
    }
}

/// Whether the origin of an attribution is one who hands on what others say.
fn relays(resolver: &Resolver<'_>, attribution: usize) -> bool {
    let Some(origin) = resolver.credits[attribution].chain.last() else { return false };
    let kind = resolver.sources[origin.source].kind;
    kind.is_media() || kind == SourceType::PersonJournalist
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn chains(text: &str) -> Vec<String> {
        invented::rows(text).into_iter().map(|row| row.relay_chain.into_owned()).collect()
    }

    #[test]
    fn what_an_outlet_says_that_somebody_said_is_one_row() {
        let found = chains("وقالت وكالة المرفأ إن وزير النقل سامر الحمداني أكد أن الجسر آمن.");
        let expected = "وكالة المرفأ > سامر الحمداني";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_person_who_is_no_relay_keeps_the_row() {
        let found = chains("وقال المدير زياد النجار إن وزير النقل سامر الحمداني أكد أن الجسر آمن.");
        let expected = "زياد النجار";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn an_outlet_that_names_its_source_makes_a_chain() {
        let found = chains("وقالت قناة الواحة نقلاً عن مصدر ملاحي إن الرحلات ستستأنف الخميس.");
        let expected = "قناة الواحة > مصدر ملاحي";
        assert_eq!(found, [expected]);
    }
}
