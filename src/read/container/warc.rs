//! WARC: the records of a crawl (ISO 28500). What is damaged is told, and reading goes on at the next record.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use super::Item;
use super::header::{self, Header, media_type};
use super::record::{Content, Given, Place, Record};
use super::stream::{Stream, fault};
use crate::read::fault::{Fault, Reason};

/// Bytes that a header block may have.
const HEADER: usize = 64 << 10;

/// How every record begins.
const MAGIC: &[u8] = b"WARC/";

/// What stands between two records, with the beginning of the next.
const BOUNDARY: &[u8] = b"\r\n\r\nWARC/1.";

/// The records of a crawl.
pub(super) struct Warc {
    stream: Stream,
    /// Bytes that a record may have.
    limit: usize,
    number: u64,
    done: bool,
}

/// Why a record could not be read, and how to go on.
enum Broken {
    /// The next record is searched for in the bytes that follow.
    Search(Fault),
    /// The stream itself is damaged.
    Stream(io::Error),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

impl Warc {
    pub fn new(stream: Stream, limit: usize) -> Self {
        Self { stream, limit, number: 0, done: false }
    }

    pub fn used(&self) -> u64 {
        self.stream.used()
    }

    /// The next record, or what is wrong with it.
    pub fn next(&mut self, path: &Arc<str>) -> Option<Item> {
        if self.done {
            return None;
        }
        let begun = self.skip_breaks();
        let place =
            Place { path: Arc::clone(path), unit: "record", record: self.number + 1, offset: self.stream.offset() };
        match begun {
            Ok(true) => {}
            Ok(false) => {
                self.done = true;
                let message = "there is no record in it; expected a file that begins with WARC/1.0 or WARC/1.1";
                return (self.number == 0).then(|| Item::Fault(place, Fault::new(Reason::BadWarc, message)));
            }
            Err(error) => return Some(self.damaged(place, error)),
        }
        self.number += 1;
        Some(match self.record(place.clone()) {
            Ok(item) => item,
            Err(Broken::Search(fault)) => {
                // What is wrong with the stream is told when it is read again.
                if let Ok(found) = self.search() {
                    self.done = !found;
                }
                Item::Fault(place, fault)
            }
            Err(Broken::Stream(error)) => self.damaged(place, error),
        })
    }

    /// The stream is damaged: the rest of it is lost, unless a later gzip member is sound.
    fn damaged(&mut self, place: Place, error: io::Error) -> Item {
        let fault = fault(error);
        // A member that unpacks beyond measure would be unpacked to its end to get past it.
        self.done = !matches!(self.stream.resync(MAGIC), Ok(true));
        Item::Fault(place, fault)
    }

    /// Passes over line ends; `false` at the end.
    fn skip_breaks(&mut self) -> io::Result<bool> {
        loop {
            let available = self.stream.fill_buf()?;
            let breaks = available.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (ended, whole) = (available.is_empty(), breaks == available.len());
            self.stream.consume(breaks);
            if !whole || ended {
                return Ok(!ended);
            }
        }
    }

