//! Text as a reader sees it: white space collapses, breaks are kept, controls are dropped.

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// Whether white space came since the last character.
    space: bool,
}

impl Flow {
    /// Adds text in which white space, line breaks too, is but space.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else if !c.is_control() {
                if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push(c);
            }
        }
    }

    /// Ends the line, unless it is empty.
    pub(super) fn end_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text without a break at its end; the flow is empty afterwards.
    pub(super) fn take(&mut self) -> String {
        self.space = false;
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end_matches('\n').len());
        text
    }
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    let mut flow = Flow::default();
    flow.push(text);
    flow.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_invisible_letters_stay() {
        let text = "\n  \u{AB}\u{200F}نقل\u{200C}ها\u{BB}\t\n\u{A0} قـــال \0\u{1B}[1m ";
        assert_eq!(one_line(text), "\u{AB}\u{200F}نقل\u{200C}ها\u{BB} قـــال [1m");
    }

    #[test]
    fn empty_lines_are_not_kept() {
        let mut flow = Flow::default();
        for part in ["", " a ", " ", "b "] {
            flow.push(part);
            flow.end_line();
        }
        assert_eq!([flow.take(), flow.take()], ["a\nb", ""]);
    }
}
