//! Bytes to text: UTF-8, UTF-16 with its mark, Windows-1256 and its like, by the tables of the encoding standard.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::error::{Error, ErrorKind};

/// How many replaced or control characters a text may have among a thousand before it is no text.
const TOLERATED: usize = 50;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; a byte-order mark is left out.
    pub text: String,
    /// The encoding's name in the encoding standard.
    pub encoding: &'static str,
    /// Whether some bytes did not fit and stand as U+FFFD.
    pub damaged: bool,
}

/// Decodes the bytes of an article.
///
/// # Errors
/// [`ErrorKind::Decode`] with the first byte that does not fit, where the bytes are no text in any encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return accept(encoding, &bytes[mark..], bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return match text.bytes().position(|byte| byte == 0) {
            Some(offset) => Err(binary(offset)),
            None => Ok(Decoded { text: text.to_owned(), encoding: "UTF-8", damaged: false }),
        };
    }
    // Some broken bytes in a text that is UTF-8 otherwise are damage, not another encoding.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == '\u{FFFD}').count();
    let multibyte = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if broken * 4 <= multibyte {
        return accept(encoding_rs::UTF_8, bytes, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    accept(detector.guess(None, Utf8Detection::Allow), bytes, bytes)
}

fn accept(encoding: &'static Encoding, body: &[u8], bytes: &[u8]) -> Result<Decoded, Error> {
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let strange =
        text.chars().filter(|c| *c == '\u{FFFD}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    if strange * 1000 > TOLERATED * text.chars().count() {
        let offset = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
        return Err(binary(offset.min(bytes.len())));
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), damaged })
}

fn binary(offset: usize) -> Error {
    ErrorKind::Decode { offset, found: "not text".to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "وقالت الوزارة إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع المقبل بسبب أعمال الصيانة.";

    #[test]
    fn utf_8_utf_16_and_windows_1256_give_the_same_text() {
        let (legacy, _, _) = encoding_rs::WINDOWS_1256.encode(SENTENCE);
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(SENTENCE.encode_utf16().flat_map(u16::to_le_bytes));
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(SENTENCE.as_bytes());
        for bytes in [SENTENCE.as_bytes(), &legacy, &wide, &marked] {
            assert_eq!(decode(bytes).unwrap().text, SENTENCE);
        }
    }

    #[test]
    fn one_broken_byte_does_not_lose_the_article() {
        let mut bytes = SENTENCE.repeat(3).into_bytes();
        bytes.insert(20, 0xFF);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.damaged && decoded.text.ends_with(SENTENCE));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(&noise).unwrap_err().kind(), ErrorKind::Decode { .. }));
        assert!(decode(b"ab\0cd").unwrap_err().to_string().starts_with("byte 2:"));
    }
}
