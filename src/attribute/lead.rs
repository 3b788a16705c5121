//! Where an attribution begins: with connectives, turn markers and auxiliaries that stand before it.

use super::setting::Setting;

impl Setting<'_> {
    /// The first token of the connectives, turn markers and auxiliaries right before a token.
    pub(super) fn connected(&self, lead: usize) -> usize {
        let view = self.view;
        let roles = view.roles();
        let mut at = lead;
        while at > self.floor {
            let before = view.classes_before(at, self.floor);
            if before.meets([roles.turn_marker, roles.coordinator, roles.r#as, roles.auxiliary].into())
                && let Some(from) = self.connective_before(at)
            {
                at = from;
                continue;
            }
            let marker = || {
                (2..=5).any(|back| {
                    at.checked_sub(back).is_some_and(|from| {
                        from >= self.floor && view.class_at(from, roles.turn_marker) == Some(back - 1)
                    })
                })
            };
            if before.has(roles.comma) && view.begins(at - 1, roles.comma) && marker() {
                at -= 1;
                continue;
            }
            break;
        }
        at
    }

    /// The first token of the connective, turn marker or auxiliary right before a token, the shortest that it can be.
    fn connective_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let roles = view.roles();
        let classes = [roles.turn_marker, roles.coordinator, roles.r#as, roles.auxiliary];
        let starts = (1..=4.min(at - self.floor)).map(|back| (back, at - back));
        let mut connectives =
            starts.filter(|(back, from)| classes.iter().any(|class| view.class_at(*from, *class) == Some(*back)));
        connectives.next().map(|(_, from)| from)
    }
}
