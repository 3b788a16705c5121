//! The last pass over a table of attributions: rows whose content stands in other articles too get their flags, and a
//! table of their own.

use std::io::{self, Read, Seek, Write};

use rustc_hash::FxHashMap;

use super::csv::{CsvWriter, reader, restored, writer};
use crate::report::corroboration::{CorroborationRow, Echo, Echoes, Sketcher};
use crate::report::plain::unguarded;
use crate::report::{Cells, Row};

/// Where a row with an echo stands: its number and that of its article, that of the first row with its content, and the
/// byte in the table.
struct Found {
    row: u32,
    article: u32,
    first: u32,
    place: u64,
}

/// Writes a table of attributions again, with the flags of the echoes, and the table of corroboration: claim by claim, each
/// in the order of the rows. Of a row that is listed 24 bytes are kept, of other rows nothing.
///
/// # Errors
/// Those of reading and writing.
pub fn mark<R: Read + Seek>(table: R, marked: impl Write, claims: impl Write, echoes: &Echoes) -> io::Result<()> {
    let mut rows = reader(table, false);
    let mut ids: FxHashMap<usize, String> = echoes.firsts().into_iter().map(|row| (row, String::new())).collect();
    let mut found = copy(&mut rows, marked, echoes, &mut ids)?;
    found.sort_unstable_by_key(|found| (found.first, found.row));
    let headers = Row::COLUMNS.iter().map(|column| column.name).collect::<::csv::StringRecord>();
    let mut record = ::csv::StringRecord::new();
    let mut sketcher = Sketcher::default();
    let mut out = CsvWriter::new(claims)?;
    for Found { row: number, article, first, place } in found {
        let mut position = ::csv::Position::new();
        position.set_byte(place);
        rows.seek(position)?;
        rows.read_record(&mut record)?;
        let row: Row = restored(&record).deserialize(Some(&headers))?;
        let id = ids.get(&(first as usize)).map_or("", String::as_str);
        if let Some(echo) = echoes.echo(number, article, &sketcher.row(&row)) {
            out.write(&CorroborationRow::new(id, row, &echo))?;
        }
    }
    out.flush()
}

/// Copies the table with its flags; fills in the ids of rows that are asked for, and returns where rows with an echo stand.
fn copy<R: Read + Seek>(
    rows: &mut ::csv::Reader<R>,
    mut marked: impl Write,
    echoes: &Echoes,
    ids: &mut FxHashMap<usize, String>,
) -> io::Result<Vec<Found>> {
    let column = |name: &str| Row::COLUMNS.iter().position(|known| known.name == name).unwrap_or_default();
    let [id, content, chain, types] = ["attribution_id", "content", "relay_chain", "chain_types"].map(column);
    marked.write_all("\u{FEFF}".as_bytes())?;
    let mut out = writer(marked);
    let mut record = ::csv::ByteRecord::new();
    rows.read_byte_record(&mut record)?;
    out.write_byte_record(&record)?;
    let mut found = Vec::new();
    let mut sketcher = Sketcher::default();
    let mut articles = 0_u32;
    for row in 0_u32.. {
        let place = rows.position().byte();
        if !rows.read_byte_record(&mut record)? {
            break;
        }
        let cell = |at: usize| unguarded(str::from_utf8(record.get(at).unwrap_or_default()).unwrap_or_default());
        // The rows of an article are numbered from 1.
        articles += u32::from(cell(id).ends_with("#001"));
        if let Some(kept) = ids.get_mut(&(row as usize)) {
            cell(id).clone_into(kept);
        }
        let sketch = sketcher.sketch(cell(content), cell(chain), cell(types));
        let article = articles.saturating_sub(1);
        match echoes.echo(row, article, &sketch) {
            Some(echo) => {
                found.push(Found { row, article, first: echo.first, place });
                out.write_byte_record(&flagged(&record, column("flags"), &echo))?;
            }
            None => out.write_byte_record(&record)?,
        }
    }
    out.flush()?;
    Ok(found)
}

/// The record with the flags of an echo after its own.
fn flagged(record: &::csv::ByteRecord, column: usize, echo: &Echo) -> ::csv::ByteRecord {
    let flags = echo.relation.flags().join(";");
    let mut marked = ::csv::ByteRecord::new();
    for (at, field) in record.iter().enumerate() {
        match field {
            _ if at != column => marked.push_field(field),
            b"" => marked.push_field(flags.as_bytes()),
            own => marked.push_field(&[own, b";", flags.as_bytes()].concat()),
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::csv::{rows as rows_of, table};
    use super::*;

    fn row(article: &str, number: usize, content: &str, chain: &str, flags: &str) -> Row<'static> {
        Row {
            article_id: article.to_owned().into(),
            attribution_id: format!("{article}#{number:03}").into(),
            content: content.to_owned().into(),
            relay_chain: chain.to_owned().into(),
            chain_types: vec!["unknown"; chain.split(" > ").count()].join(" > ").into(),
            flags: flags.to_owned().into(),
            ..Row::default()
        }
    }

    /// What is made of the rows of articles that each begin with the number 1.
    fn marked(rows: &[Row]) -> (Vec<u8>, Vec<u8>) {
        let mut echoes = Echoes::default();
        let article = |_: &Row, next: &Row| !next.attribution_id.ends_with("#001");
        let mut sketcher = Sketcher::default();
        let mut add = |rows: &[Row]| echoes.add(&rows.iter().map(|row| sketcher.row(row)).collect::<Vec<_>>());
        rows.chunk_by(article).for_each(&mut add);
        let (mut marked, mut claims) = (Vec::new(), Vec::new());
        mark(Cursor::new(table(rows)), &mut marked, &mut claims, &echoes).unwrap();
        (marked, claims)
    }

    #[test]
    fn only_the_flags_of_rows_with_an_echo_are_changed() {
        let ferry = "=\"the ferry\" will sail again on Thursday, after a week of storms";
        let bridge = "the old bridge stays closed to lorries until the end of the month";
        let rows = |flags: [&str; 6]| {
            [
                row("a", 1, bridge, "Mayor", flags[0]),
                row("a", 2, ferry, "Wire > Pilot", flags[1]),
                // Another article of the same id.
                row("a", 1, ferry, "Pilot", flags[2]),
                row("b", 1, "something else is said here by somebody else, and by nobody before", "Pilot", flags[3]),
                row("b", 2, bridge, "Captain", flags[4]),
                row("b", 3, "too short", "Captain", flags[5]),
            ]
        };
        let (same, other) = ("same_origin_elsewhere", "other_origin_elsewhere");
        let vague = format!("vague_group;{other}");
        let (marked, claims) = marked(&rows(["", "", "", "nested", "vague_group", ""]));
        let expected = table(&rows([other, same, same, "nested", &vague, ""]));
        assert!(marked == expected, "{}", String::from_utf8_lossy(&marked));
        let claims: Vec<CorroborationRow> = rows_of(&claims[..]).unwrap().map(Result::unwrap).collect();
        let found: Vec<_> =
            claims.iter().map(|claim| (claim.claim_id.as_str(), claim.attribution_id.as_str())).collect();
        assert_eq!(found, [("a#001", "a#001"), ("a#001", "b#002"), ("a#002", "a#002"), ("a#002", "a#001")]);
        assert_eq!(claims[3].content, ferry);
    }

    #[test]
    fn without_an_echo_the_bytes_are_the_same() {
        let rows = [row("a", 1, "\"a\", \u{FEFF}b", "Pilot", "")];
        let (marked, claims) = marked(&rows);
        assert!(marked == table(&rows) && claims == table::<CorroborationRow>(&[]));
    }
}
