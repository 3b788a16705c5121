//! A reader that can go back a little: damaged data has to be searched again for the place where it is sound.

use std::io::{self, BufRead, Read};

/// How much is kept to go back to, in bytes. A gzip member of a crawl is one page, far smaller.
const KEPT: usize = 4 << 20;

/// One can always go back so far.
const STEP: usize = 16;

/// A reader that keeps what it gave since [`Replay::forget`].
pub(super) struct Replay<R> {
    inner: R,
    kept: Vec<u8>,
    /// How much of what is kept was given.
    at: usize,
    /// Where in the input the first kept byte stands.
    start: u64,
}

impl<R: BufRead> Replay<R> {
    /// A reader at the beginning of its input.
    pub fn new(inner: R) -> Self {
        Self { inner, kept: Vec::new(), at: 0, start: 0 }
    }

    /// How many bytes were given, counted from the input's beginning.
    pub fn position(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Nothing before the present position will be asked for again.
    pub fn forget(&mut self) {
        self.forget_all_but(0);
    }

    fn forget_all_but(&mut self, last: usize) {
        let gone = self.at.saturating_sub(last);
        self.kept.drain(..gone);
        self.start += gone as u64;
        self.at -= gone;
    }

    /// Goes back to a position, or to the earliest that is kept.
    pub fn rewind(&mut self, position: u64) {
        let at = usize::try_from(position.saturating_sub(self.start)).unwrap_or(usize::MAX);
        self.at = at.min(self.at);
    }
}

impl<R: BufRead> BufRead for Replay<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.kept.len() { Ok(&self.kept[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if self.at == self.kept.len() {
            // The bytes are still in the buffer below: they were given out of it.
            if let Ok(buffer) = self.inner.fill_buf() {
                self.kept.extend_from_slice(&buffer[..amount.min(buffer.len())]);
            }
            self.inner.consume(amount);
        }
        self.at += amount;
        if self.at > KEPT {
            self.forget_all_but(STEP);
        }
    }
}

impl<R: BufRead> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_can_be_given_again() {
        let mut reader = Replay::new(&b"abcdefgh"[..]);
        let mut buffer = [0; 3];
        reader.read_exact(&mut buffer).unwrap();
        reader.forget();
        reader.read_exact(&mut buffer).unwrap();
        assert_eq!((&buffer, reader.position()), (b"def", 6));
        reader.rewind(4);
        reader.read_exact(&mut buffer).unwrap();
        assert_eq!((&buffer, reader.position()), (b"efg", 7));
        reader.rewind(0);
        assert_eq!(reader.position(), 3, "no further back than what is kept");
    }
}
