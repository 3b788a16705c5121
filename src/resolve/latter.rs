//! The latter: whom a word means that takes up the last of those mentioned before it, speaking or not.

use super::mention::Mention;
use super::{RECENT, Resolver, SourceId, people};
use crate::attribute::Phrase;
use crate::grammar::terms::{Agreement, Number};

/// How many sentences before its own are searched.
const SENTENCES: usize = 1;

impl Resolver<'_> {
    /// Whom "the latter" means: the last person or body mentioned before it that agrees with its verb, or the last speaker where
    /// nobody was.
    #[inline(never)] // A rare way.
    pub(super) fn latter(&mut self, mention: &Mention, agreement: Agreement) -> Option<SourceId> {
        let agreement = Agreement { number: Some(Number::Singular), ..agreement };
        let own = self.detected.sentences.partition_point(|sentence| sentence.end <= mention.head);
        let sentences = (own.saturating_sub(SENTENCES)..=own).rev();
        let mentioned = sentences.into_iter().find_map(|number| {
            let sentence = self.detected.sentences.get(number)?;
            let mut mentions = self.mentioned(sentence.start, sentence.end.min(mention.phrase.start));
            mentions.reverse();
            (!mentions.is_empty()).then(|| mentions.into_iter().find(|mention| mention.agreement.fits(agreement)))
        });
        match mentioned {
            Some(mentioned) => mentioned.map(|mentioned| self.source_of(&mentioned, Agreement::default(), RECENT).0),
            None => self.recent().map(|(source, _)| source).find(|source| self.fits(*source, agreement)),
        }
    }

    /// Whether the mention is "the latter" and nothing more.
    pub(super) fn is_latter(&self, mention: &Mention) -> bool {
        mention.phrase.end == mention.head + 1 && self.view.is(mention.head, self.view.roles().latter)
    }

    /// The persons and bodies that a stretch mentions, in text order.
    fn mentioned(&self, from: usize, to: usize) -> Vec<Mention> {
        let (mut at, mut mentions) = (from, Vec::new());
        while at < to {
            let phrase = people::speaker(self.view, self.detected, at, to);
            // A bare word alone is an adjective as likely: "a military coup".
            let told = |phrase: &Phrase| phrase.end > phrase.start + 1 || self.view.token(phrase.start).definite;
            let Some(phrase) = phrase.filter(told) else {
                at += 1;
                continue;
            };
            mentions.push(Mention::new(self.view, phrase));
            at = phrase.end.max(at + 1);
        }
        mentions
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    #[test]
    fn the_latter_is_who_was_mentioned_last() {
        let last = |text: &str| invented::rows(text).pop().unwrap().source_name.into_owned();
        let expected = "زياد النجار";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. والتقى الوزير المدير زياد النجار، وقال هذا الأخير إن الطريق مفتوح.";
        assert_eq!(last(text), expected);
        let expected = "سامر الحمداني";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. وقال الأخير إن الطريق مفتوح.";
        assert_eq!(last(text), expected);
    }
}
