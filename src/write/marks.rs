//! The last pass over a table of attributions: rows whose content stands in other articles too get their flags, and a
//! table of their own.

use std::io::{self, Read, Seek, Write};

use rustc_hash::FxHashMap;

use super::csv::{reader, writer};
use crate::report::corroboration::{CorroborationRow, Echo};
use crate::report::{Cells, Row};

/// Where a row with an echo stands.
struct Found<'e> {
    echo: &'e Echo,
    position: ::csv::Position,
}

/// Writes a table of attributions again, with the flags of the echoes, which are in the order of the rows. Returns the
/// rows of the table of corroboration: claim by claim, each in the order of the rows.
///
/// # Errors
/// Those of reading and writing.
pub fn mark<R: Read + Seek>(table: R, mut marked: impl Write, echoes: &[Echo]) -> io::Result<Vec<CorroborationRow>> {
    let mut firsts: FxHashMap<usize, String> = echoes.iter().map(|echo| (echo.first, String::new())).collect();
    let mut found = Vec::with_capacity(echoes.len());
    let mut next = echoes.iter().peekable();
    marked.write_all("\u{FEFF}".as_bytes())?;
    let mut out = writer(marked);
    let mut rows = reader(table, false);
    let mut record = ::csv::ByteRecord::new();
    rows.read_byte_record(&mut record)?;
    out.write_byte_record(&record)?;
    for row in 0_usize.. {
        let position = rows.position().clone();
        if !rows.read_byte_record(&mut record)? {
            break;
        }
        if let Some(id) = firsts.get_mut(&row) {
            *id = String::from_utf8_lossy(record.get(ID).unwrap_or_default()).into_owned();
        }
        match next.next_if(|echo| echo.row == row) {
            Some(echo) => {
                found.push(Found { echo, position });
                out.write_byte_record(&flagged(&record, echo))?;
            }
            None => out.write_byte_record(&record)?,
        }
    }
    out.flush()?;
    found.sort_by_key(|found| (found.echo.first, found.echo.row));
    let headers = Row::COLUMNS.iter().map(|column| column.name).collect::<::csv::StringRecord>();
    let mut record = ::csv::StringRecord::new();
    let mut claims = Vec::with_capacity(found.len());
    for Found { echo, position } in found {
        rows.seek(position)?;
        rows.read_record(&mut record)?;
        let id = firsts.get(&echo.first).map_or("", String::as_str);
        claims.push(CorroborationRow::new(id, record.deserialize(Some(&headers))?, echo));
    }
    Ok(claims)
}

/// The column with the id of a row.
const ID: usize = 1;

/// The record with the flags of an echo after its own.
fn flagged(record: &::csv::ByteRecord, echo: &Echo) -> ::csv::ByteRecord {
    let column = Row::COLUMNS.iter().position(|column| column.name == "flags");
    let flags = echo.relation.flags().join(";");
    let mut marked = ::csv::ByteRecord::new();
    for (at, field) in record.iter().enumerate() {
        match field {
            _ if Some(at) != column => marked.push_field(field),
            b"" => marked.push_field(flags.as_bytes()),
            own => marked.push_field(&[own, b";", flags.as_bytes()].concat()),
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::report::corroboration::Relation;
    use crate::write::csv::CsvWriter;

    fn table(rows: &[Row]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out).unwrap();
        rows.iter().for_each(|row| writer.write(row).unwrap());
        writer.flush().unwrap();
        drop(writer);
        out
    }

    fn echo(row: usize, first: usize, relation: Relation) -> Echo {
        Echo { row, first, overlap: 1.0, articles: 2, chains: 2, origins: 1, relation }
    }

    #[test]
    fn only_the_flags_of_rows_with_an_echo_are_changed() {
        let row = |id: &str, flags: &str| Row {
            attribution_id: id.to_owned(),
            content: "=\"a\", b".to_owned(),
            flags: flags.to_owned(),
            ..Row::default()
        };
        let rows = [row("a#1", "nested"), row("a#2", ""), row("b#1", ""), row("c#1", "vague_group")];
        let echoes = [echo(1, 1, Relation::SameOrigin), echo(2, 0, Relation::Both), echo(3, 1, Relation::OtherOrigin)];
        let mut marked = Vec::new();
        let claims = mark(Cursor::new(table(&rows)), &mut marked, &echoes).unwrap();
        let expected = [
            row("a#1", "nested"),
            row("a#2", "same_origin_elsewhere"),
            row("b#1", "same_origin_elsewhere;other_origin_elsewhere"),
            row("c#1", "vague_group;other_origin_elsewhere"),
        ];
        assert!(marked == table(&expected), "{}", String::from_utf8_lossy(&marked));
        let found: Vec<_> =
            claims.iter().map(|claim| (claim.claim_id.as_str(), claim.attribution_id.as_str())).collect();
        assert_eq!(found, [("a#1", "b#1"), ("a#2", "a#2"), ("a#2", "c#1")]);
        assert_eq!(claims[0].content, "'=\"a\", b");
    }

    #[test]
    fn without_an_echo_the_bytes_are_the_same() {
        let rows = table(&[Row { content: "\"a\", \u{FEFF}b".to_owned(), ..Row::default() }]);
        let mut marked = Vec::new();
        assert_eq!(mark(Cursor::new(&rows), &mut marked, &[]).unwrap(), []);
        assert!(marked == rows);
    }
}
