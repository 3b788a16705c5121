//! Who is printed beside the cues: each phrase is taken apart once, whoever asks for it.

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
    /// The first tokens of their phrases in order, each with the last one and the number of the attribution.
    places: Vec<[u32; 3]>,
}

impl<'a> Beside<'a> {
    /// Takes the sources of the attributions apart.
    pub fn of(view: &View<'a>, attributions: &[Attribution]) -> Self {
        let (mut all, mut places) = (Vec::with_capacity(attributions.len()), Vec::with_capacity(attributions.len()));
        for (number, attribution) in attributions.iter().enumerate() {
            let Some(phrase) = attribution.source else {
                all.push(None);
                continue;
            };
            places.push([phrase.start as u32, phrase.end as u32, number as u32]);
            let mention = Mention::new(view, phrase);
            let fresh = Entity::new(view, &mention);
            all.push(Some((mention, fresh)));
        }
        places.sort_unstable();
        Self { all, places }
    }

    /// What a phrase was taken apart into, if it stands beside a cue.
    pub fn read(&self, phrase: Phrase) -> Option<&Printed<'a>> {
        let wanted = [phrase.start as u32, phrase.end as u32];
        let at = self.places.partition_point(|place| place[..2] < wanted[..]);
        let place = self.places.get(at).filter(|place| place[..2] == wanted)?;
        self.all[place[2] as usize].as_ref()
    }
}
