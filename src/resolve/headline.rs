//! Headlines: whom a description without a name means there, whom the text below names.

use super::mention::Mention;
use super::sieve::Sieve;
use super::wording::{has, head_key, words};
use super::{Resolver, SourceId};
use crate::attribute::Attribution;
use crate::grammar::terms::Number;
use crate::read::layout::BlockRole;

impl Resolver<'_> {
    /// The only person named below whose title begins with the noun of a headline and has its adjectives: "Expert: the bridge is
    /// safe".
    #[inline(never)] // A rare way.
    pub(super) fn announced(&self, mention: &Mention, attribution: &Attribution) -> Option<(SourceId, Sieve)> {
        let person = mention.kind.is_person() || mention.kind.is_unnamed();
        let one = mention.agreement.number == Some(Number::Singular) && !mention.other;
        if mention.name.is_some() || mention.known.is_some() || !person || !one {
            return None;
        }
        let block = &self.view.document.blocks[self.detected.sentences[attribution.sentence].block];
        if block.role != BlockRole::Headline || !(block.start..block.end).contains(&mention.phrase.start) {
            return None;
        }
        let head = head_key(self.view, mention);
        let own = words(self.view, mention.phrase);
        let holds = |source: &SourceId| {
            let source = &self.sources[*source];
            let named = source.kind.is_person() && source.words.len() > 1 && source.first >= mention.phrase.end;
            let office = source.office(self.view);
            let office = office.first().is_some_and(|first| first == head) && own.iter().all(|word| has(office, word));
            named && office && source.agreement.fits(mention.agreement)
        };
        let mut holders = (0..self.sources.len()).filter(holds);
        let only = holders.next()?;
        holders.next().is_none().then_some((only, Sieve::Title))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn first(text: &str) -> String {
        invented::rows(text).remove(0).source_name.into_owned()
    }

    #[test]
    fn a_description_in_a_headline_is_who_is_named_with_it_below() {
        let expected = "سامر الحمداني";
        let text =
            "خبير بحري: الجسر آمن\nوصل الخبير البحري سامر الحمداني إلى الميناء أمس. وقال الحمداني إن الطريق مفتوح.";
        assert_eq!(first(text), expected);
    }

    #[test]
    fn of_two_with_that_title_neither_is_meant() {
        let expected = "خبير";
        let text = "خبير: الجسر آمن\nوصل الخبير سامر الحمداني إلى الميناء أمس. ووصل الخبير زياد النجار إلى المدينة.";
        assert_eq!(first(text), expected);
    }

    #[test]
    fn below_the_headline_a_description_is_somebody_else() {
        let expected = "خبير";
        let text = "إغلاق الجسر القديم\nوقال خبير إن الجسر آمن. ووصل الخبير سامر الحمداني إلى الميناء أمس.";
        assert_eq!(first(text), expected);
    }
}
