//! Packed bytes that can be put one after the other: a workbook is a packed archive, and packing takes most of its time.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// The next level makes a file a quarter smaller and packs it half as fast, which a corpus would feel.
const LEVEL: Compression = Compression::new(1);

/// Packed bytes.
#[derive(Debug, Default)]
pub struct Packed {
    /// As they are stored.
    pub bytes: Vec<u8>,
    /// The sum of the bytes before they were packed.
    pub sum: Crc,
    /// How many they were.
    pub length: u64,
}

impl Packed {
    /// Bytes after which others follow.
    ///
    /// # Errors
    /// Those of packing.
    pub fn part(raw: &[u8]) -> io::Result<Self> {
        let mut encoder = packing(raw)?;
        encoder.flush()?;
        // What the encoder adds when it goes is the end, which comes later.
        Ok(Self::of(raw, std::mem::take(encoder.get_mut())))
    }

    /// The last bytes.
    ///
    /// # Errors
    /// Those of packing.
    pub fn last(raw: &[u8]) -> io::Result<Self> {
        Ok(Self::of(raw, packing(raw)?.finish()?))
    }

    fn of(raw: &[u8], bytes: Vec<u8>) -> Self {
        let mut sum = Crc::new();
        sum.update(raw);
        Self { bytes, sum, length: raw.len() as u64 }
    }

    /// Counts bytes that follow, without keeping them.
    pub fn count(&mut self, next: &Self) {
        self.sum.combine(&next.sum);
        self.length += next.length;
    }
}

fn packing(raw: &[u8]) -> io::Result<DeflateEncoder<Vec<u8>>> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(raw.len() / 4 + 64), LEVEL);
    encoder.write_all(raw)?;
    Ok(encoder)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::CrcReader;
    use flate2::read::DeflateDecoder;

    use super::*;

    #[test]
    fn parts_one_after_the_other_are_one_stream_with_one_sum() {
        let pieces = [b"<sheet>".repeat(9), Vec::new(), b"row".repeat(100_000), b"</sheet>".to_vec()];
        let mut packed = Packed::default();
        for piece in &pieces[..3] {
            let part = Packed::part(piece).unwrap();
            packed.count(&part);
            packed.bytes.extend(part.bytes);
        }
        let last = Packed::last(&pieces[3]).unwrap();
        packed.count(&last);
        packed.bytes.extend(last.bytes);
        let mut raw = Vec::new();
        let mut reader = CrcReader::new(DeflateDecoder::new(&packed.bytes[..]));
        reader.read_to_end(&mut raw).unwrap();
        assert!(raw == pieces.concat());
        assert_eq!((packed.sum.sum(), packed.length), (reader.crc().sum(), raw.len() as u64));
    }
}
