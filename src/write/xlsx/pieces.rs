//! A table in pieces: some lines of its CSV at a time become XML, and the XML is packed, on as many threads as there are.

use std::io::{self, BufRead};
use std::thread;

use super::direction::Direction;
use super::overview::Overview;
use super::packed::Packed;
use super::rows::Rows;
use crate::report::Column;
use crate::report::plain::unguarded;
use crate::write::csv::reader;

/// A piece ends when it holds so many bytes. The number of threads has no part in it, so the workbook is the same for any.
const BYTES: usize = 256 << 10;

/// A table that is being cut into pieces.
pub struct Pieces<R> {
    lines: R,
    maker: Maker,
}

/// What makes pieces of lines.
struct Maker {
    rows: Rows,
    columns: &'static [Column],
}

/// Lines of a table.
struct Lines {
    bytes: Vec<u8>,
    /// The number of the row of the sheet that the first one becomes, from 1.
    row: u32,
    count: u32,
}

/// What lines become.
pub struct Piece {
    /// The rows.
    pub packed: Packed,
    /// How many they are.
    pub count: u32,
    /// The direction of their text.
    pub direction: Direction,
    /// What the overview counts of them.
    pub overview: Option<Overview>,
}

impl<R: BufRead> Pieces<R> {
    /// Begins a table after its header.
    ///
    /// # Errors
    /// Those of reading.
    pub fn new(columns: &'static [Column], mut lines: R) -> io::Result<Self> {
        lines.read_until(b'\n', &mut Vec::new())?;
        let maker = Maker { rows: Rows::of(columns), columns };
        Ok(Self { lines, maker })
    }

    /// The next pieces, as many as there are threads, of a sheet with so many rows that has room for `most`; none at the end
    /// of the table or the sheet.
    ///
    /// # Errors
    /// Those of reading.
    pub fn next(&mut self, row: u32, most: u32, threads: usize) -> io::Result<Vec<Piece>> {
        let mut lines: Vec<Lines> = Vec::new();
        let mut row = row;
        while lines.len() < threads.max(1) {
            let next = self.lines(row, most)?;
            if next.count == 0 {
                break;
            }
            row += next.count;
            lines.push(next);
        }
        let Some((own, others)) = lines.split_first() else { return Ok(Vec::new()) };
        let maker = &self.maker;
        thread::scope(|scope| {
            let spawn = |lines| (lines, thread::Builder::new().spawn_scoped(scope, move || maker.piece(lines)).ok());
            let others: Vec<_> = others.iter().map(spawn).collect();
            let mut pieces = vec![maker.piece(own)?];
            for (lines, thread) in others {
                // A thread that cannot be had is no reason to stop.
                let done = thread.and_then(|thread| thread.join().ok());
                pieces.push(done.unwrap_or_else(|| maker.piece(lines))?);
            }
            Ok(pieces)
        })
    }

    /// Whether all lines were read.
    ///
    /// # Errors
    /// Those of reading.
    pub fn is_done(&mut self) -> io::Result<bool> {
        self.lines.fill_buf().map(<[u8]>::is_empty)
    }

    /// The next lines: a row is always one.
    fn lines(&mut self, row: u32, most: u32) -> io::Result<Lines> {
        let mut lines = Lines { bytes: Vec::new(), row: row + 1, count: 0 };
        while lines.bytes.len() < BYTES && row + lines.count < most {
            if self.lines.read_until(b'\n', &mut lines.bytes)? == 0 {
                break;
            }
            lines.count += 1;
        }
        Ok(lines)
    }
}

impl Maker {
    fn piece(&self, lines: &Lines) -> io::Result<Piece> {
        let mut reader = reader(&lines.bytes[..], false);
        let mut record = ::csv::StringRecord::new();
        let (mut direction, mut overview) = (Direction::default(), Overview::of(self.columns));
        let mut xml = Vec::with_capacity(lines.bytes.len() * 5);
        let mut count = 0;
        while reader.read_record(&mut record)? {
            let cells: Vec<&str> = record.iter().map(unguarded).collect();
            overview.iter_mut().for_each(|overview| overview.count(&cells));
            self.rows.count(&mut direction, &cells);
            self.rows.write(&mut xml, lines.row + count, &cells);
            count += 1;
        }
        Ok(Piece { packed: Packed::part(&xml)?, count, direction, overview })
    }
}
