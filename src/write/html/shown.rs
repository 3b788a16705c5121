//! Words of an article on a page: escaped, and whatever would steer the display made visible.

use std::borrow::Cow;
use std::fmt::Write;

use maud::Render;

/// Words of an article between tags; controls are shown as marks of their own.
pub struct Words<'a>(pub &'a str);

/// Words of an article where no tags can stand: in attributes, titles and drawings.
pub struct Plain<'a>(pub &'a str);

impl Render for Words<'_> {
    fn render_to(&self, out: &mut String) {
        render(self.0, out, |sign, out| {
            out.push_str("<bdi class=\"x\" dir=\"ltr\">");
            out.push_str(sign);
            out.push_str("</bdi>");
        });
    }
}

impl Render for Plain<'_> {
    fn render_to(&self, out: &mut String) {
        render(self.0, out, |sign, out| out.push_str(sign));
    }
}

/// The most bytes that a character has on a page.
pub const SIGN: usize = 48;

/// At most so many bytes has a text on a page.
pub fn length(text: &str) -> usize {
    let one = |c: char| match c {
        '<' | '>' | '&' | '"' | '\'' => 6,
        c if sign(c).is_some() => SIGN,
        c => c.len_utf8(),
    };
    text.chars().map(one).sum()
}

/// A text cut after so many characters, with an ellipsis if anything is left out.
pub fn cut(text: &str, characters: usize) -> Cow<'_, str> {
    // None has more characters than bytes.
    let end = if text.len() > characters { text.char_indices().nth(characters) } else { None };
    end.map_or(Cow::Borrowed(text), |(end, _)| Cow::Owned(format!("{}\u{2026}", text[..end].trim_end())))
}

/// An address that may be followed; nothing for any that is not of the web.
pub fn address(url: &str) -> Option<&str> {
    let url = url.trim();
    let begins = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let sound = !url.contains(|c: char| c.is_whitespace() || c.is_control() || sign(c).is_some());
    ((begins("http://") || begins("https://")) && sound).then_some(url)
}

fn render(text: &str, out: &mut String, mark: impl Fn(&str, &mut String)) {
    out.reserve(text.len());
    let mut from = 0;
    while let Some(at) = special(text.as_bytes(), from) {
        out.push_str(&text[from..at]);
        let Some(c) = text[at..].chars().next() else { break };
        from = at + c.len_utf8();
        match (c, sign(c)) {
            (_, Some(sign)) => mark(&sign, out),
            ('<', _) => out.push_str("&lt;"),
            ('>', _) => out.push_str("&gt;"),
            ('&', _) => out.push_str("&amp;"),
            ('"', _) => out.push_str("&quot;"),
            ('\'', _) => out.push_str("&#39;"),
            ('\r' | '\t', _) => out.push(' '),
            ('\u{2028}' | '\u{2029}', _) => out.push('\n'),
            (c, None) => out.push(c),
        }
    }
    out.push_str(&text[from..]);
}

/// The next byte from which on a character is not written as it stands. Bytes are asked first, for hardly one is such.
fn special(bytes: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len()).find(|at| match SPECIAL[bytes[*at] as usize] {
        0 => false,
        LEAD => match bytes[*at..] {
            [0xC2, second, ..] => second < 0xA0,
            [0xD8, second, ..] => second == 0x9C,
            [0xE2, second, ..] => matches!(second, 0x80 | 0x81),
            [0xEF, second, ..] => second == 0xBB,
            _ => false,
        },
        _ => true,
    })
}

/// What a byte tells of the character that it begins: special, or perhaps, as the bytes after it will tell.
const SPECIAL: [u8; 256] = {
    let mut special = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = SURE;
        byte += 1;
    }
    special[b'\n' as usize] = 0;
    (special[b'<' as usize], special[b'>' as usize], special[b'&' as usize]) = (SURE, SURE, SURE);
    (special[b'"' as usize], special[b'\'' as usize], special[0x7F]) = (SURE, SURE, SURE);
    (special[0xC2], special[0xD8], special[0xE2], special[0xEF]) = (LEAD, LEAD, LEAD, LEAD);
    special
};
const SURE: u8 = 1;
const LEAD: u8 = 2;

/// What is shown in place of a character that turns the direction or controls a device.
fn sign(c: char) -> Option<String> {
    let name = match c {
        '\n' | '\t' | '\r' => return None,
        ' '..='~' | '\u{A0}'..='\u{61B}' | '\u{61D}'..='\u{200D}' => return None,
        '\u{61C}' => "ALM",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "BOM",
        c if c.is_control() => {
            let mut sign = String::new();
            // Nothing can go wrong in memory.
            let _ = write!(sign, "\u{27E6}U+{:04X}\u{27E7}", u32::from(c));
            return Some(sign);
        }
        _ => return None,
    };
    Some(format!("\u{27E6}{name}\u{27E7}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_words_and_controls_are_seen() {
        let text = "a<b>\u{202E}\u{1B}[0m \"&'\u{85}\u{200F}";
        let expected = "a&lt;b&gt;\u{27E6}RLO\u{27E7}\u{27E6}U+001B\u{27E7}[0m &quot;&amp;&#39;\u{27E6}U+0085\u{27E7}\u{27E6}RLM\u{27E7}";
        assert_eq!(Plain(text).render().0, expected);
        assert_eq!(Words("\u{2066}").render().0, "<bdi class=\"x\" dir=\"ltr\">\u{27E6}LRI\u{27E7}</bdi>");
    }

    #[test]
    fn no_text_is_longer_than_told() {
        for text in ["abc", "<>&\"'", "\u{1}\u{202E}\u{10FFFF}\u{FEFF}\u{9F}", "قالت"] {
            assert!(Words(text).render().0.len() <= length(text), "{text:?}");
        }
    }

    #[test]
    fn every_character_that_is_told_apart_is_met() {
        for c in (0..=0x0011_0000).filter_map(char::from_u32) {
            let text = c.to_string();
            let special = special(text.as_bytes(), 0).is_some();
            let plain = sign(c).is_none() && !"<>&\"'\r\t\u{2028}\u{2029}".contains(c);
            assert!(special || plain, "{c:?}");
            assert_eq!(plain, Words(&text).render().0 == text, "{c:?}");
        }
    }

    #[test]
    fn joiners_and_plain_letters_stay() {
        let text = "می\u{200C}خواهم ١٢ é \u{1F600}\n";
        assert_eq!(Words(text).render().0, text);
    }

    #[test]
    fn only_the_web_is_linked() {
        for url in ["https://a.example/x?y=1", "HTTP://a.example", " http://a.example "] {
            assert_eq!(address(url), Some(url.trim()), "{url}");
        }
        let others = [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "http:a",
            "https://a\u{202E}b",
            "ht\ntp://a",
            "",
        ];
        for url in others {
            assert_eq!(address(url), None, "{url}");
        }
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(cut("قالت الوزارة", 4), "قالت…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
