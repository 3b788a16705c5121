//! HTTP responses in a crawl: status, header and body, which may be chunked and packed.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use nom::bytes::complete::{take_till, take_while1};
use nom::{IResult, Parser};

use super::header::{self, Header, media_type};
use super::record::Content;
use crate::read::fault::{Fault, Reason};

/// What a response holds: an article, or nothing that could be one.
///
/// # Errors
/// [`Reason::BadHttp`], [`Reason::BadGzip`], [`Reason::TooLarge`] with what is wrong.
pub fn content(response: &[u8], limit: usize) -> Result<Option<Content>, Fault> {
    let bad = |what: &str| Fault::new(Reason::BadHttp, format!("{what} in the HTTP response; the record is left out"));
    let end = header::end(response).ok_or_else(|| bad("the header does not end"))?;
    let Ok((_, header)) = header::header(&response[..end]) else { return Err(bad("there is no header")) };
    let status = header::version(header.first, "HTTP").and_then(|_| status(header.first));
    let status = status.ok_or_else(|| bad("there is no status"))?;
    let (media, charset) = media_type(&header.text("Content-Type").unwrap_or_default());
    let page = matches!(media.as_str(), "text/html" | "application/xhtml+xml" | "");
    if status != 200 || !page && media != "text/plain" {
        return Ok(None);
    }
    let body = &response[end..];
    let chunked =
        header.text("Transfer-Encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Crawlers keep the header of a body that they have unchunked already.
    let joined = if chunked { unchunked(body) } else { None };
    let bytes = unpacked(joined.as_deref().unwrap_or(body), &header, limit)?;
    Ok(Some(if page { Content::Page { bytes, charset } } else { Content::Text { bytes, charset } }))
}

/// The status of `HTTP/1.1 200 OK`.
fn status(line: &[u8]) -> Option<u16> {
    let code = line.split(|byte| *byte == b' ').nth(1)?;
    std::str::from_utf8(code).ok()?.parse().ok()
}

/// The joined chunks; `None` if the body is not chunked. What is missing at the end is left out, as browsers do.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut first = true;
    while let Ok((rest, size)) = chunk_size(body) {
        first = false;
        if size == 0 {
            return Some(joined);
        }
        let part = &rest[..size.min(rest.len())];
        joined.extend_from_slice(part);
        body = &rest[part.len()..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        if body.is_empty() {
            break;
        }
    }
    (!first).then_some(joined)
}

/// `1a2f;extension\r\n`
fn chunk_size(input: &[u8]) -> IResult<&[u8], usize> {
    let (rest, digits) = take_while1(|byte: u8| byte.is_ascii_hexdigit()).parse(input)?;
    let (rest, _) = take_till(|byte| byte == b'\n').parse(rest)?;
    let (rest, _) = nom::character::complete::char('\n').parse(rest)?;
    let text = std::str::from_utf8(digits).unwrap_or_default();
    let size = usize::from_str_radix(text, 16);
    size.map(|size| (rest, size))
        .map_err(|_| nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::HexDigit)))
}

/// The body as it was before it was packed for the way.
fn unpacked(body: &[u8], header: &Header<'_>, limit: usize) -> Result<Vec<u8>, Fault> {
    let coding = header.text("Content-Encoding").unwrap_or_default().trim().to_ascii_lowercase();
    // As with chunks, the header may have outlived the packing.
    let reader: Box<dyn Read + '_> = match coding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(super::gzip::MAGIC) => Box::new(MultiGzDecoder::new(body)),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => Box::new(ZlibDecoder::new(body)),
        "deflate" => Box::new(DeflateDecoder::new(body)),
        "br" if !body.trim_ascii_start().starts_with(b"<") => {
            Box::new(brotli_decompressor::Decompressor::new(body, 4096))
        }
        "" | "identity" | "gzip" | "x-gzip" | "br" => return bounded(body.to_vec(), limit),
        other => {
            let message = format!("the body is packed as `{other}`, which is not read; the record is left out");
            return Err(Fault::new(Reason::BadHttp, message));
        }
    };
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    if let Err(error) = read {
        return Err(Fault::new(
            Reason::BadHttp,
            format!("the body cannot be unpacked ({error}); the record is left out"),
        ));
    }
    bounded(bytes, limit)
}

fn bounded(bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, Fault> {
    if bytes.len() > limit { Err(super::too_large(limit)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn page(response: &[u8]) -> Vec<u8> {
        match content(response, 1000).unwrap() {
            Some(Content::Page { bytes, .. }) => bytes,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn plain_chunked_and_packed_bodies_give_the_page() {
        assert_eq!(page(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x"), b"<p>x");
        let chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n1;a=b\r\nx\r\n0\r\n\r\n";
        assert_eq!(page(chunked), b"<p>x");
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"<p>x").unwrap();
        let mut response = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
        response.extend(encoder.finish().unwrap());
        assert_eq!(page(&response), b"<p>x");
    }

    #[test]
    fn a_header_that_outlived_its_chunks_does_no_harm() {
        let response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n<p>x";
        assert_eq!(page(response), b"<p>x");
    }

    #[test]
    fn what_is_no_page_is_passed_over_and_what_is_broken_is_told() {
        assert!(content(b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\nx", 9).unwrap().is_none());
        assert!(content(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx", 9).unwrap().is_none());
        for (response, reason) in [
            (&b"<html>"[..], Reason::BadHttp),
            (b"FTP/1 200\r\n\r\n", Reason::BadHttp),
            (b"HTTP/1.1 200 OK\r\nContent-Encoding: zip\r\n\r\nx", Reason::BadHttp),
            (b"HTTP/1.1 200 OK\r\n\r\nlonger than nine", Reason::TooLarge),
        ] {
            assert_eq!(content(response, 9).unwrap_err().reason, reason);
        }
    }

    #[test]
    fn the_server_may_state_the_charset() {
        let response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1256\r\n\r\nx";
        let stated = content(response, 9).unwrap();
        assert!(matches!(stated, Some(Content::Page { charset: Some(charset), .. }) if charset == "windows-1256"));
    }
}
