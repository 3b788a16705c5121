//! The article in the terminal: each passage that attributes, then what was found in it and by which rule.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_normalization::char::is_combining_mark;

use crate::report::{Findings, Reported, Row};
use crate::span::Span;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Source, cue and content in colours of their own.
    pub colour: bool,
    /// Words of the article between U+2068 and U+2069, so that their direction does not disturb the line.
    pub isolate: bool,
}

/// Columns of a line.
const WIDTH: usize = 80;
/// Columns before the text of a passage.
const MARGIN: usize = 2;
/// Columns before the values of an attribution.
const INDENT: usize = 14;
/// Columns of the longest value.
const LONGEST: usize = 58;

/// Writes what was found in an article, passage by passage.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, findings: &Findings<'_>, look: Look) -> io::Result<()> {
    let rows = findings.rows();
    let mut entries: Vec<Entry<'_>> = findings.reported().zip(&rows).map(|(found, row)| Entry { found, row }).collect();
    // Passages come in the order of the text, each once.
    entries.sort_by_key(|entry| entry.found.block());
    let mut page = Page { out, findings, look };
    page.heading(entries.len())?;
    for entries in entries.chunk_by(|a, b| a.found.block() == b.found.block()) {
        page.passage(entries)?;
        for entry in entries {
            page.entry(entry)?;
        }
    }
    Ok(())
}

/// An attribution with its row.
struct Entry<'a> {
    found: Reported<'a>,
    row: &'a Row<'a>,
}

/// What a character of a passage belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Rest,
    Content,
    Source,
    Cue,
}

impl Part {
    fn style(self) -> Style {
        match self {
            Self::Rest => Style::new(),
            Self::Content => AnsiColor::Green.on_default(),
            Self::Source => AnsiColor::Cyan.on_default(),
            Self::Cue => AnsiColor::Yellow.on_default().bold(),
        }
    }
}

/// A piece of a value, which is not divided over lines.
struct Piece {
    text: String,
    /// Whether the words are those of the article.
    own: bool,
    style: Style,
}

impl Piece {
    fn said(text: impl Into<String>) -> Self {
        Self { text: text.into(), own: false, style: Style::new() }
    }

    fn dim(text: impl Into<String>) -> Self {
        Self { style: Style::new().dimmed(), ..Self::said(text) }
    }

    fn own(text: &str, style: Style) -> Self {
        Self { text: shortened(text, LONGEST), own: true, style }
    }
}

struct Page<'a, W: Write> {
    out: &'a mut W,
    findings: &'a Findings<'a>,
    look: Look,
}

