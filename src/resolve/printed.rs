//! Who is printed beside the cues: each phrase is taken apart once, whoever asks for it.

use smallvec::SmallVec;

use super::entity::Entity;
use super::mention::Mention;
use crate::attribute::{Attribution, Phrase};
use crate::read::view::View;

/// A mention beside a cue, with the source that it would introduce.
pub(super) type Printed<'a> = (Mention, Entity<'a>);

/// The mentions beside the cues of an article.
pub(super) struct Beside<'a> {
    /// For each attribution who is printed there, if anybody is.
    pub all: Vec<Option<Printed<'a>>>,
    /// Their phrases in order, each as one number, with the number of the attribution.
    places: SmallVec<[(u64, u32); 16]>,
}

impl<'a> Beside<'a> {
    /// Takes the sources of the attributions apart.
    pub fn of(view: &View<'a>, attributions: &[Attribution]) -> Self {
        let (mut all, mut places) = (Vec::with_capacity(attributions.len()), SmallVec::new());
        for (number, attribution) in attributions.iter().enumerate() {
            let Some(phrase) = attribution.source else {
                all.push(None);
                continue;
            };
            places.push((place(phrase), number as u32));
            let mention = Mention::new(view, phrase);
            let fresh = Entity::new(view, &mention);
            all.push(Some((mention, fresh)));
        }
        places.sort_unstable();
        Self { all, places }
    }

    /// What a phrase was taken apart into, if it stands beside a cue.
    pub fn read(&self, phrase: Phrase) -> Option<&Printed<'a>> {
        let wanted = place(phrase);
        let at = self.places.partition_point(|(place, _)| *place < wanted);
        let (_, number) = self.places.get(at).filter(|(place, _)| *place == wanted)?;
        self.all[*number as usize].as_ref()
    }
}

/// A phrase as a number: those that begin earlier come first.
fn place(phrase: Phrase) -> u64 {
    (phrase.start as u64) << 32 | phrase.end as u64
}
