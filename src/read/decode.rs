//! Bytes to text: UTF-8, UTF-16, UTF-32, Windows-1256 and its like, by the tables of the encoding standard.

mod declared;
mod wide;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::error::{Error, ErrorKind};
use declared::{in_page, named};

/// How many replaced or control characters a text may have among a thousand before it is no text.
const TOLERATED: usize = 50;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; a byte-order mark is left out.
    pub text: String,
    /// The encoding's name in the encoding standard.
    pub encoding: &'static str,
    /// What told the encoding.
    pub origin: Origin,
    /// The name of the encoding that was declared, if the bytes are not in it.
    pub overruled: Option<&'static str>,
    /// Whether some bytes did not fit and stand as U+FFFD.
    pub damaged: bool,
}

/// What told the encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A byte-order mark.
    Mark,
    /// The header with which it came.
    Header,
    /// A declaration in the page.
    Meta,
    /// The bytes are valid UTF-8, or UTF-8 with some damage.
    Utf8,
    /// How often which bytes stand beside each other.
    Guess,
}

impl Origin {
    /// A name for reports and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mark => "bom",
            Self::Header => "header",
            Self::Meta => "meta",
            Self::Utf8 => "utf8",
            Self::Guess => "guess",
        }
    }
}

/// What is known of bytes before they are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The `charset` of the header with which they came, as it is written.
    pub declared: Option<&'a str>,
    /// Whether they are a web page, which may declare its encoding itself.
    pub html: bool,
    /// Host name of the page, or its last part: which encodings are usual there.
    pub domain: Option<&'a str>,
}

/// Decodes the bytes of an article. A byte-order mark goes before the header, the header before the page's own
/// declaration, and bytes that are plainly in another encoding before both.
///
/// # Errors
/// [`ErrorKind::Decode`] with the first byte that does not fit, where the bytes are no text in any encoding.
pub fn decode(bytes: &[u8], hints: &Hints<'_>) -> Result<Decoded, Error> {
    if let Some(text) = wide::utf_32(bytes) {
        return accept(Text { text, damaged: false }, "UTF-32", Origin::Mark, bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return accept(read(encoding, &bytes[mark..]), encoding.name(), Origin::Mark, bytes);
    }
    if let Some(encoding) = wide::utf_16(bytes) {
        return accept(read(encoding, bytes), encoding.name(), Origin::Guess, bytes);
    }
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0).filter(|_| !hints.html) {
        return Err(binary(offset));
    }
    let declared = declared(bytes, hints);
    let (encoding, origin) = told(bytes, declared, hints);
    let mut decoded = accept(read(encoding, bytes), encoding.name(), origin, bytes)?;
    let other = declared.map(|(declared, _)| declared).filter(|declared| *declared != encoding);
    decoded.overruled = other.filter(|_| !bytes.is_ascii()).map(Encoding::name);
    Ok(decoded)
}

/// The encoding that is declared. Latin-1 is what servers say of everything, so there the page itself is asked first.
fn declared(bytes: &[u8], hints: &Hints<'_>) -> Option<(&'static Encoding, Origin)> {
    let header = hints.declared.and_then(named).map(|encoding| (encoding, Origin::Header));
    if let Some((encoding, _)) = header.filter(|(encoding, _)| *encoding != encoding_rs::WINDOWS_1252) {
        return Some((encoding, Origin::Header));
    }
    let page = in_page(bytes).filter(|_| hints.html).map(|encoding| (encoding, Origin::Meta));
    page.or(header)
}

/// The encoding, and what told it.
fn told(bytes: &[u8], declared: Option<(&'static Encoding, Origin)>, hints: &Hints<'_>) -> (&'static Encoding, Origin) {
    let utf_8 = encoding_rs::UTF_8;
    match (utf_8_share(bytes), declared) {
        // No other encoding gives bytes that are valid UTF-8 by chance.
        (Share::All, Some((encoding, origin))) if encoding == utf_8 => (utf_8, origin),
        (Share::All, _) => (utf_8, Origin::Utf8),
        (Share::Ascii, Some(declared)) => declared,
        (Share::Ascii, None) => (utf_8, Origin::Utf8),
        (Share::Most, Some((encoding, origin))) if encoding == utf_8 => (utf_8, origin),
        (Share::Most, _) => (utf_8, Origin::Utf8),
        (Share::Little, Some((encoding, origin))) if encoding != utf_8 && fits(encoding, bytes) => (encoding, origin),
        (Share::Little, _) => (guess(bytes, hints.domain), Origin::Guess),
    }
}

/// How much of some bytes is UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    /// There are no others than those of ASCII.
    Ascii,
    All,
    /// Some are broken, as in a text that was cut or mended: damage, not another encoding.
    Most,
    Little,
}

fn utf_8_share(bytes: &[u8]) -> Share {
    if bytes.is_ascii() {
        return Share::Ascii;
    }
    let (mut broken, mut multibyte) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        multibyte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    match broken {
        0 => Share::All,
        _ if broken * 4 <= multibyte => Share::Most,
        _ => Share::Little,
    }
}