impl<W: Write> Page<'_, W> {
    fn heading(&mut self, count: usize) -> io::Result<()> {
        let document = self.findings.main.view.document;
        let count = match count {
            0 => "no attributions".to_owned(),
            1 => "1 attribution".to_owned(),
            count => format!("{count} attributions"),
        };
        let mut pieces = vec![Piece::own(&document.id, Style::new().bold())];
        let facts = [document.outlet.as_str(), document.published.as_str()];
        pieces.extend(facts.iter().filter(|fact| !fact.is_empty()).map(|fact| Piece::own(fact, Style::new())));
        let tags: Vec<&str> = self.findings.parts().map(|part| part.view.grammar.language.tag.as_str()).collect();
        pieces.push(Piece::said(format!("[{}]", tags.join(", "))));
        pieces.push(Piece::said(count));
        self.pieces(0, 0, &pieces)
    }

    /// The text of the block, its parts in colours, divided into lines.
    fn passage(&mut self, entries: &[Entry<'_>]) -> io::Result<()> {
        let Some(first) = entries.first() else { return Ok(()) };
        let Reported { part, attribution, .. } = first.found;
        let view = part.view;
        let block = view.document.blocks[part.detected.sentences[attribution.sentence].block].span;
        let mut parts = vec![Part::Rest; block.len()];
        let mut paint = |span: Span, part: Part| {
            let at = |offset: u32| (offset.clamp(block.start, block.end) - block.start) as usize;
            parts[at(span.start)..at(span.end)].fill(part);
        };
        // A cue inside the content of another attribution is seen all the same.
        entries.iter().flat_map(|entry| &entry.found.attribution.content).for_each(|span| paint(*span, Part::Content));
        let sources = entries.iter().filter_map(|entry| entry.found.attribution.source);
        sources.for_each(|phrase| paint(view.span(phrase.start, phrase.end), Part::Source));
        entries.iter().for_each(|entry| paint(entry.found.attribution.cue.span, Part::Cue));

        let section = &first.row.section;
        let title = first
            .row
            .paragraph
            .map_or_else(|| section.clone(), |number| format!("{section}, paragraph {number}").into());
        writeln!(self.out)?;
        self.pieces(0, 0, &[Piece::dim(title)])?;
        let text = view.slice(block);
        for (start, end) in lines(text, WIDTH - MARGIN) {
            write!(self.out, "{:MARGIN$}{}", "", self.opener())?;
            let mut from = start;
            for run in parts[start..end].chunk_by(|a, b| a == b) {
                let style = self.style(run[0].style());
                let shown = clean(text.get(from..from + run.len()).unwrap_or_default());
                write!(self.out, "{style}{shown}{style:#}")?;
                from += run.len();
            }
            writeln!(self.out, "{}", self.closer())?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let Entry { found: Reported { part, attribution, credit }, row } = entry;
        let number = row.attribution_id.rsplit('#').next().unwrap_or_default().trim_start_matches('0');
        let bold = Style::new().bold();
        writeln!(self.out)?;
        let mut head = vec![Piece { style: bold, ..Piece::said(format!("{number:>4}")) }];
        head.push(Piece { style: bold, ..Piece::said(part.pattern(attribution)) });
        head.push(Piece::said(row.quote_type.clone()));
        head.extend(row.confidence.map(|confidence| Piece::dim(format!("confidence {confidence:.2}"))));
        self.pieces(0, 6, &head)?;

        let mut cue = vec![Piece::own(&row.cue, Part::Cue.style()), Piece::said("(lemma")];
        cue.push(Piece::own(&row.cue_lemma, Style::new()));
        let stance = if row.stance.is_empty() { "none" } else { &row.stance };
        cue.push(Piece::said(format!("class {}, stance {stance})", row.cue_class)));
        cue.push(Piece::dim(row.cue_offsets.clone()));
        self.field("cue", &cue)?;

        let mut source = Vec::new();
        if row.source_text.is_empty() {
            source.push(Piece::said(if credit.chain.is_empty() { "not named" } else { "not printed" }));
        } else {
            source.push(Piece::own(&row.source_text, Part::Source.style()));
            source.push(Piece::dim(row.source_offsets.clone()));
        }
        source.push(Piece::said("->"));
        let name = if row.source_name.is_empty() { Piece::said("nobody") } else { Piece::own(&row.source_name, bold) };
        source.push(name);
        if !row.source_name_en.is_empty() && row.source_name_en != row.source_name {
            source.push(Piece::own(&row.source_name_en, Style::new()));
        }
        source.push(Piece::said(format!("({}, {})", row.source_type, credit.sieve.name())));
        self.field("source", &source)?;

        if credit.chain.len() > 1 {
            let sources = &part.resolved.sources;
            let mut chain = Vec::new();
            for link in &credit.chain {
                if !chain.is_empty() {
                    chain.push(Piece::said(">"));
                }
                chain.push(Piece::own(&sources[link.source].name, Style::new()));
            }
            self.field("chain", &chain)?;
        }
        let offsets = Piece::dim(row.content_offsets.clone());
        self.field("content", &[Piece::own(&row.content, Part::Content.style()), offsets])?;
        if !row.flags.is_empty() {
            let flags: Vec<Piece> = row.flags.split(';').map(Piece::said).collect();
            self.field("flags", &flags)?;
        }
        Ok(())
    }

    fn field(&mut self, label: &str, pieces: &[Piece]) -> io::Result<()> {
        write!(self.out, "{:6}{label:8}", "")?;
        self.pieces(INDENT, INDENT, pieces)
    }

    /// Pieces with spaces between them, over as many lines as they need; `used` columns of the first are taken.
    fn pieces(&mut self, used: usize, indent: usize, pieces: &[Piece]) -> io::Result<()> {
        let mut column = used;
        for (at, piece) in pieces.iter().enumerate() {
            let width = columns(&piece.text);
            if at > 0 && column + 1 + width > WIDTH {
                write!(self.out, "\n{:indent$}", "")?;
                column = indent;
            } else if at > 0 {
                write!(self.out, " ")?;
                column += 1;
            }
            column += width;
            let style = self.style(piece.style);
            let (opener, closer) = if piece.own { (self.opener(), self.closer()) } else { ("", "") };
            write!(self.out, "{opener}{style}{}{style:#}{closer}", piece.text)?;
        }
        writeln!(self.out)
    }

    fn style(&self, style: Style) -> Style {
        if self.look.colour { style } else { Style::new() }
    }

    fn opener(&self) -> &'static str {
        if self.look.isolate { "\u{2068}" } else { "" }
    }

    fn closer(&self) -> &'static str {
        if self.look.isolate { "\u{2069}" } else { "" }
    }
}

/// The byte ranges of the lines of a text, each of whole words and at most `width` columns unless a word is longer.
fn lines(text: &str, width: usize) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        match lines.last_mut() {
            // White space is counted as it will be shown.
            Some(line) if used + columns(&text[line.1..end]) <= width => {
                used += columns(&text[line.1..end]);
                line.1 = end;
            }
            _ => {
                used = columns(word);
                lines.push((start, end));
            }
        }
    }
    lines
}

/// The text on one line, its middle left out if it is wider than `limit`; cut between words where there are any.
fn shortened(text: &str, limit: usize) -> String {
    let text = clean(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if columns(&text) <= limit {
        return text;
    }
    let half = (limit - 3) / 2;
    let chars: Vec<char> = text.chars().collect();
    let head: String = chars.iter().take(fitting(chars.iter(), half)).collect();
    let tail: String = chars[chars.len() - fitting(chars.iter().rev(), half)..].iter().collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, whole)| whole);
    format!("{head} … {tail}")
}

/// How many of the characters fit into so many columns.
fn fitting<'c>(chars: impl Iterator<Item = &'c char>, limit: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += column(**c);
            used <= limit
        })
        .count()
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

fn column(c: char) -> usize {
    usize::from(!is_combining_mark(c) && !is_direction(c))
}

/// An article must not steer the terminal: controls become spaces, marks that turn the direction are left out.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !is_direction(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_loses_its_middle_between_words() {
        let text = "one two three four five six seven eight nine ten";
        let short = shortened(text, 30);
        assert_eq!(short, "one two … nine ten");
        assert_eq!(shortened("one\n two", 30), "one two");
        assert!(columns(&shortened(&"x".repeat(100), 30)) <= 30);
    }

    #[test]
    fn lines_hold_whole_words() {
        let text = "aa bb  cc dddddddddd ee";
        let shown: Vec<&str> = lines(text, 6).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(shown, ["aa bb", "cc", "dddddddddd", "ee"]);
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1B}[31m\u{202E}b\u{2069}"), "a [31mb");
    }

    #[test]
    fn marks_over_letters_take_no_column() {
        let word = "
قَالَ
";
        assert_eq!(columns(word.trim()), 3);
    }
}
