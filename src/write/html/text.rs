//! The text of a passage with its marks: source, cue and content, each told by its form and not by colour alone.

use maud::{Markup, PreEscaped, Render, html};

use super::segments::{Role, Segment};
use super::sheet::Sheet;
use super::shown::Words;

/// The attributions of a passage that stand out when one points at them; the style has a rule for each.
pub const SLOTS: usize = 40;

/// An attribution that has a mark in a passage.
pub struct Touch {
    /// Its number, counted from 0 over the article.
    pub row: usize,
    /// Whether its cue stands here; otherwise its content goes on from elsewhere.
    pub cued: bool,
}

/// The attributions that have marks in these segments, in their order.
pub fn touched(segments: &[Segment]) -> Vec<Touch> {
    let parts = || segments.iter().flat_map(|segment| &segment.parts);
    let mut rows: Vec<usize> = parts().map(|part| part.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut touched: Vec<Touch> = rows.into_iter().map(|row| Touch { row, cued: false }).collect();
    for part in parts().filter(|part| part.role == Role::Cue) {
        if let Ok(at) = touched.binary_search_by_key(&part.row, |touch| touch.row) {
            touched[at].cued = true;
        }
    }
    touched
}

/// The text of a passage. Each attribution that it holds has one link to its note: its cue, or where its content goes on.
pub struct Text<'a> {
    /// The article.
    pub sheet: &'a Sheet<'a>,
    /// The number of the passage.
    pub passage: usize,
    /// The text in segments.
    pub segments: &'a [Segment],
    /// The attributions that have marks in it.
    pub touched: &'a [Touch],
}

impl Render for Text<'_> {
    fn render_to(&self, out: &mut String) {
        let mut linked = vec![false; self.touched.len()];
        for segment in self.segments {
            let words = Words(segment.span.of(self.sheet.text));
            if segment.parts.is_empty() {
                words.render_to(out);
                continue;
            }
            let rows = self.rows(segment);
            let linking: Vec<&Touch> = rows
                .iter()
                .filter(|slot| self.links(segment, **slot, &mut linked))
                .map(|slot| &self.touched[*slot])
                .collect();
            let class = self.class(segment, &rows);
            if linking.is_empty() {
                // Most marks are such; they are written as they stand.
                out.push_str("<mark class=\"");
                out.push_str(&class);
                out.push_str("\">");
                words.render_to(out);
                out.push_str("</mark>");
            } else {
                self.link(&class, &linking, &words).render_to(out);
            }
        }
    }
}

impl Text<'_> {
    /// The places in `touched` of the attributions that have a mark here.
    fn rows(&self, segment: &Segment) -> Vec<usize> {
        let place = |row| self.touched.binary_search_by_key(&row, |touch| touch.row).ok();
        let mut rows: Vec<usize> = segment.parts.iter().filter_map(|part| place(part.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Whether the segment is the first that can link to the note of an attribution: one of its cue, if that is here.
    fn links(&self, segment: &Segment, slot: usize, linked: &mut [bool]) -> bool {
        let touch = &self.touched[slot];
        let cue = segment.parts.iter().any(|part| part.row == touch.row && part.role == Role::Cue);
        (cue || !touch.cued) && !std::mem::replace(&mut linked[slot], true)
    }

    /// What the segment is, for which notes, by which sources.
    fn class(&self, segment: &Segment, rows: &[usize]) -> String {
        let mut class = String::with_capacity(64);
        class.push('m');
        for (role, name) in [(Role::Content, " c"), (Role::Source, " s"), (Role::Relay, " r"), (Role::Cue, " k")] {
            if segment.parts.iter().any(|part| part.role == role) {
                class.push_str(name);
            }
        }
        for slot in rows {
            Slot(*slot).render_to(&mut class);
            self.sheet.entries[self.touched[*slot].row].push_sources(&mut class);
        }
        class
    }

    fn link(&self, class: &str, linking: &[&Touch], words: &Words<'_>) -> Markup {
        let notes = || linking.iter().map(|touch| self.sheet.note_id(touch, self.passage));
        let numbers = linking.iter().map(|touch| touch.row + 1);
        let mut places = linking.iter().map(|touch| self.sheet.anchor_id(touch, self.passage));
        html! {
            a class=(PreEscaped(class)) id=[places.next()] href={ "#" @for note in notes().take(1) { (note) } }
                aria-describedby={ @for (at, note) in notes().enumerate() { @if at > 0 { " " } (note) } }
                data-n={ @for (at, number) in numbers.enumerate() { @if at > 0 { "," } (number) } } {
                @for place in places { span id=(place) {} }
                (words)
            }
        }
    }
}

/// The class that joins marks and note of an attribution, after a space: by its number in the passage, from 0.
pub struct Slot(pub usize);

impl Render for Slot {
    fn render_to(&self, out: &mut String) {
        if self.0 < SLOTS {
            out.push_str(" n");
            (self.0 + 1).render_to(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::segments::Part;
    use super::super::sheet::Sheet;
    use super::*;
    use crate::analyzer::invented::analyze;
    use crate::span::Span;

    #[test]
    fn a_cue_of_two_attributions_leads_to_both_notes_and_back() {
        let analysis = analyze("وقال الوزير إن الجسر آمن. وقالت البلدية إن الطريق مفتوح.");
        let findings = analysis.findings();
        let rows = findings.rows();
        let sheet = Sheet::new(&findings, &rows);
        let cue = |row| Part { span: Span { start: 0, end: 8 }, row, role: Role::Cue };
        let segments = [Segment { span: Span { start: 0, end: 8 }, parts: vec![cue(0), cue(1)] }];
        let touched = touched(&segments);
        let shown = Text { sheet: &sheet, passage: 0, segments: &segments, touched: &touched }.render().0;
        for touch in &touched {
            assert!(shown.contains(&format!("id=\"{}\"", sheet.anchor_id(touch, 0).render().0)), "{shown}");
        }
        assert!(shown.contains("data-n=\"1,2\"") && shown.contains("class=\"m k n1"), "{shown}");
        assert_eq!(shown.matches("<a ").count(), 1);
    }
}