    fn record(&mut self, place: Place) -> Result<Item, Broken> {
        let block = self.header_block()?;
        let Ok((_, header)) = header::header(&block) else { return Err(bad("its header cannot be read")) };
        if header::version(header.first, "WARC").is_none_or(|version| !version.starts_with(b"1.") && version != b"0.18")
        {
            return Err(bad("it does not begin with WARC/1.0 or WARC/1.1"));
        }
        let length = header.text("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length else { return Err(bad("its Content-Length is missing or no number")) };
        if length > self.limit as u64 {
            self.skip(length)?;
            let message =
                format!("it has {length} bytes, more than {}; if it is wanted, raise --max-record", self.limit);
            return Ok(Item::Fault(place, Fault::new(Reason::TooLarge, message)));
        }
        let wanted = wanted(&header);
        let body = self.body(length)?;
        Ok(match wanted {
            None => Item::Passed(place),
            Some(kind) => Item::Record(Record { content: kind.content(body), given: given(&header), place }),
        })
    }

    /// The bytes of the header block with its empty line.
    fn header_block(&mut self) -> Result<Vec<u8>, Broken> {
        let mut size = 1 << 10;
        loop {
            let available = self.stream.peek(size)?;
            if !available.starts_with(&MAGIC[..available.len().min(MAGIC.len())]) {
                return Err(bad("it does not begin with WARC/1.0 or WARC/1.1"));
            }
            if let Some(end) = header::end(available).filter(|end| *end <= HEADER) {
                let block = available[..end].to_vec();
                self.stream.consume(end);
                return Ok(block);
            }
            if available.len() < size {
                // Damage of the packed data comes out when it is read on.
                let length = available.len();
                self.stream.consume(length);
                self.stream.peek(1)?;
                return Err(Broken::Search(Fault::new(
                    Reason::Truncated,
                    "the file ends within the header of the record",
                )));
            }
            if size >= HEADER {
                self.stream.consume(MAGIC.len());
                return Err(bad(&format!("its header has more than {HEADER} bytes")));
            }
            size *= 4;
        }
    }

    /// The body, and the line ends that must follow it.
    fn body(&mut self, length: u64) -> Result<Vec<u8>, Broken> {
        let mut body = Vec::new();
        // What the header says is not believed before the bytes are there.
        (&mut self.stream).take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            let message = format!("the file ends after {} of the {length} bytes that its header tells", body.len());
            self.unread_next(&body);
            return Err(Broken::Search(Fault::new(Reason::Truncated, message)));
        }
        let after = self.stream.peek(4)?;
        let sound = after.is_empty()
            || after.starts_with(b"\r\n")
            || after.starts_with(b"\n")
            || after.starts_with(MAGIC.get(..4).unwrap_or_default());
        if sound {
            return Ok(body);
        }
        self.unread_next(&body);
        Err(bad(&format!("no new record follows after the {length} bytes that its header tells")))
    }

    /// Puts back what belongs to the next record, if the body ran into it.
    fn unread_next(&mut self, body: &[u8]) {
        if let Some(at) = body.windows(BOUNDARY.len()).position(|window| window == BOUNDARY) {
            self.stream.unread(&body[at..]);
        }
    }

    /// Moves to the beginning of the next record; `false` if there is none.
    fn search(&mut self) -> io::Result<bool> {
        loop {
            let available = self.stream.peek(HEADER)?;
            let length = available.len();
            if let Some(at) = available.windows(BOUNDARY.len()).position(|window| window == BOUNDARY) {
                self.stream.consume(at);
                return Ok(true);
            }
            if length < HEADER {
                self.stream.consume(length);
                self.stream.peek(1)?;
                return Ok(false);
            }
            // The boundary may begin among the last bytes.
            self.stream.consume(length + 1 - BOUNDARY.len());
        }
    }

    fn skip(&mut self, length: u64) -> Result<(), Broken> {
        let skipped = io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
        if skipped == length {
            return Ok(());
        }
        let message = format!("the file ends after {skipped} of the {length} bytes that its header tells");
        Err(Broken::Search(Fault::new(Reason::Truncated, message)))
    }
}

/// What a record is if it may be an article.
enum Kind {
    Response,
    Page(Option<String>),
    Text(Option<String>),
}

impl Kind {
    fn content(self, bytes: Vec<u8>) -> Content {
        match self {
            Self::Response => Content::Response(bytes),
            Self::Page(charset) => Content::Page { bytes, charset },
            Self::Text(charset) => Content::Text { bytes, charset },
        }
    }
}

fn wanted(header: &Header<'_>) -> Option<Kind> {
    let (media, charset) = media_type(&header.text("Content-Type").unwrap_or_default());
    match header.text("WARC-Type")?.to_ascii_lowercase().as_str() {
        "response" if media.starts_with("application/http") => Some(Kind::Response),
        "response" | "resource" | "conversion" => match media.as_str() {
            "text/html" | "application/xhtml+xml" => Some(Kind::Page(charset)),
            "text/plain" => Some(Kind::Text(charset)),
            _ => None,
        },
        _ => None,
    }
}

fn given(header: &Header<'_>) -> Given {
    let url = header.text("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
    let id = header.text("WARC-Record-ID").map(|id| {
        let id = id.trim_matches(['<', '>']);
        id.strip_prefix("urn:uuid:").unwrap_or(id).to_owned()
    });
    Given { id: id.unwrap_or_default(), url, ..Given::default() }
}

fn bad(what: &str) -> Broken {
    Broken::Search(Fault::new(
        Reason::BadWarc,
        format!("{what}; the record is left out and reading goes on at the next one"),
    ))
}
