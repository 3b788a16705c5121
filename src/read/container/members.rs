//! Objects of JSON as most lines have them: their members are strings without rare escapes, or single words. Read by
//! looking for where strings end, and unescaped right into the place where they stay.

/// The strings of some keys of an object that stands alone in a text, or else nothing, for those that it does not have
/// or that are `null`; other keys are passed over. None where the object is not that plain or there is a fault in it:
/// then it is for a parser of all of JSON to say.
pub(super) fn strings<const N: usize>(json: &str, keys: [&str; N]) -> Option<[Option<String>; N]> {
    // Control characters are faults in strings; between them they are rare.
    let least = json.bytes().fold(u8::MAX, u8::min);
    let mut rest = (least >= b' ').then_some(json)?.trim_start_matches(' ').strip_prefix('{')?;
    let (mut strings, mut seen) = ([const { None }; N], [false; N]);
    loop {
        rest = rest.trim_start_matches(' ').strip_prefix('"')?;
        let (key, after) = rest.split_once('"').filter(|(key, _)| !key.contains('\\'))?;
        let place = keys.iter().position(|known| *known == key);
        let (value, after) = value(after.trim_start_matches(' ').strip_prefix(':')?.trim_start_matches(' '))?;
        if let Some(place) = place {
            // A key that comes again is a fault.
            if std::mem::replace(&mut seen[place], true) {
                return None;
            }
            strings[place] = match value {
                Value::String(string) => Some(string),
                Value::Null => None,
                Value::Word => return None,
            };
        }
        rest = after.trim_start_matches(' ');
        match rest.strip_prefix(',') {
            Some(next) => rest = next,
            None => {
                let ends = rest.strip_prefix('}').is_some_and(|after| after.trim_start_matches(' ').is_empty());
                return ends.then_some(strings);
            }
        }
    }
}

/// A value of a member.
enum Value {
    String(String),
    Null,
    /// True or false.
    Word,
}

/// The value that a text begins with, if it is a plain one, and what stands behind it.
fn value(text: &str) -> Option<(Value, &str)> {
    if let Some(string) = text.strip_prefix('"') {
        return unescaped(string).map(|(string, after)| (Value::String(string), after));
    }
    let words = [("null", Value::Null), ("true", Value::Word), ("false", Value::Word)];
    words.into_iter().find_map(|(word, value)| Some((value, text.strip_prefix(word)?)))
}

/// The string that a text begins with, and what stands behind the mark at its end.
fn unescaped(text: &str) -> Option<(String, &str)> {
    let (mut string, mut rest) = (String::new(), text);
    loop {
        let at = memchr::memchr2(b'"', b'\\', rest.as_bytes())?;
        let (before, after) = rest.split_at_checked(at)?;
        if string.is_empty() {
            // Without escapes it is all; the text of an article is most of what is left of its line.
            string.reserve_exact(if after.starts_with('"') { at } else { rest.len() });
        }
        string.push_str(before);
        let mut marks = after.chars();
        if marks.next() == Some('"') {
            return Some((string, marks.as_str()));
        }
        string.push(match marks.next()? {
            'n' => '\n',
            mark @ ('"' | '\\' | '/') => mark,
            't' => '\t',
            'r' => '\r',
            _ => return None,
        });
        rest = marks.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<[Option<String>; 2]> {
        strings(json, ["a", "b"])
    }

    #[test]
    fn what_is_read_is_what_a_parser_reads() {
        let plain = [
            r#"{"a":"x","b":"y \"z\"\n\\\/\t\r"}"#,
            r#" { "b" : "" , "a" : "وقال «نعم»" } "#,
            r#"{"a":"\n"}"#,
            r#"{"c": true, "a":"x", "b":null, "d":"\"", "e":false, "c" : null}"#,
        ];
        for json in plain {
            let parsed: std::collections::BTreeMap<String, serde_json::Value> = serde_json::from_str(json).unwrap();
            let expected = ["a", "b"].map(|key| parsed.get(key).and_then(|value| Some(value.as_str()?.to_owned())));
            assert_eq!(read(json).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_a_parser() {
        for json in [
            "",
            "{}",
            "[]",
            "{\"a\"",
            "{\"a\":\"x",
            "{\"a\":\"x\"",
            "{\"a\":\"x\"}}",
            "{\"a\":\"x\",}",
            "{\"a\":\"x\";\"b\":\"y\"}",
            "{\"a\":1}",
            "{\"a\":true}",
            "{\"c\":1}",
            "{\"c\":nul}",
            "{\"c\":nulls}",
            "{\"c\":[]}",
            "{\"a\":null,\"a\":\"y\"}",
            "{\"a\":\"x\",\"a\":\"y\"}",
            "{\"\\u0061\":\"x\"}",
            "{\"a\":\"\\u0061\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"x\ty\"}",
            "{\"a\":\"x\\",
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
