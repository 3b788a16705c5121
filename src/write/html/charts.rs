//! Charts of bars as drawings in the page. They are as wide as their place and their letters keep their size, so that they
//! can be read on a phone; each is drawn from left to right, whatever the direction of the names in it.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::shown::{Plain, cut};

/// Characters of a label, which stands above its bar.
const LABEL: usize = 38;
/// Where things stand in a row of the drawing, and how high it is, in pixels.
const TEXT: usize = 15;
const BAR: usize = 22;
const THICK: usize = 9;
const ROW: usize = 44;

/// How a part of a bar is filled. Fills differ in more than colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// Solid.
    Full,
    /// Solid in the second colour.
    Second,
    /// Stripes.
    Stripes,
    /// Stripes in the second colour.
    SecondStripes,
    /// The outline only.
    Empty,
}

impl Fill {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Second => "second",
            Self::Stripes => "stripes",
            Self::SecondStripes => "stripes2",
            Self::Empty => "empty",
        }
    }

    /// The class of the lines that the stripes of the fill are made of, and their angle.
    fn stripes(self) -> Option<(&'static str, usize)> {
        match self {
            Self::Stripes => Some(("line", 45)),
            Self::SecondStripes => Some(("line2", 135)),
            _ => None,
        }
    }
}

/// A row of a chart: a label, what stands at its end, and a bar of several parts.
pub struct Bar {
    /// Whose bar it is.
    pub label: String,
    /// Where the label leads.
    pub address: Option<String>,
    /// The value as words.
    pub value: String,
    /// The lengths of the parts.
    pub parts: Vec<(Fill, f64)>,
}

/// A chart of bars; the longest that is possible has the length `whole`. `name` is unique on the page.
pub fn bars(name: &str, title: &str, bars: &[Bar], whole: f64) -> Markup {
    let fills: BTreeSet<Fill> = bars.iter().flat_map(|bar| bar.parts.iter().map(|(fill, _)| *fill)).collect();
    html! {
        svg class="chart" role="img" direction="ltr" width="100%" height=(bars.len() * ROW) aria-labelledby={ "t-" (name) } {
            title id={ "t-" (name) } { (Plain(title)) }
            (defined(name, fills.into_iter()))
            @for (at, bar) in bars.iter().enumerate() {
                g { (row(name, at * ROW, bar, whole)) }
            }
        }
    }
}

/// One bar that is a whole, divided.
pub fn whole(name: &str, title: &str, parts: &[(Fill, f64)]) -> Markup {
    html! {
        svg class="chart" role="img" direction="ltr" width="100%" height="34" aria-labelledby={ "t-" (name) } {
            title id={ "t-" (name) } { (title) }
            (defined(name, parts.iter().map(|(fill, _)| *fill)))
            (drawn(name, (2, 30), parts, parts.iter().map(|(_, length)| length).sum()))
        }
    }
}

/// What the fills of a chart mean, each with its value.
pub fn legend(name: &str, meanings: &[(Fill, String)]) -> Markup {
    html! {
        ul class="meanings" {
            @for (fill, meaning) in meanings {
                li {
                    svg aria-hidden="true" direction="ltr" width="16" height="12" { (rectangle(name, *fill, (0.0, 100.0), (1, 10))) }
                    " " (meaning)
                }
            }
        }
    }
}

/// A name for drawings, between marks that keep its direction from what stands beside it.
pub fn isolated(name: &str, characters: usize) -> Markup {
    html! { "\u{2068}" (Plain(&cut(name, characters))) "\u{2069}" }
}

fn row(name: &str, top: usize, bar: &Bar, whole: f64) -> Markup {
    let label = html! { text x="0" y=(top + TEXT) class="name" { (isolated(&bar.label, LABEL)) } };
    html! {
        @match &bar.address { Some(address) => a href=(address) { (label) }, None => (label) }
        text x="100%" y=(top + TEXT) class="value" text-anchor="end" { (bar.value) }
        rect class="track" x="0" y=(top + BAR) width="100%" height=(THICK) {}
        (drawn(name, (top + BAR, THICK), &bar.parts, whole))
    }
}

/// The parts of a bar beside each other.
fn drawn(name: &str, place: (usize, usize), parts: &[(Fill, f64)], whole: f64) -> Markup {
    let mut from = 0.0;
    let mut part = |length: f64| {
        let start = from;
        from += 100.0 * length / whole;
        (start, from - start)
    };
    html! {
        @for (fill, length) in parts.iter().filter(|(_, length)| *length > 0.0 && whole > 0.0) {
            (rectangle(name, *fill, part(*length), place))
        }
    }
}

/// A rectangle from a start over a width, both in per cent, at a top with a height.
fn rectangle(name: &str, fill: Fill, (start, width): (f64, f64), (top, height): (usize, usize)) -> Markup {
    html! {
        rect class=(fill.class()) fill=[fill.stripes().map(|_| format!("url(#{}-{name})", fill.class()))]
            x=(share(start)) y=(top) width=(share(width)) height=(height) {}
    }
}

fn defined(name: &str, fills: impl Iterator<Item = Fill>) -> Markup {
    html! {
        defs {
            @for fill in fills {
                @if let Some((line, angle)) = fill.stripes() {
                    pattern id={ (fill.class()) "-" (name) } width="5" height="5" patternUnits="userSpaceOnUse"
                        patternTransform={ "rotate(" (angle) ")" } { rect class=(line) width="2.4" height="5" {} }
                }
            }
        }
    }
}

/// A length in per cent, with as many decimals as one can see.
fn share(length: f64) -> String {
    format!("{length:.2}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_beside_each_other_and_fill_their_share() {
        let drawn = whole("x", "shares", &[(Fill::Full, 3.0), (Fill::Empty, 0.0), (Fill::Stripes, 1.0)]).0;
        assert!(drawn.contains("class=\"full\" x=\"0.00%\" y=\"2\" width=\"75.00%\""), "{drawn}");
        assert!(drawn.contains("fill=\"url(#stripes-x)\" x=\"75.00%\" y=\"2\" width=\"25.00%\""), "{drawn}");
        assert!(!drawn.contains("empty"), "{drawn}");
    }

    #[test]
    fn names_cannot_turn_the_drawing() {
        let bar = Bar { label: "\u{202E}<b>".to_owned(), address: None, value: String::new(), parts: vec![] };
        let drawn = bars("x", "t", &[bar], 0.0).0;
        assert!(
            drawn.contains("\u{2068}\u{27E6}RLO\u{27E7}&lt;b&gt;\u{2069}") && !drawn.contains('\u{202E}'),
            "{drawn}"
        );
    }
}
