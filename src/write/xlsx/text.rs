//! Text of cells, escaped. What no cell can hold was cut when the CSV was written.

/// Adds a text as an element. White space at its ends has to be asked for.
pub fn element(xml: &mut Vec<u8>, text: &str) {
    let white = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    let kept = white(text.as_bytes().first()) || white(text.as_bytes().last());
    xml.extend_from_slice(if kept { b"<t xml:space=\"preserve\">" } else { b"<t>" });
    escape(xml, text.as_bytes());
    xml.extend_from_slice(b"</t>");
}

/// Adds a text with what is mark-up in it escaped; what XML cannot hold, and what looks like its escape, is escaped as
/// spreadsheets do, by its number.
fn escape(xml: &mut Vec<u8>, text: &[u8]) {
    let mut from = 0;
    while let Some(found) = text[from..].iter().position(|byte| PLAIN[usize::from(*byte)] == 0) {
        let at = from + found;
        xml.extend_from_slice(&text[from..at]);
        from = at + 1;
        match text[at..] {
            [b'&', ..] => xml.extend_from_slice(b"&amp;"),
            [b'<', ..] => xml.extend_from_slice(b"&lt;"),
            [b'>', ..] => xml.extend_from_slice(b"&gt;"),
            [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(u8::is_ascii_hexdigit) => {
                xml.extend_from_slice(b"_x005F_");
            }
            [0xEF, 0xBF, last @ 0xBE..=0xBF, ..] => {
                xml.extend_from_slice(if last == 0xBE { b"_xFFFE_" } else { b"_xFFFF_" });
                from = at + 3;
            }
            [control @ ..0x20, ..] if !control.is_ascii_whitespace() => {
                xml.extend_from_slice(format!("_x{control:04X}_").as_bytes());
            }
            [b'\r', ..] => xml.extend_from_slice(b"_x000D_"),
            _ => xml.push(text[at]),
        }
    }
    xml.extend_from_slice(&text[from..]);
}

/// Which bytes are themselves wherever they stand.
const PLAIN: [u8; 256] = {
    let mut plain = [1; 256];
    let mut byte = 0;
    while byte < 0x20 {
        plain[byte] = 0;
        byte += 1;
    }
    let others = [b'&', b'<', b'>', b'_', 0xEF];
    let mut at = 0;
    while at < others.len() {
        plain[others[at] as usize] = 0;
        at += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut xml = Vec::new();
        element(&mut xml, text);
        String::from_utf8(xml).unwrap()
    }

    #[test]
    fn nothing_in_a_text_is_mark_up() {
        assert_eq!(written("a < b & c > d"), "<t>a &lt; b &amp; c &gt; d</t>");
        assert_eq!(written(" a"), "<t xml:space=\"preserve\"> a</t>");
        assert_eq!(written("\u{FEFF}\u{F000}é"), "<t>\u{FEFF}\u{F000}é</t>");
    }

    #[test]
    fn what_looks_like_an_escape_is_escaped_and_what_xml_cannot_hold_becomes_one() {
        assert_eq!(written("_x0041_x0042_"), "<t>_x005F_x0041_x005F_x0042_</t>");
        assert_eq!(written("_x004_ _xyz0_ a_x"), "<t>_x004_ _xyz0_ a_x</t>");
        assert_eq!(written("a\u{1}\u{FFFE}\u{FFFF}\rb\tc"), "<t>a_x0001__xFFFE__xFFFF__x000D_b\tc</t>");
    }
}
