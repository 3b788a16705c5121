//! The text of a page that no parser should see: its tags are cut out in one pass, in time that grows with its length.

use super::attributes::OpenTag;
use super::element;
use super::flow::Flow;

/// Elements whose content is not text, or not for readers; it ends at the end tag of that name.
const SKIPPED: [&str; 11] =
    ["iframe", "noembed", "noframes", "noscript", "script", "select", "style", "svg", "template", "textarea", "title"];

/// The lines of a page.
pub(super) fn strip(html: &str) -> String {
    let mut flow = Flow::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push(&mut flow, &rest[..open]);
        let behind = &rest[open + 1..];
        rest = match behind.as_bytes().first() {
            Some(b'!' | b'?') => after_comment(behind),
            Some(first) if first.is_ascii_alphabetic() || *first == b'/' => after_tag(&mut flow, behind),
            _ => {
                flow.push("<");
                behind
            }
        };
    }
    push(&mut flow, rest);
    flow.end_line();
    flow.take()
}

fn push(flow: &mut Flow, text: &str) {
    if text.contains('&') {
        flow.push(&html_escape::decode_html_entities(text));
    } else {
        flow.push(text);
    }
}

/// What stands behind a comment, a declaration or an instruction.
fn after_comment(behind: &str) -> &str {
    // A comment may end with the strokes that began it.
    let end = match behind.strip_prefix('!').filter(|comment| comment.starts_with("--")) {
        Some(comment) => comment.find("-->").map(|at| at + "!-->".len()),
        None => behind.find('>').map(|at| at + 1),
    };
    end.map_or("", |end| &behind[end..])
}

/// What stands behind a tag, and behind the element if its content is skipped.
fn after_tag<'a>(flow: &mut Flow, behind: &'a str) -> &'a str {
    let bytes = behind.as_bytes();
    let length = OpenTag::begin(bytes[0]).read(bytes);
    let closing = bytes[0] == b'/';
    let name = behind[..length].trim_start_matches('/');
    let name = name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())].to_ascii_lowercase();
    if !element::is_inline(&name) {
        flow.end_line();
    }
    let rest = behind.get(length..).unwrap_or_default();
    if closing || !SKIPPED.contains(&name.as_str()) { rest } else { after_element(rest, &name) }
}

/// What begins with the end tag of the name; nothing if there is none.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let ends = |at: usize| {
        let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    rest.match_indices("</").find(|(at, _)| ends(*at)).map_or("", |(at, _)| &rest[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_blocks_break_lines_and_entities_are_decoded() {
        let html = "<!DOCTYPE html><title>t</title><p class='a>b'>Fish &amp; <b>chips</b>&nbsp;&#1602;<p>3 < 4<br>x";
        assert_eq!(strip(html), "Fish & chips \u{642}\n3 < 4\nx");
    }

    #[test]
    fn scripts_styles_and_comments_are_no_text() {
        let html = "a<SCRIPT>if (a<b) '</p>'</Script >b<!-- <p>c --><style>d</styl>e</style>f<?php g ?>h";
        assert_eq!(strip(html), "a\nb\nfh");
    }

    #[test]
    fn what_is_not_closed_runs_to_the_end() {
        assert_eq!(
            ["a<script>b", "a<!-->b<!-- c", "a<p b", "a<", "a</", "a&am"].map(strip),
            ["a", "ab", "a", "a<", "a", "a&am"]
        );
    }
}
