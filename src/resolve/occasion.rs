//! Whose words an occasion holds that stands before the cue: "this came in a tweet of the customs, where it said".

use super::mention::Mention;
use super::sieve::Sieve;
use super::title::is_noun;
use super::{Credit, Link, Reference, Resolver};
use crate::attribute::noun_phrase_governed;
use crate::grammar::kinds::Kinds;
use crate::grammar::terms::SourceType;
use crate::read::traits::Traits;

impl Resolver<'_> {
    /// Whoever spoke on the occasion that the sentence names before a word that joins the cue to it.
    pub(super) fn occasion_before(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let (view, roles, cue) = (self.view, self.view.roles(), attribution.cue);
        let start = self.detected.sentences[attribution.sentence].start;
        if !cue.form.is_finite() || attribution.within.is_some() || view.has_conjunction(cue.start) {
            return None;
        }
        let joined = view.class_before(cue.start, start, roles.joining)?;
        // "A press statement of".
        let adjective = |at: usize| view.token(at).traits.any(Traits::ADJECTIVE) && !view.token(at).definite;
        let speaker = |occasion: usize| {
            let at = if adjective(occasion + 1) { occasion + 2 } else { occasion + 1 };
            let phrase = (at < joined).then(|| noun_phrase_governed(view, self.detected, at, joined)).flatten()?;
            let mention = Mention::new(view, phrase);
            let of = view.token(at).preposition_class == Some(roles.r#for);
            let genitive = || view.token(at).definite && is_noun(view, at, Kinds::PERSONS);
            let speaks = mention.kind != SourceType::Unknown && mention.kind != SourceType::Document;
            ((of || genitive()) && speaks && mention.agreement.fits(cue.agreement)).then_some(mention)
        };
        let occasion = |at: &usize| view.is(*at, roles.venue) && !view.token(*at).definite;
        let mention = (start..joined).rev().filter(occasion).find_map(speaker)?;
        credit.reference = Reference::Implicit;
        Some(self.meant(&mention, Sieve::Subject, credit))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn last(text: &str) -> String {
        invented::rows(text).pop().unwrap().source_name.into_owned()
    }

    #[test]
    fn an_occasion_before_the_cue_is_somebodys() {
        let text = "جاء ذلك في تصريح صحفي لوزير النقل سامر الحمداني، حيث أكد أن الجسر آمن.";
        assert_eq!(last(text), "سامر الحمداني");
        let text = "وجاءت تصريحات الوزير خلال احتفال في المدينة، حيث أكد أن الجسر آمن.";
        assert_eq!(last(text), "الوزير");
    }

    #[test]
    fn an_occasion_of_its_own_leads_further_back() {
        let text = "جاء ذلك في تغريدة لوزارة النقل على صفحتها الرسمية بموقع التواصل، حيث قالت إن الجسر آمن.";
        assert_eq!(last(text), "وزارة النقل");
    }

    #[test]
    fn an_occasion_of_the_other_gender_is_somebody_elses() {
        let text = "جاء ذلك في تصريح لوزير النقل سامر الحمداني، حيث قالت إن الجسر آمن.";
        assert_ne!(last(text), "سامر الحمداني");
    }
}
