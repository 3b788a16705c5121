//! How many attributes a tag has that is not read to its end yet. The tokenizer compares each attribute with all before
//! it and tells of the tag only when it closes, so a flood must be seen while it runs.

/// Where in a tag the next byte stands, as the HTML standard divides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// At a letter, or at the stroke of an end tag.
    Begin,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    /// Inside a value that ends with this byte.
    Quoted(u8),
    Unquoted,
    /// Behind the tag.
    End,
}

/// A tag that is read piece by piece, each byte once.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenTag {
    at: At,
    count: usize,
}

impl OpenTag {
    /// What begins behind a `<`. A comment or the like is no tag: it has no attributes.
    pub(super) fn begin(first: u8) -> Self {
        let tag = first.is_ascii_alphabetic() || first == b'/';
        Self { at: if tag { At::Begin } else { At::End }, count: 0 }
    }

    /// Reads on; the length of what belongs to the tag, its `>` included.
    pub(super) fn read(&mut self, bytes: &[u8]) -> usize {
        for (length, &byte) in bytes.iter().enumerate() {
            if self.at == At::End {
                return length;
            }
            self.step(byte);
        }
        bytes.len()
    }

    /// How many attributes were begun.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    fn step(&mut self, byte: u8) {
        let space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
        self.at = match self.at {
            At::Quoted(quote) if byte == quote => At::BeforeName,
            At::BeforeValue if matches!(byte, b'"' | b'\'') => At::Quoted(byte),
            At::Quoted(_) | At::End => self.at,
            _ if byte == b'>' => At::End,
            At::Begin => At::TagName,
            At::TagName | At::Unquoted if space => At::BeforeName,
            At::TagName if byte == b'/' => At::BeforeName,
            At::Name | At::AfterName if byte == b'=' => At::BeforeValue,
            At::Name | At::AfterName if byte == b'/' => At::BeforeName,
            At::Name if space => At::AfterName,
            At::TagName | At::Name | At::Unquoted => self.at,
            At::BeforeName | At::AfterName | At::BeforeValue if space => self.at,
            At::BeforeName if byte == b'/' => self.at,
            At::BeforeValue => At::Unquoted,
            At::BeforeName | At::AfterName => {
                self.count += 1;
                At::Name
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The attributes and the length of the tag that stands behind a `<`.
    fn read(text: &str) -> (usize, usize) {
        let mut tag = OpenTag::begin(text.as_bytes()[0]);
        let length = tag.read(text.as_bytes());
        (tag.count(), length)
    }

    #[test]
    fn attributes_are_counted_in_every_form_of_writing() {
        assert_eq!(read("a>b c"), (0, 2));
        assert_eq!(read("a b c = d e='f g > h'i=\"j\"/k / l=m/n>o"), (6, 37));
        assert_eq!(read("/a b>"), (1, 5));
        assert_eq!(read("a ==b>"), (1, 6));
    }

    #[test]
    fn a_long_value_is_one_attribute() {
        let value = "a b/c='d'<e ".repeat(1000);
        assert_eq!(read(&format!("img src=\"{value}\" alt>")).0, 2);
    }

    #[test]
    fn a_tag_goes_on_in_the_next_piece() {
        let mut tag = OpenTag::begin(b'a');
        for piece in ["a b='", "x y", "' c"] {
            tag.read(piece.as_bytes());
        }
        assert_eq!(tag.count(), 2);
    }

    #[test]
    fn a_comment_has_no_attributes() {
        assert_eq!(read("!-- a b c -->").0, 0);
    }
}
