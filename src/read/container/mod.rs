//! Containers: text files, web pages, lines of JSON, tables, feeds and crawls become records, one after the other and
//! never all at once. A record that is faulty is told and the next one read.

mod feed;
mod gzip;
mod header;
mod http;
mod json;
mod lines;
mod record;
mod replay;
mod sniff;
mod stream;
mod table;
mod warc;

use std::io::Read;
use std::sync::Arc;

pub use http::content as response;
pub use json::{Articles, article, lines, refused};
pub use record::{Content, Given, Place, Record};
pub use sniff::Form;

use super::fault::{Fault, Reason};
use super::page;
use stream::{Stream, fault};

/// How large things may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an article's text or page.
    pub article: usize,
    /// Bytes of a record of a crawl, headers included.
    pub record: usize,
    /// How many times its size packed data may unpack to, beyond the first 16 MiB.
    pub ratio: u64,
    /// How large and deep a web page may be.
    pub page: page::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article: 8 << 20, record: 64 << 20, ratio: 200, page: page::Limits::default() }
    }
}

impl Limits {
    /// The fault of an article that is too large.
    pub fn too_large(&self) -> Fault {
        too_large(self.article)
    }
}

/// What comes out of an input.
#[derive(Debug)]
pub enum Item {
    /// Something that may be an article.
    Record(Record),
    /// A record that is faulty, or the rest of an input that is.
    Fault(Place, Fault),
    /// A record that is sound and no article, such as a request in a crawl.
    Passed(Place),
    /// The input holds no record.
    Nothing(Place),
}

/// How an input is to be read where its bytes do not tell.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How large things may be.
    pub limits: Limits,
    /// The column of a table that holds the texts.
    pub text_column: Option<String>,
}

/// The records of an input.
pub struct Records {
    path: Arc<str>,
    id: String,
    form: Form,
    reader: Reader,
    /// Whether anything came out of it.
    yielded: bool,
}

enum Reader {
    /// One article, which is the whole input.
    Whole(Stream, usize),
    Lines(lines::Lines),
    Table(Box<table::Table>),
    Warc(warc::Warc),
    Feed(feed::Feed),
    /// Something to be told, and nothing more.
    Fault(Option<Fault>),
    Done,
}

impl Records {
    /// Opens an input. `path` is how reports name it, `id` that of its article if it holds one only; the ending of `path`
    /// helps to tell its form.
    pub fn open(input: impl Read + Send + 'static, path: &str, id: &str, options: &Options) -> Self {
        let limits = options.limits;
        let (form, reader) = match Stream::open(Box::new(input), limits.ratio) {
            Err(error) => (Form::Text, Reader::Fault(Some(fault(error)))),
            Ok(mut stream) => {
                // Where nothing could be read, reading on tells why.
                let head = stream.peek(sniff::HEAD).map(<[u8]>::to_vec).unwrap_or_default();
                let form = sniff::form(&head, &extension(path));
                let reader = match form {
                    Form::Text | Form::Page => Reader::Whole(stream, limits.article),
                    Form::Lines => Reader::Lines(lines::Lines::new(stream, limits.article)),
                    Form::Table(delimiter) => Reader::Table(Box::new(table::Table::new(
                        stream,
                        delimiter,
                        options.text_column.clone(),
                        limits.article,
                    ))),
                    Form::Warc => Reader::Warc(warc::Warc::new(stream, limits.record)),
                    Form::Feed => Reader::Feed(feed::Feed::new(stream, limits.article)),
                    Form::Other(name) => Reader::Fault(Some(unknown_form(name))),
                };
                (form, reader)
            }
        };
        Self { path: path.into(), id: id.to_owned(), form, reader, yielded: false }
    }

    /// What the input holds.
    pub fn form(&self) -> Form {
        self.form
    }

    /// How many bytes of the input as it is stored were used.
    pub fn used(&self) -> u64 {
        match &self.reader {
            Reader::Whole(stream, _) => stream.used(),
            Reader::Lines(lines) => lines.used(),
            Reader::Warc(warc) => warc.used(),
            Reader::Table(table) => table.used(),
            Reader::Feed(_) | Reader::Fault(_) | Reader::Done => 0,
        }
    }

    /// The place of the input as a whole.
    fn place(&self) -> Place {
        Place { path: Arc::clone(&self.path), ..Place::default() }
    }

    fn whole(&self, bytes: Result<Vec<u8>, Fault>) -> Item {
        let place = self.place();
        match bytes {
            Err(fault) => Item::Fault(place, fault),
            Ok(bytes) => {
                let content = if self.form == Form::Page {
                    Content::Page { bytes, charset: None }
                } else {
                    Content::Text { bytes, charset: None }
                };
                Item::Record(Record { place, content, given: Given { id: self.id.clone(), ..Given::default() } })
            }
        }
    }
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let item = self.read();
        let first = !std::mem::replace(&mut self.yielded, true);
        item.or_else(|| first.then(|| Item::Nothing(self.place())))
    }
}

impl Records {
    fn read(&mut self) -> Option<Item> {
        match &mut self.reader {
            Reader::Whole(stream, limit) => {
                let bytes = up_to(stream, *limit);
                self.reader = Reader::Done;
                Some(self.whole(bytes))
            }
            Reader::Fault(fault) => {
                let fault = fault.take()?;
                Some(Item::Fault(self.place(), fault))
            }
            Reader::Done => None,
            Reader::Lines(lines) => lines.next(&self.path),
            Reader::Table(table) => table.next(&self.path, &self.id),
            Reader::Warc(warc) => warc.next(&self.path),
            Reader::Feed(feed) => feed.next(&self.path),
        }
    }
}

/// All bytes of a stream that may have so many.
fn up_to(stream: &mut Stream, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    stream.take(most).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

fn too_large(limit: usize) -> Fault {
    let message = format!("it has more than {limit} bytes; if it is one article indeed, raise --max-article");
    Fault::new(Reason::TooLarge, message)
}

fn unknown_form(name: &str) -> Fault {
    Fault::new(
        Reason::UnknownForm,
        format!("it is {name}, which is not read; save the article as text, HTML or JSON Lines"),
    )
}

/// The last ending of a path in lower case, `.gz` left out.
fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_owned())
}
