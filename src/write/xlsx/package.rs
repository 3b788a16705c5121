//! The file of a workbook: what the library made, with the rows of its sheets put into them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use flate2::read::DeflateDecoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};

use super::packed::Packed;

/// Where the rows of a sheet end.
const END: &str = "</sheetData>";
/// The time that all files of the archive bear, in seconds: the first moment of the year 2000.
const TIME: i64 = 946_684_800;

/// The rows of a sheet below its header.
#[derive(Debug, Default)]
pub struct Body {
    /// The rows and columns that the sheet has with it, such as `A1:AW200`.
    pub extent: String,
    /// Their sum and length.
    pub rows: Packed,
    /// Where they wait, and how many bytes they are.
    pub place: (u64, u64),
}

/// Writes the workbook `frame`, whose sheets have no more than a header; `body` tells what rows a sheet gets, by its number
/// from 1.
///
/// # Errors
/// Those of reading and writing.
pub fn package<'b>(
    frame: &[u8],
    body: impl Fn(usize) -> Option<&'b Body>,
    waiting: &mut File,
    out: impl Write,
) -> io::Result<()> {
    let frame = ZipArchive::from_slice(frame).map_err(io::Error::other)?;
    let mut out = ZipArchiveWriter::new(out);
    let mut entries = frame.entries();
    while let Some(entry) = entries.next_entry().map_err(io::Error::other)? {
        let data = frame.get_entry(entry.wayfinder()).map_err(io::Error::other)?.data();
        let name = entry.file_path().try_normalize().map_err(io::Error::other)?;
        let name: &str = name.as_ref();
        let body = number(name).and_then(&body);
        let method = if body.is_some() { CompressionMethod::DEFLATE } else { entry.compression_method() };
        let started = out.new_file(name).compression_method(method).last_modified(UtcDateTime::from_unix(TIME));
        let (mut file, _) = started.start().map_err(io::Error::other)?;
        let ended = match body {
            Some(body) => sheet(data, body, waiting, &mut file)?,
            None => {
                file.write_all(data)?;
                DataDescriptorOutput::new(entry.crc32(), entry.uncompressed_size_hint())
            }
        };
        file.finish(ended).map_err(io::Error::other)?;
    }
    out.finish().map_err(io::Error::other)?.flush()
}

/// The number of the sheet that a file of a workbook holds.
fn number(name: &str) -> Option<usize> {
    name.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok()
}

/// Writes a sheet with its rows.
fn sheet(frame: &[u8], body: &Body, waiting: &mut File, mut out: impl Write) -> io::Result<DataDescriptorOutput> {
    let mut xml = String::new();
    DeflateDecoder::new(frame).read_to_string(&mut xml)?;
    let parts = xml.split_once(END).and_then(|(head, foot)| Some((extended(head, &body.extent)?, foot)));
    let Some((head, foot)) = parts else { return Err(io::Error::other("the library wrote a sheet without rows")) };
    let head = Packed::part(head.as_bytes())?;
    out.write_all(&head.bytes)?;
    let (start, length) = body.place;
    waiting.seek(SeekFrom::Start(start))?;
    if io::copy(&mut (&*waiting).take(length), &mut out)? < length {
        return Err(io::Error::other("the rows that waited were cut off"));
    }
    let foot = Packed::last([END, foot].concat().as_bytes())?;
    out.write_all(&foot.bytes)?;
    let mut all = head;
    all.count(&body.rows);
    all.count(&foot);
    Ok(DataDescriptorOutput::new(all.sum.sum(), all.length))
}

/// The beginning of a sheet, with the extent that it has in the end.
fn extended(head: &str, extent: &str) -> Option<String> {
    let (before, rest) = head.split_once("<dimension ref=\"")?;
    let (_, after) = rest.split_once('"')?;
    Some([before, "<dimension ref=\"", extent, "\"", after].concat())
}
