//! The encoding that a page declares in its first bytes, looked for as the HTML standard's prescan does, with nom.

use encoding_rs::Encoding;
use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, tag_no_case, take_till, take_until, take_while, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{map, opt, peek, recognize, verify};
use nom::multi::many0;
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

/// How far a declaration is looked for. The standard asks for 1,024 bytes; pages put comments before it.
const HEAD: usize = 4096;

/// An encoding by one of its names. Those in which no text is written are none: what the standard reads as nothing, and
/// what stands for bytes as they are.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    Encoding::for_label_no_replacement(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::X_USER_DEFINED)
}

/// The encoding that a page declares.
pub(super) fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    // Only ASCII is of interest; anything else stands for itself.
    let head: String = bytes.iter().take(HEAD).map(|byte| char::from(*byte)).collect();
    let mut rest = head.as_str();
    if let Ok((_, label)) = xml_encoding(rest) {
        return in_markup(label);
    }
    while let Some(at) = rest.find('<') {
        let from = &rest[at..];
        if let Ok((_, attributes)) = meta(from)
            && let Some(encoding) = of_meta(&attributes)
        {
            return Some(encoding);
        }
        rest = alt((comment, start_tag)).parse(from).map_or_else(|_: nom::Err<()>| &from[1..], |(rest, _)| rest);
    }
    None
}

/// What a label in the page itself means: bytes in which it could be read are not UTF-16.
fn in_markup(label: &str) -> Option<&'static Encoding> {
    let encoding = named(label)?;
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(if wide { encoding_rs::UTF_8 } else { encoding })
}

type Attribute<'a> = (&'a str, &'a str);

fn of_meta(attributes: &[Attribute<'_>]) -> Option<&'static Encoding> {
    let get = |name: &str| attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    if let Some(label) = get("charset") {
        return in_markup(label);
    }
    let kind = get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("content-type"));
    let content = get("content").filter(|_| kind)?;
    in_markup(charset(content).ok()?.1)
}

/// `<?xml version="1.0" encoding="windows-1256"?>`.
fn xml_encoding(input: &str) -> IResult<&str, &str, ()> {
    let (declaration, _) = tag("<?xml").parse(input)?;
    let (rest, declaration) = take_until("?>").parse(declaration)?;
    let (_, attributes) = many0(attribute).parse(declaration)?;
    let found = attributes.into_iter().find(|(name, _)| *name == "encoding");
    found.map(|(_, label)| (rest, label)).ok_or(nom::Err::Error(()))
}

fn meta(input: &str) -> IResult<&str, Vec<Attribute<'_>>, ()> {
    let gap = peek(satisfy(|c| is_space(c) || c == '/'));
    preceded((tag_no_case("<meta"), gap), many0(attribute)).parse(input)
}

fn comment(input: &str) -> IResult<&str, &str, ()> {
    recognize((tag("<!--"), take_until("-->"), tag("-->"))).parse(input)
}

/// A tag as a whole: what looks like a tag in its attributes is none.
fn start_tag(input: &str) -> IResult<&str, &str, ()> {
    let name =
        (opt(char('/')), satisfy(|c| c.is_ascii_alphabetic()), take_till(|c| is_space(c) || c == '/' || c == '>'));
    recognize((char('<'), name, many0(attribute), space, opt(char('>')))).parse(input)
}

fn attribute(input: &str) -> IResult<&str, Attribute<'_>, ()> {
    let name = || take_while1(|c| !is_space(c) && !matches!(c, '/' | '>' | '=' | '?'));
    let value = alt((
        delimited(char('"'), take_till(|c| c == '"'), char('"')),
        delimited(char('\''), take_till(|c| c == '\''), char('\'')),
        take_till(|c| is_space(c) || c == '>'),
    ));
    let equals = delimited(space, char('='), space);
    preceded(space, alt((separated_pair(name(), equals, value), map(name(), |name| (name, ""))))).parse(input)
}

fn space(input: &str) -> IResult<&str, &str, ()> {
    take_while(|c| is_space(c) || c == '/').parse(input)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// The label in `text/html; charset=windows-1256`.
fn charset(content: &str) -> IResult<&str, &str, ()> {
    let at = content.to_ascii_lowercase().find("charset").ok_or(nom::Err::Error(()))?;
    let rest = &content[at + "charset".len()..];
    let quote = || opt(alt((char('"'), char('\''))));
    let label = verify(is_not(" \t\n\r;\"'"), |label: &str| !label.is_empty());
    terminated(preceded((space, char('='), space, quote()), label), quote()).parse(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_declared(page: &str, expected: Option<&str>) {
        assert_eq!(in_page(page.as_bytes()).map(Encoding::name), expected, "{page}");
    }

    #[test]
    fn a_page_declares_its_encoding_in_several_ways() {
        let arabic = Some("windows-1256");
        assert_declared("<!doctype html><meta charset=windows-1256>", arabic);
        assert_declared("<HTML><HEAD>\n<META CharSet = 'Windows-1256' />", arabic);
        assert_declared("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">", arabic);
        assert_declared("<meta content='text/html;charset=cp1256' http-equiv=content-type>", arabic);
        assert_declared("<?xml version=\"1.0\" encoding=\"windows-1256\"?><html>", arabic);
    }

    #[test]
    fn what_only_looks_like_a_declaration_is_none() {
        assert_declared("<!-- <meta charset=windows-1256> --><p>", None);
        assert_declared("<p title='<meta charset=windows-1256>'>", None);
        assert_declared("<metadata charset=windows-1256>", None);
        assert_declared("<meta name=a content='charset=windows-1256'>", None);
        assert_declared("<meta charset=nothing><p charset=windows-1256>", None);
    }

    #[test]
    fn a_label_that_cannot_be_true_is_not_believed() {
        assert_declared("<meta charset=utf-16>", Some("UTF-8"));
        assert_declared("<meta charset=x-user-defined>", None);
        assert_declared("<meta charset=iso-2022-kr>", None);
    }

    #[test]
    fn a_torn_page_is_looked_through_to_its_end() {
        for page in ["<meta", "<meta charset", "<meta charset=", "<meta charset='utf", "<", "<!--", "<a b='"] {
            assert_declared(page, None);
        }
    }
}
