//! An article on a page: its heading, then passage by passage the text with its marks and the notes beside it.

use maud::{Render, html};

use super::entry::Entry;
use super::heading::heading;
use super::note::note;
use super::passages::{Passage, direction, passages};
use super::segments::{Cutter, Segment, parts};
use super::sheet::Sheet;
use super::shown::{Plain, SIGN, length};
use super::text::{Text, touched};
use crate::read::layout::BlockRole;
use crate::report::{ArticleRow, Findings, Row};

/// Bytes after which the rest of an article is left out, so that every page opens.
const LONGEST: usize = 3 << 20;
/// More bytes than a note and a mark mostly have.
const NOTE: usize = 1 << 10;
const MARK: usize = 200;

/// Writes an article. `rows` and `counts` are those of the tables.
pub fn article(findings: &Findings<'_>, rows: &[Row], counts: &ArticleRow) -> (Entry, String) {
    let document = findings.main.view.document;
    let sheet = Sheet::new(findings, rows);
    let entry = Entry::new(findings, &sheet, counts);
    let passages = passages(findings);
    let direction = direction(findings.main.view.grammar.language.right_to_left);
    let titled = passages.iter().any(|passage| passage.role == BlockRole::Headline);
    let mut out = String::with_capacity(4 * document.text.len() + NOTE * (rows.len() + 1));
    let classes: Vec<String> = entry.sources.iter().map(|source| source.class.name()).collect();
    out.push_str(&format!(
        "<article id=\"a{}\" lang=\"{}\" dir=\"{direction}\" class=\"{}\">",
        entry.key,
        Plain(&findings.main.view.grammar.language.tag).render().0,
        classes.join(" ")
    ));
    let head = heading(findings, counts, titled);
    // Where the text begins with its headline, what is said of the article stands below it.
    let below = usize::from(passages.first().is_some_and(|passage| passage.role == BlockRole::Headline));
    let parts = parts(&sheet.entries.iter().map(|entry| entry.found).collect::<Vec<_>>());
    let mut cutter = Cutter::new(&parts);
    for (number, passage) in passages.iter().enumerate() {
        if number == below {
            out.push_str(&head.0);
        }
        let (segments, whole) = fitting(sheet.text, cutter.cut(passage.span), LONGEST.saturating_sub(out.len()));
        written(&mut out, &sheet, number, passage, &segments);
        if !whole {
            let left = html! { p class="left-out" lang="en" dir="ltr" { "The rest is left out here: the article is too long for a page." } };
            out.push_str(&left.0);
            break;
        }
    }
    if passages.len() <= below {
        out.push_str(&head.0);
    }
    out.push_str("</article>\n");
    (entry, out)
}

/// The segments for which there is room, and whether those are all.
fn fitting(text: &str, mut segments: Vec<Segment>, room: usize) -> (Vec<Segment>, bool) {
    // Mostly there is room whatever the text is.
    let parts: usize = segments.iter().map(|segment| segment.parts.len()).sum();
    let bytes: usize = segments.iter().map(|segment| segment.span.len()).sum();
    if SIGN * bytes + NOTE * parts + MARK * segments.len() <= room {
        return (segments, true);
    }
    let mut used = 0;
    let mut fits = |segment: &Segment| {
        // A note is written where a part begins.
        let begun = segment.parts.iter().filter(|part| part.span.start == segment.span.start).count();
        used += length(segment.span.of(text)) + NOTE * begun + MARK;
        used <= room
    };
    let count = segments.iter().take_while(|segment| fits(segment)).count();
    let whole = count == segments.len();
    segments.truncate(count);
    (segments, whole)
}

fn written(out: &mut String, sheet: &Sheet<'_>, number: usize, passage: &Passage<'_>, segments: &[Segment]) {
    let touched = touched(segments);
    let text = Text { sheet, passage: number, segments, touched: &touched };
    let (class, label) = match passage.role {
        BlockRole::Headline => ("b headline", None),
        BlockRole::Byline => ("b byline", None),
        BlockRole::Caption => ("b caption", Some("caption")),
        BlockRole::Furniture => ("b furniture", Some("page furniture")),
        BlockRole::Subheading => ("b subheading", None),
        BlockRole::Body => ("b", None),
        BlockRole::Footer => ("b footer", Some("source line")),
        BlockRole::Foreign => ("b foreign", Some("not read: another language")),
    };
    let (lang, dir) = (passage.language, direction(passage.right_to_left));
    let paragraph = (passage.paragraph > 0).then_some(passage.paragraph);
    let markup = html! {
        div class=(class) id=[(!touched.is_empty()).then(|| sheet.passage_id(number))] {
            @match passage.role {
                BlockRole::Headline => h2 lang=[lang] dir=(dir) { (text) },
                BlockRole::Subheading => h3 lang=[lang] dir=(dir) { (text) },
                _ => p class="t" lang=[lang] dir=(dir) data-p=[paragraph] { (text) },
            }
            @if let Some(label) = label { p class="label" lang="en" dir="ltr" { (label) } }
            @if !touched.is_empty() {
                ul class="notes" lang="en" dir="ltr" {
                    @for (slot, touch) in touched.iter().enumerate() { (note(sheet, number, slot, touch)) }
                    li class="close" { a href={ "#" (sheet.passage_id(number)) } { "Close" } }
                }
            }
        }
    };
    out.push_str(&markup.0);
}
