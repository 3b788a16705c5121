//! The bytes of an input, unpacked if they are packed, with a place for each.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use super::gzip::{MAGIC, Members};
use super::sniff::HEAD;
use crate::read::fault::{Fault, Reason};

/// How many times an input may be packed in itself.
const LAYERS: usize = 2;

/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// The unpacked bytes of an input.
pub(super) struct Stream {
    source: Source,
    buffer: Vec<u8>,
    /// The unread part of the buffer.
    from: usize,
    to: usize,
    /// How many bytes were read before the unread part.
    taken: u64,
    /// From which byte on the bytes come from which gzip member.
    members: VecDeque<(u64, u64)>,
    /// How many bytes of the input as it is stored were used.
    used: u64,
    /// What is wrong behind the unread part.
    failed: Option<io::Error>,
}

enum Source {
    Plain(Box<dyn BufRead + Send>),
    Packed(Box<Members<Box<dyn BufRead + Send>>>),
}

impl Stream {
    /// Begins to read an input, which may be packed.
    ///
    /// # Errors
    /// Those of the input.
    pub fn open(input: Box<dyn Read + Send>, ratio: u64) -> io::Result<Self> {
        let mut stream = Self::over(Source::Plain(Box::new(BufReader::with_capacity(CHUNK, input))));
        for layer in 0.. {
            if !stream.peek(MAGIC.len())?.starts_with(MAGIC) {
                break;
            }
            if layer == LAYERS {
                let message = format!("it is packed more than {LAYERS} times in itself; unpack it first");
                return Err(io::Error::other(Fault::new(Reason::Bomb, message)));
            }
            // What was looked at goes in front of what follows.
            let inner: Box<dyn BufRead + Send> = Box::new(stream);
            stream = Self::over(Source::Packed(Box::new(Members::new(inner, ratio))));
        }
        stream.peek(HEAD)?;
        Ok(stream)
    }

    fn over(source: Source) -> Self {
        Self { source, buffer: Vec::new(), from: 0, to: 0, taken: 0, members: VecDeque::new(), used: 0, failed: None }
    }

    /// The next bytes without taking them: at least `wanted`, or all that are left.
    ///
    /// # Errors
    /// Those of the input, with a [`Fault`] inside where the packed data is at fault and nothing is left before it.
    pub fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.to - self.from < wanted && (self.failed.is_none() || self.from == self.to) {
            match self.failed.take().map_or_else(|| self.fill(), Err) {
                Ok(true) => {}
                Ok(false) => break,
                // What came before the damage is given first.
                Err(error) if self.to > self.from => {
                    self.failed = Some(error);
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(&self.buffer[self.from..self.to])
    }

    /// Where in the stored input to begin reading to reach the next byte: the byte itself, or the gzip member that holds it.
    pub fn offset(&mut self) -> u64 {
        while self.members.get(1).is_some_and(|(first, _)| *first <= self.taken) {
            self.members.pop_front();
        }
        match &self.source {
            Source::Plain(_) => self.taken,
            Source::Packed(members) => self.members.front().map_or_else(|| members.start(), |(_, start)| *start),
        }
    }

    /// How many bytes of the input as it is stored were used.
    pub fn used(&self) -> u64 {
        self.used
    }

    /// How many bytes were taken, as they are when unpacked.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Puts bytes back in front of the next one.
    pub fn unread(&mut self, bytes: &[u8]) {
        self.buffer.splice(..self.from, bytes.iter().copied());
        self.to = self.to - self.from + bytes.len();
        self.from = 0;
        self.taken = self.taken.saturating_sub(bytes.len() as u64);
    }

    /// After an error: goes to the next gzip member whose bytes begin as told; `false` if there is none.
    ///
    /// # Errors
    /// Those of the input.
    pub fn resync(&mut self, beginning: &[u8]) -> io::Result<bool> {
        self.taken += (self.to - self.from) as u64;
        (self.from, self.to) = (0, 0);
        self.members.clear();
        self.failed = None;
        match &mut self.source {
            Source::Plain(_) => Ok(false),
            Source::Packed(members) => members.resync(beginning),
        }
    }

    /// Reads more behind what is unread; `false` at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.from == self.to {
            (self.from, self.to) = (0, 0);
        } else if self.from > CHUNK {
            self.buffer.copy_within(self.from..self.to, 0);
            (self.from, self.to) = (0, self.to - self.from);
        }
        if self.buffer.len() < self.to + CHUNK {
            self.buffer.resize(self.to + CHUNK, 0);
        }
        let room = &mut self.buffer[self.to..];
        let count = loop {
            let read = match &mut self.source {
                Source::Plain(input) => input.read(room),
                Source::Packed(members) => members.read(room),
            };
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let first = self.taken + (self.to - self.from) as u64;
        match &self.source {
            Source::Plain(_) => self.used += count as u64,
            Source::Packed(members) => {
                self.used = members.position();
                if count > 0 && self.members.back().is_none_or(|(_, start)| *start != members.start()) {
                    self.members.push_back((first, members.start()));
                }
            }
        }
        self.to += count;
        Ok(count > 0)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, amount: usize) {
        let amount = amount.min(self.to - self.from);
        self.from += amount;
        self.taken += amount as u64;
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.peek(1)?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// The fault that an error of a [`Stream`] stands for.
pub(super) fn fault(error: io::Error) -> Fault {
    let message = match error.kind() {
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => format!("it cannot be read: {error}"),
    };
    let inner = error.into_inner().and_then(|inner| inner.downcast::<Fault>().ok());
    inner.map_or_else(|| Fault::new(Reason::Unreadable, message), |fault| *fault)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn stream(bytes: Vec<u8>) -> io::Result<Stream> {
        Stream::open(Box::new(io::Cursor::new(bytes)), 200)
    }

    #[test]
    fn packed_and_plain_give_the_same_bytes() {
        for layers in 0..=2 {
            let mut bytes = b"one\ntwo\n".to_vec();
            (0..layers).for_each(|_| bytes = packed(&bytes));
            let mut text = String::new();
            stream(bytes).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "one\ntwo\n");
        }
        let thrice = packed(&packed(&packed(b"x")));
        assert_eq!(fault(stream(thrice).err().unwrap()).reason, Reason::Bomb);
    }

    #[test]
    fn every_byte_knows_where_to_begin_reading() {
        let (one, two) = (packed(b"first"), packed(b"second"));
        let mut stream = stream([&one[..], &two].concat()).unwrap();
        assert_eq!(stream.peek(11).unwrap(), b"firstsecond");
        let mut offsets = Vec::new();
        for _ in 0..11 {
            offsets.push(stream.offset());
            stream.consume(1);
        }
        assert_eq!(offsets[..5], [0; 5]);
        assert_eq!(offsets[5..], [one.len() as u64; 6]);
    }

    #[test]
    fn what_was_put_back_comes_again() {
        let mut stream = stream(b"abcdef".to_vec()).unwrap();
        stream.consume(4);
        stream.unread(b"cd");
        assert_eq!((stream.taken(), stream.offset()), (2, 2));
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert_eq!(text, "cdef");
    }

    #[test]
    fn what_came_before_the_damage_is_read() {
        let mut bytes = packed(b"sound");
        bytes.extend(&packed(b"cut off")[..12]);
        let mut stream = stream(bytes).unwrap();
        let mut sound = [0; 5];
        stream.read_exact(&mut sound).unwrap();
        assert_eq!(&sound, b"sound");
        assert_eq!(fault(stream.read_to_end(&mut Vec::new()).unwrap_err()).reason, Reason::Truncated);
    }
}
