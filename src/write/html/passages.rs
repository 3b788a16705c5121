//! Passages: the lines of an article in order, each with what it is and the part that read it. Nothing of the text is left
//! out, not even what holds no word.

use crate::read::layout::{Block, BlockRole};
use crate::report::{Findings, Part};
use crate::span::Span;

/// A line of the article with its surroundings.
pub struct Passage<'a> {
    /// Where it stands: lines without a word belong to the next.
    pub span: Span,
    /// What it is.
    pub role: BlockRole,
    /// The number of the body paragraph, from 1; 0 elsewhere.
    pub paragraph: usize,
    /// The language that it was read in; none if no grammar read it.
    pub language: Option<&'a str>,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
}

/// The passages of an article.
pub fn passages<'a>(findings: &Findings<'a>) -> Vec<Passage<'a>> {
    let text = findings.main.view.text();
    let blocks = &findings.main.view.document.blocks;
    let mut from = 0;
    let mut passages = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let end = if at + 1 == blocks.len() { text.len() } else { line_end(text, block.span.end as usize) };
        let span = Span::new(from, end).trimmed(text);
        from = end;
        let (part, block) = reader(findings, block);
        let language = part.filter(|_| block.role != BlockRole::Foreign).map(|part| &part.view.grammar.language);
        passages.push(Passage {
            span,
            role: block.role,
            paragraph: block.paragraph,
            language: language.map(|language| language.tag.as_str()),
            right_to_left: language.map_or_else(|| is_right_to_left(span.of(text)), |language| language.right_to_left),
        });
    }
    if blocks.is_empty() && !text.trim().is_empty() {
        let span = Span::new(0, text.len()).trimmed(text);
        let right_to_left = is_right_to_left(text);
        passages.push(Passage { span, role: BlockRole::Foreign, paragraph: 0, language: None, right_to_left });
    }
    passages
}

/// The part that read a block, and the block as that part has it.
fn reader<'a>(findings: &Findings<'a>, block: &'a Block) -> (Option<Part<'a>>, &'a Block) {
    if block.role != BlockRole::Foreign {
        return (Some(findings.main), block);
    }
    for part in &findings.others {
        let blocks = &part.view.document.blocks;
        let at = blocks.partition_point(|other| other.span.start < block.span.start);
        let same = blocks.get(at).filter(|other| other.span.overlaps(block.span) && other.role != BlockRole::Foreign);
        if let Some(same) = same {
            return (Some(*part), same);
        }
    }
    (None, block)
}

/// Whether most letters of a text run from right to left.
pub fn is_right_to_left(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut right, mut all) = (0_usize, 0_usize);
    for letter in letters {
        all += 1;
        right +=
            usize::from(matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'));
    }
    right * 2 > all
}

/// A direction as a page writes it.
pub fn direction(right_to_left: bool) -> &'static str {
    if right_to_left { "rtl" } else { "ltr" }
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find(['\n', '\u{2028}', '\u{2029}']).map_or(text.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;

    #[test]
    fn every_letter_of_the_text_is_in_a_passage() {
        let text =
            "\u{1F600}\nقال الوزير إن الجسر آمن.\n***\nThe mayor said the pier is safe and open to all.\n \u{1F600}\n";
        let analysis = analyze(text);
        let shown: String = passages(&analysis.findings()).iter().map(|passage| passage.span.of(text)).collect();
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&shown), letters(text));
    }

    #[test]
    fn a_text_without_a_word_is_a_passage() {
        let analysis = analyze("\u{1F600}\n");
        assert_eq!(passages(&analysis.findings()).len(), 1);
    }

    #[test]
    fn each_passage_runs_as_its_language_does() {
        let arabic = "وقال الوزير BBC إن الجسر الذي بني في العام الماضي آمن اليوم، وإن العمل عليه من المدينة إلى الجزيرة سيستمر بعد ذلك.";
        let text = &format!("{arabic}\nThe mayor said on Monday that the pier was safe and that it was open to all.");
        let analysis = analyze(text);
        let found = passages(&analysis.findings());
        let told: Vec<_> = found.iter().map(|passage| (passage.language, passage.right_to_left)).collect();
        assert_eq!(told, [(Some("ar"), true), (Some("en"), false)]);
    }

    #[test]
    fn the_letters_tell_where_no_grammar_does() {
        assert!(is_right_to_left("BBC: עיתון הבוקר"));
        assert!(!is_right_to_left("1, 2"));
    }
}
