//! Which way a text is read: by its first letter, and a whole table by most of its letters.

/// Letters counted by their direction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direction {
    right_to_left: u64,
    left_to_right: u64,
}

impl Direction {
    /// Counts the letters of a cell.
    pub fn count(&mut self, cell: &str) {
        // Most texts hold no letters but those of ASCII and those of two bytes whose first tells their direction.
        let (mut left, mut right, mut other) = (0_u64, 0_u64, false);
        for byte in cell.bytes() {
            left += u64::from(byte.is_ascii_alphabetic());
            right += u64::from(matches!(byte, 0xD7..=0xDF));
            other |= matches!(byte, 0xC2..=0xD6 | 0xE0..);
        }
        if !other {
            self.left_to_right += left;
            self.right_to_left += right;
            return;
        }
        for c in cell.chars() {
            if c.is_ascii() {
                self.left_to_right += u64::from(c.is_ascii_alphabetic());
            } else if is_right_to_left(c) {
                self.right_to_left += 1;
            } else {
                self.left_to_right += u64::from(c.is_alphabetic());
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        self.right_to_left += other.right_to_left;
        self.left_to_right += other.left_to_right;
    }

    /// Whether most letters are written from right to left.
    pub fn is_right_to_left(self) -> bool {
        self.right_to_left > self.left_to_right
    }
}

/// Whether the first letter of a text is written from right to left. A spreadsheet would find it by itself, but not every
/// one does.
pub fn begins_right_to_left(text: &str) -> bool {
    text.chars().find(|c| is_right_to_left(*c) || is_letter(*c)).is_some_and(is_right_to_left)
}

/// Whether a character is in a block that Unicode keeps for scripts of this direction, which hold hardly more than letters.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_decide_of_a_table() {
        let of = |cells: &[&str]| {
            let mut direction = Direction::default();
            cells.iter().for_each(|cell| direction.count(cell));
            direction.is_right_to_left()
        };
        assert!(of(&["قال المتحدث", "Reuters", "12-20"]));
        assert!(!of(&["the mayor said", "قال"]));
        assert!(!of(&["12", ""]));
    }

    #[test]
    fn the_first_letter_decides_of_a_text() {
        assert!(begins_right_to_left("\"قناة Reuters"));
        assert!(!begins_right_to_left("12: Reuters قناة"));
        assert!(!begins_right_to_left("12"));
    }
}
