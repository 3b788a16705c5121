//! gzip, member by member: where each begins is known, a damaged one is told and the next sound one found, and one that
//! unpacks beyond all measure is stopped.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::replay::Replay;
use crate::read::fault::{Fault, Reason};

/// How a member begins: the magic number and the one method there is.
pub(super) const MAGIC: &[u8] = b"\x1F\x8B\x08";

/// So many unpacked bytes are allowed before the ratio counts.
const FREE: u64 = 16 << 20;

/// The unpacked bytes of gzip data.
pub(super) struct Members<R> {
    state: State<R>,
    /// Where the present member begins.
    start: u64,
    /// How many bytes came out of it.
    unpacked: u64,
    /// How many times its size a member may unpack to.
    ratio: u64,
}

enum State<R> {
    Between(Replay<R>),
    Inside(Box<GzDecoder<Replay<R>>>),
    /// Only while one of the others is made of the other.
    Moving,
}

impl<R: BufRead> Members<R> {
    /// Unpacks an input that begins with a member.
    pub fn new(input: R, ratio: u64) -> Self {
        Self { state: State::Between(Replay::new(input)), start: 0, unpacked: 0, ratio }
    }

    /// Where the member begins that the last bytes came from.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// How many bytes of the input were used.
    pub fn position(&self) -> u64 {
        match &self.state {
            State::Between(input) => input.position(),
            State::Inside(decoder) => decoder.get_ref().position(),
            State::Moving => self.start,
        }
    }

    /// After an error: goes to the next member whose unpacked bytes begin as told; `false` if there is none.
    ///
    /// # Errors
    /// Those of the input.
    pub fn resync(&mut self, beginning: &[u8]) -> io::Result<bool> {
        let mut input = match std::mem::replace(&mut self.state, State::Moving) {
            State::Between(input) => input,
            State::Inside(decoder) => decoder.into_inner(),
            State::Moving => return Ok(false),
        };
        // The damaged member may have been read into the next one.
        input.rewind(self.start + 1);
        let found = loop {
            if !to_magic(&mut input)? {
                break false;
            }
            input.forget();
            let at = input.position();
            let mut begun = vec![0; beginning.len()];
            let mut decoder = GzDecoder::new(input);
            let sound = decoder.read_exact(&mut begun).is_ok() && begun == beginning;
            input = decoder.into_inner();
            input.rewind(at);
            if sound {
                break true;
            }
            input.consume(1);
        };
        self.state = State::Between(input);
        Ok(found)
    }

    /// Begins the next member; `false` at the end of the input.
    fn begin(&mut self) -> io::Result<bool> {
        let State::Between(input) = &mut self.state else { return Ok(true) };
        input.forget();
        // Some writers fill up with zeros.
        loop {
            let available = input.fill_buf()?;
            let zeros = available.iter().take_while(|byte| **byte == 0).count();
            if available.is_empty() {
                return Ok(false);
            }
            if zeros == 0 || input.position() == 0 {
                break;
            }
            input.consume(zeros);
        }
        let start = input.position();
        if input.fill_buf()?.first() != MAGIC.first() {
            self.start = start;
            let message = format!("byte {start}: expected gzip data, found something else");
            return Err(io::Error::other(Fault::new(Reason::BadGzip, message)));
        }
        self.start = start;
        self.unpacked = 0;
        if let State::Between(input) = std::mem::replace(&mut self.state, State::Moving) {
            self.state = State::Inside(Box::new(GzDecoder::new(input)));
        }
        Ok(true)
    }
}

