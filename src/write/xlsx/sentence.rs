//! A sentence divided into source, cue, content and the rest. The row alone tells where they stand: its offsets count
//! from the beginning of the article, and the cue tells where in it the sentence begins.

use crate::span::ByPoints;

/// What a piece of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing of the row.
    Rest,
    /// The source.
    Source,
    /// The cue.
    Cue,
    /// Content in the writer's words.
    Content,
    /// Content inside quotation marks.
    Quotation,
}

/// The cells of a row that tell of its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cells<'c> {
    /// The whole sentence.
    pub sentence: &'c str,
    /// The source, and where it is in the article.
    pub source: (&'c str, &'c str),
    /// The cue likewise.
    pub cue: (&'c str, &'c str),
    /// The content likewise, in pieces.
    pub content: (&'c str, &'c str),
    /// The quotations inside the content.
    pub quotation: &'c str,
}

/// What stands between two pieces of a content: ` […] `.
const GAP: usize = 5;

/// The pieces of the sentence in order; none where the row does not tell, since somebody changed it.
pub fn parts<'c>(cells: &Cells<'c>) -> Option<Vec<(Part, &'c str)>> {
    let sentence = ByPoints::new(cells.sentence);
    let (source, cue) = (spans(cells.source.1)?, spans(cells.cue.1)?);
    let content = spans(cells.content.1)?;
    let begin = begin(&sentence, cells, [&cue, &source, &content])?;
    let mut paint = vec![Part::Rest; sentence.len()];
    for (spans, part) in [(&content, Part::Content), (&source, Part::Source), (&cue, Part::Cue)] {
        for [from, to] in spans {
            let at = |offset: usize| offset.saturating_sub(begin).min(sentence.len());
            paint[at(*from)..at(*to)].fill(part);
        }
    }
    // Quotations come in the order of the text; one that goes on elsewhere is not found here.
    let mut from = 0;
    for quotation in cells.quotation.split(" | ").filter(|quotation| !quotation.is_empty()) {
        let Some(found) = sentence.find(quotation, from) else { continue };
        from = found[1];
        paint[found[0]..found[1]]
            .iter_mut()
            .filter(|part| **part == Part::Content)
            .for_each(|part| *part = Part::Quotation);
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for run in paint.chunk_by(|a, b| a == b) {
        pieces.push((run[0], sentence.slice([at, at + run.len()])));
        at += run.len();
    }
    Some(pieces)
}

/// How many code points of the article stand before the sentence: as many as let the cue, the source and the pieces of the
/// content stand where the row says.
fn begin(sentence: &ByPoints<'_>, cells: &Cells<'_>, [cue, source, content]: [&[[usize; 2]]; 3]) -> Option<usize> {
    let first = cue.first()?[0];
    let mut from = 0;
    while let Some([at, _]) = sentence.find(cells.cue.0, from) {
        let fits = |begin: &usize| {
            holds(sentence, *begin, cells.source.0, source) && holds(sentence, *begin, cells.content.0, content)
        };
        match first.checked_sub(at).filter(fits) {
            Some(begin) => return Some(begin),
            None => from = at + 1,
        }
    }
    None
}

/// Whether the pieces of a text stand where their spans say, if the sentence begins at `begin`; what reaches beyond the
/// sentence is not asked.
fn holds(sentence: &ByPoints<'_>, begin: usize, text: &str, spans: &[[usize; 2]]) -> bool {
    // How many bytes so many code points of a text take.
    let bytes = |text: &str, points: usize| text.char_indices().nth(points).map_or(text.len(), |(at, _)| at);
    let mut rest = text;
    spans.iter().all(|[from, to]| {
        let outside = *from < begin || to - begin > sentence.len();
        let after = if outside {
            Some(&rest[bytes(rest, to - from)..])
        } else {
            rest.strip_prefix(sentence.slice([from - begin, to - begin]))
        };
        let Some(after) = after else { return false };
        rest = &after[bytes(after, GAP)..];
        true
    })
}

/// The spans of a cell of offsets: `12-20;24-30`.
fn spans(cell: &str) -> Option<Vec<[usize; 2]>> {
    let pair = |span: &str| {
        let (from, to) = span.split_once('-')?;
        let pair = [from.parse().ok()?, to.parse().ok()?];
        (pair[0] <= pair[1]).then_some(pair)
    };
    cell.split(';').filter(|span| !span.is_empty()).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented;
    use crate::report::Row;

    fn cells<'r>(row: &'r Row<'_>) -> Cells<'r> {
        Cells {
            sentence: &row.sentence_text,
            source: (&row.source_text, &row.source_offsets),
            cue: (&row.cue, &row.cue_offsets),
            content: (&row.content, &row.content_offsets),
            quotation: &row.quotation,
        }
    }

    #[test]
    fn every_part_stands_where_the_article_has_it() {
        let text =
            "The pier is old.\n\nThe mayor said 😀 it was \"safe enough\" and, she said, would be \"rebuilt soon\".";
        let rows = invented::rows(text);
        let row = &rows[0];
        let pieces = parts(&cells(row)).unwrap();
        let of =
            |part: Part| -> Vec<&str> { pieces.iter().filter(|piece| piece.0 == part).map(|piece| piece.1).collect() };
        assert_eq!(pieces.iter().map(|piece| piece.1).collect::<String>(), row.sentence_text);
        assert_eq!(of(Part::Source), [&*row.source_text]);
        assert_eq!(of(Part::Cue), [&*row.cue]);
        assert!(of(Part::Quotation).contains(&"safe enough"), "{pieces:?}");
        assert!(!of(Part::Content).is_empty(), "{pieces:?}");
    }

    #[test]
    fn of_two_words_like_the_cue_the_one_at_its_place_counts() {
        let row = Cells {
            sentence: "said the man who said no",
            source: ("the man", "105-112"),
            cue: ("said", "117-121"),
            content: ("no", "122-124"),
            quotation: "",
        };
        let pieces = parts(&row).unwrap();
        assert_eq!(pieces.iter().find(|piece| piece.0 == Part::Cue), Some(&(Part::Cue, "said")));
        assert_eq!(pieces[0], (Part::Rest, "said "));
    }

    #[test]
    fn a_row_that_was_changed_tells_nothing() {
        let row = Cells { sentence: "she said no", cue: ("said", "4-8"), content: ("yes", "9-11"), ..Cells::default() };
        assert_eq!(parts(&row), None);
        for offsets in ["", "x", "4", "8-4", "4-", "1-5"] {
            assert_eq!(parts(&Cells { cue: ("said", offsets), ..row }), None, "{offsets}");
        }
        assert_eq!(parts(&Cells::default()), None);
    }
}