/// Whether the bytes can be read in an encoding with no more than some damage.
fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let Text { text, .. } = read(encoding, bytes);
    let (strange, other) = text.chars().filter(|c| !c.is_ascii()).fold((0, 0), |(strange, other), c| {
        let odd = usize::from(c == '\u{FFFD}' || c.is_control());
        (strange + odd, other + 1 - odd)
    });
    strange * 10 <= other
}

fn guess(bytes: &[u8], domain: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let top = domain.and_then(|domain| domain.trim_end_matches('.').rsplit('.').next()).map(str::to_ascii_lowercase);
    // The detector takes domains in ASCII only, and stops the program at others.
    let top = top.filter(|top| {
        !top.is_empty() && top.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
    });
    detector.guess(top.as_deref().map(str::as_bytes), Utf8Detection::Allow)
}

/// A text, and whether some bytes of it did not fit.
struct Text {
    text: String,
    damaged: bool,
}

fn read(encoding: &'static Encoding, bytes: &[u8]) -> Text {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Text { text: text.into_owned(), damaged }
}

fn accept(read: Text, encoding: &'static str, origin: Origin, bytes: &[u8]) -> Result<Decoded, Error> {
    let Text { text, damaged } = read;
    let strange =
        text.chars().filter(|c| *c == '\u{FFFD}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    if strange * 1000 > TOLERATED * text.chars().count() {
        let offset = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
        return Err(binary(offset.min(bytes.len())));
    }
    Ok(Decoded { text, encoding, origin, overruled: None, damaged })
}

fn binary(offset: usize) -> Error {
    ErrorKind::Decode { offset, found: "not text".to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "وقالت الوزارة إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع المقبل بسبب أعمال الصيانة.";

    fn legacy(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1256.encode(text).0.into_owned()
    }

    fn plain(bytes: &[u8]) -> Result<Decoded, Error> {
        decode(bytes, &Hints::default())
    }

    #[test]
    fn utf_8_utf_16_and_windows_1256_give_the_same_text() {
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(SENTENCE.encode_utf16().flat_map(u16::to_le_bytes));
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(SENTENCE.as_bytes());
        for bytes in [SENTENCE.as_bytes(), &legacy(SENTENCE), &wide, &wide[2..], &marked] {
            assert_eq!(plain(bytes).unwrap().text, SENTENCE);
        }
    }

    #[test]
    fn one_broken_byte_does_not_lose_the_article() {
        let mut bytes = SENTENCE.repeat(3).into_bytes();
        bytes.insert(20, 0xFF);
        let decoded = plain(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.origin), ("UTF-8", Origin::Utf8));
        assert!(decoded.damaged && decoded.text.ends_with(SENTENCE));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(plain(&noise).unwrap_err().kind(), ErrorKind::Decode { .. }));
        assert!(plain(b"ab\0cd").unwrap_err().to_string().starts_with("byte 2:"));
    }

    #[test]
    fn the_header_goes_before_the_page_and_the_page_before_a_guess() {
        let page = legacy(&format!("<meta charset=iso-8859-6><p>{SENTENCE}"));
        let of = |declared, html| {
            decode(&page, &Hints { declared, html, domain: None }).map(|read| (read.encoding, read.origin))
        };
        assert_eq!(of(Some("windows-1256"), true).unwrap(), ("windows-1256", Origin::Header));
        assert_eq!(of(None, false).unwrap(), ("windows-1256", Origin::Guess));
        let own = legacy(&format!("<meta charset=windows-1256><p>{SENTENCE}"));
        let read = decode(&own, &Hints { declared: Some("iso-8859-1"), html: true, domain: None }).unwrap();
        assert_eq!((read.encoding, read.origin, read.overruled), ("windows-1256", Origin::Meta, None));
    }

    #[test]
    fn a_declaration_that_does_not_fit_is_overruled_and_told() {
        let utf_8 = format!("<meta charset=windows-1256><p>{SENTENCE}");
        let read = decode(utf_8.as_bytes(), &Hints { html: true, ..Hints::default() }).unwrap();
        assert_eq!((read.encoding, read.origin, read.overruled), ("UTF-8", Origin::Utf8, Some("windows-1256")));
        let broken = legacy(SENTENCE);
        let read =
            decode(&broken, &Hints { declared: Some("utf-8"), domain: Some("www.example.eg"), ..Hints::default() })
                .unwrap();
        assert_eq!((read.text.as_str(), read.overruled), (SENTENCE, Some("UTF-8")));
        let read = decode(&broken, &Hints { declared: Some("euc-jp"), ..Hints::default() }).unwrap();
        assert_eq!((read.text.as_str(), read.origin), (SENTENCE, Origin::Guess));
    }

    #[test]
    fn no_hint_stops_the_program() {
        for label in ["x-user-defined", "iso-2022-kr", "replacement", "", "utf-7", "\u{642}", "utf-16le", "hz-gb-2312"]
        {
            for domain in ["", ".", "..", "EG", "\u{645}\u{635}\u{631}", "a b", "xn--wgbh1c"] {
                let hints = Hints { declared: Some(label), html: true, domain: Some(domain) };
                assert_eq!(decode(SENTENCE.as_bytes(), &hints).unwrap().text, SENTENCE);
                assert_eq!(
                    decode(&legacy(SENTENCE), &hints).map(|read| read.text).unwrap_or_default(),
                    SENTENCE,
                    "{label} {domain}"
                );
            }
        }
    }
}