impl<R: BufRead> Read for Members<R> {
    /// Never gives bytes of two members at once.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while self.begin()? {
            let State::Inside(decoder) = &mut self.state else { break };
            let count = decoder.read(buffer).map_err(|error| damaged(&error, self.start))?;
            if count > 0 {
                self.unpacked += count as u64;
                let packed = decoder.get_ref().position() - self.start;
                if self.unpacked > FREE && self.unpacked / self.ratio.max(1) > packed {
                    return Err(io::Error::other(bomb(self.start, self.ratio)));
                }
                return Ok(count);
            }
            if let State::Inside(decoder) = std::mem::replace(&mut self.state, State::Moving) {
                self.state = State::Between(decoder.into_inner());
            }
        }
        Ok(0)
    }
}

/// Moves to the next bytes that may begin a member; `false` if there are none.
fn to_magic(input: &mut Replay<impl BufRead>) -> io::Result<bool> {
    let mut matched = 0;
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(false);
        }
        let length = available.len();
        for (at, byte) in available.iter().copied().enumerate() {
            matched = match (byte == MAGIC[matched], byte == MAGIC[0]) {
                (true, _) => matched + 1,
                (false, true) => 1,
                (false, false) => 0,
            };
            if matched == MAGIC.len() {
                input.consume(at + 1);
                input.rewind(input.position() - MAGIC.len() as u64);
                return Ok(true);
            }
        }
        input.consume(length);
    }
}

fn damaged(error: &io::Error, start: u64) -> io::Error {
    let (reason, what) = match error.kind() {
        io::ErrorKind::UnexpectedEof => (Reason::Truncated, "ends too early: the file is not complete"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => (Reason::BadGzip, "is damaged"),
        kind => return kind.into(),
    };
    let message = format!("the gzip data that begins at byte {start} {what} ({error}); fetch or pack the file again");
    io::Error::other(Fault::new(reason, message))
}

fn bomb(start: u64, ratio: u64) -> Fault {
    let message = format!(
        "the gzip data that begins at byte {start} unpacks to more than {ratio} times its size; \
         if that is what it should do, raise --max-ratio"
    );
    Fault::new(Reason::Bomb, message)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn reason(error: &io::Error) -> Reason {
        error.get_ref().unwrap().downcast_ref::<Fault>().unwrap().reason
    }

    #[test]
    fn members_follow_each_other_and_tell_where_they_begin() {
        let (one, two) = (packed(b"one"), packed(b"two"));
        let mut members = Members::new([&one[..], &two, &[0; 5]].concat().leak() as &[u8], 200);
        let mut buffer = [0; 10];
        assert_eq!((members.read(&mut buffer).unwrap(), members.start()), (3, 0));
        assert_eq!((members.read(&mut buffer).unwrap(), members.start()), (3, one.len() as u64));
        assert_eq!(members.read(&mut buffer).unwrap(), 0);
    }

    #[test]
    fn after_a_damaged_member_the_next_sound_one_is_found() {
        let text: Vec<u8> = (0..20_000_u32).flat_map(|i| (i * i).to_string().into_bytes()).collect();
        let mut one = packed(&text);
        let middle = one.len() / 2;
        one[middle..middle + 20].fill(0xFF);
        let two = packed(b"WARC/1.0");
        let mut members = Members::new([&one[..], &two].concat().leak() as &[u8], 200);
        let mut out = Vec::new();
        assert_eq!(reason(&members.read_to_end(&mut out).unwrap_err()), Reason::BadGzip);
        assert!(members.resync(b"WARC/").unwrap());
        out.clear();
        members.read_to_end(&mut out).unwrap();
        assert_eq!((out.as_slice(), members.start()), (&b"WARC/1.0"[..], one.len() as u64));
        assert!(!members.resync(b"WARC/").unwrap());
    }

    #[test]
    fn what_ends_too_early_and_what_unpacks_too_far_are_told_apart() {
        let one = packed(b"some text that is cut");
        let error = Members::new(&one[..one.len() - 3], 200).read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(reason(&error), Reason::Truncated);
        let bomb = packed(&vec![0; 20 << 20]);
        let error = Members::new(&bomb[..], 200).read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(reason(&error), Reason::Bomb);
    }
}
