//! Header blocks of WARC records and HTTP messages: a first line, then a field a line, then an empty line.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize, value};
use nom::multi::{many0, many1_count};
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

/// A header block; names and values are bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header<'h> {
    /// The first line.
    pub first: &'h [u8],
    fields: Vec<(&'h [u8], Vec<u8>)>,
}

impl Header<'_> {
    /// The value of the first field of that name; case does not count.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        let field = self.fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name.as_bytes()));
        field.map(|(_, value)| value.as_slice())
    }

    /// The same as text; bytes that are not UTF-8 are replaced.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
    }
}

/// `WARC/1.0\r\nWARC-Type: response\r\n\r\n` and the like. Lines may end without a carriage return; a line that is no field
/// is passed over.
pub(super) fn header(input: &[u8]) -> IResult<&[u8], Header<'_>> {
    let (rest, first) = terminated(take_till(is_break), line_end).parse(input)?;
    let (rest, fields) = many0(alt((field.map(Some), value(None, no_field)))).parse(rest)?;
    let (rest, _) = opt(line_end).parse(rest)?;
    Ok((rest, Header { first, fields: fields.into_iter().flatten().collect() }))
}

/// `Content-Length: 12` with its continuation lines.
fn field(input: &[u8]) -> IResult<&[u8], (&[u8], Vec<u8>)> {
    let name = take_while1(|byte: u8| byte.is_ascii_graphic() && byte != b':');
    let (rest, (name, first)) =
        terminated(separated_pair(name, (spaces, char(':'), spaces), take_till(is_break)), line_end).parse(input)?;
    let folded = delimited(many1_count(one_of(" \t")), take_till(is_break), line_end);
    let (rest, more) = many0(folded).parse(rest)?;
    let mut value = first.trim_ascii_end().to_vec();
    for line in more {
        value.push(b' ');
        value.extend_from_slice(line.trim_ascii_end());
    }
    Ok((rest, (name, value)))
}

/// A line with something in it.
fn no_field(input: &[u8]) -> IResult<&[u8], &[u8]> {
    terminated(recognize(take_while1(|byte| !is_break(byte))), line_end).parse(input)
}

fn spaces(input: &[u8]) -> IResult<&[u8], &[u8]> {
    take_while(|byte| byte == b' ' || byte == b'\t').parse(input)
}

fn line_end(input: &[u8]) -> IResult<&[u8], &[u8]> {
    alt((tag("\r\n"), tag("\n"), tag("\r"))).parse(input)
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// A MIME type without its parameters, in lower case, and its character set.
pub(super) fn media_type(value: &str) -> (String, Option<String>) {
    let (kind, parameters) = value.split_once(';').unwrap_or((value, ""));
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (kind.trim().to_ascii_lowercase(), charset.filter(|charset| !charset.is_empty()))
}

/// Where the body begins after a header block, if its end is there; the empty line belongs to the header.
pub(super) fn end(bytes: &[u8]) -> Option<usize> {
    let mut line = true;
    let mut first = true;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' if line && !first => return Some(at + 1),
            b'\n' => (line, first) = (true, false),
            b'\r' => {}
            _ => line = false,
        }
    }
    None
}

/// The name and the optional prefix of a version line: `WARC/1.1`.
pub(super) fn version<'l>(line: &'l [u8], name: &str) -> Option<&'l [u8]> {
    let parsed: IResult<&[u8], &[u8]> =
        preceded((tag(name), char('/')), take_while1(|byte: u8| byte.is_ascii_graphic())).parse(line);
    parsed.ok().map(|(_, version)| version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_whatever_their_case_and_line_ends() {
        let block = b"WARC/1.0\r\nWARC-Type:response\ncontent-length : 12 \r\nX: a\r\n  b\r\nno field\r\n\r\nbody";
        let (rest, header) = header(block).unwrap();
        assert_eq!((rest, header.first), (&b"body"[..], &b"WARC/1.0"[..]));
        assert_eq!(header.get("Warc-type"), Some(&b"response"[..]));
        assert_eq!(header.get("Content-Length"), Some(&b"12"[..]));
        assert_eq!(header.get("x"), Some(&b"a b"[..]));
        assert_eq!(header.get("no"), None);
    }

    #[test]
    fn the_end_of_a_block_is_its_empty_line() {
        for (block, body) in [(&b"A\r\nb: c\r\n\r\nx"[..], Some(11)), (b"A\n\nx", Some(3)), (b"A\r\nb: c\r\n", None)] {
            assert_eq!(end(block), body);
        }
    }

    #[test]
    fn a_media_type_may_name_its_charset() {
        let known = media_type("Text/HTML; x=y; Charset=\"windows-1256\"");
        assert_eq!(known, ("text/html".to_owned(), Some("windows-1256".to_owned())));
        assert_eq!(media_type("text/plain"), ("text/plain".to_owned(), None));
    }

    #[test]
    fn a_version_line_has_its_name() {
        assert_eq!(version(b"WARC/1.1", "WARC"), Some(&b"1.1"[..]));
        assert_eq!(version(b"HTTP/1.1 200 OK", "WARC"), None);
    }
}
