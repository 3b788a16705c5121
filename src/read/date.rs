//! Dates of by-lines, parsed with nom: `2025/11/16`, `16-11-2025`, `15 تشرين الأول 2025`.

use jiff::civil::Date;
use nom::branch::alt;
use nom::character::complete::{digit1, one_of};
use nom::combinator::{map_opt, map_res, verify};
use nom::{IResult, Parser};

use super::view::View;
use crate::read::token::TokenKind;

/// The first date in the tokens `start..end`.
pub(super) fn date_in(view: &View<'_>, start: usize, end: usize) -> Option<Date> {
    (start..end).find_map(|at| {
        let token = view.token(at);
        if token.kind != TokenKind::Number {
            return None;
        }
        let (rest, date) = numeric(view.key(at)).map_or((None, None), |(rest, date)| (Some(rest), Some(date)));
        let dashed = || {
            let end = view.token((at + 4).min(end.saturating_sub(1))).span.end as usize;
            let text = view.text().get(token.span.start as usize..end)?;
            numeric(text).ok().map(|(_, date)| date)
        };
        match (rest, date) {
            (Some(""), Some(date)) => Some(date),
            _ => dashed().or_else(|| named_month(view, at, end)),
        }
    })
}

/// `2025/11/16`, `16.11.2025`.
pub(super) fn numeric(input: &str) -> IResult<&str, Date> {
    map_opt(
        (number, one_of("/-."), number, one_of("/-."), number),
        |(a, _, b, _, c)| {
            if a > 31 { date(a, b, c) } else { date(c, b, a) }
        },
    )
    .parse(input)
}

fn number(input: &str) -> IResult<&str, i16> {
    let digits =
        alt((verify(digit1, |digits: &str| digits.len() <= 2), verify(digit1, |digits: &str| digits.len() == 4)));
    map_res(digits, str::parse).parse(input)
}

/// `15 تشرين الأول/أكتوبر 2025`: a day, one or two names of its month, a year.
fn named_month(view: &View<'_>, at: usize, end: usize) -> Option<Date> {
    let day: i16 = view.key(at).parse().ok()?;
    let mut next = at + 1;
    let mut month = None;
    while next < end {
        if let Some((number, length)) = month_at(view, next) {
            month = Some(number);
            next += length;
        } else if view.token(next).kind == TokenKind::Mark {
            next += 1;
        } else {
            break;
        }
    }
    let year: i16 = (next < end).then(|| view.key(next).parse().ok())??;
    date(year, month?, day)
}

fn month_at(view: &View<'_>, at: usize) -> Option<(i16, usize)> {
    let (index, length) = view.grammar.month_at(|class| view.class_at(at, class))?;
    Some((index as i16 + 1, length))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (year >= 1800).then(|| Date::new(year, month, day).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numeric_dates_are_read_in_both_orders_and_checked() {
        for text in ["2025/11/16", "16/11/2025", "2025-11-16", "16.11.2025"] {
            assert_eq!(numeric(text).unwrap().1.to_string(), "2025-11-16");
        }
        assert!(numeric("2025/13/40").is_err());
    }
}
