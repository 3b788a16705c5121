//! The graph of who quotes whom: on the left those nearer to the publisher, on the right those whom they quote.

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::charts::isolated;
use super::shown::Plain;

/// Measures in pixels: a node, the room between columns and between rows.
const WIDTH: usize = 200;
const HEIGHT: usize = 26;
const GAP: usize = 150;
const ROW: usize = 40;
/// The most columns; whoever would stand further to the right stands in the last.
const COLUMNS: usize = 4;
/// Characters of a name that fit into a node.
const NAME: usize = 26;

/// One who quotes another, and how often.
pub struct Edge<'n> {
    /// Who is nearer to the publisher.
    pub from: &'n str,
    /// Who is quoted.
    pub to: &'n str,
    /// In how many attributions.
    pub weight: usize,
}

/// A name with its place.
struct Node<'n> {
    name: &'n str,
    column: usize,
    /// Its row in the column.
    row: usize,
    weight: usize,
}

/// The drawing of edges, the heaviest first.
pub fn graph(title: &str, edges: &[Edge<'_>]) -> Markup {
    let (nodes, ends) = placed(edges);
    let columns = nodes.iter().map(|node| node.column + 1).max().unwrap_or_default();
    let rows = nodes.iter().map(|node| node.row + 1).max().unwrap_or_default();
    let (width, height) = ((WIDTH + GAP) * columns - GAP.min((WIDTH + GAP) * columns), ROW * rows);
    let heaviest = edges.iter().map(|edge| edge.weight).max().unwrap_or(1).max(1);
    html! {
        div class="wide" tabindex="0" role="group" aria-label=(title) {
            svg class="graph" role="img" direction="ltr" width=(width) height=(height)
                viewBox={ "0 0 " (width) " " (height) } aria-labelledby="t-graph" {
                title id="t-graph" { (title) }
                @for (edge, (from, to)) in edges.iter().zip(&ends) {
                    (line(&nodes[*from], &nodes[*to], edge, edge.weight as f64 / heaviest as f64))
                }
                @for node in &nodes { (boxed(node)) }
            }
        }
    }
}

fn line(from: &Node<'_>, to: &Node<'_>, edge: &Edge<'_>, weight: f64) -> Markup {
    let (x1, y1) = (left(from) + WIDTH, middle(from));
    let (x2, y2) = (left(to), middle(to));
    let bend = GAP / 2;
    // Who quotes somebody of an earlier column is joined backwards, the line bent as far.
    let path = format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2.saturating_sub(bend));
    html! {
        path class="edge" d=(path) stroke-width=(format!("{:.1}", 1.5 + 9.0 * weight.sqrt())) {
            title { (Plain(edge.from)) " \u{203A} " (Plain(edge.to)) ": " (edge.weight) }
        }
    }
}

fn boxed(node: &Node<'_>) -> Markup {
    html! {
        g {
            title { (Plain(node.name)) }
            rect class="node" x=(left(node)) y=(node.row * ROW + (ROW - HEIGHT) / 2) width=(WIDTH) height=(HEIGHT) rx="4" {}
            text x=(left(node) + WIDTH / 2) y=(middle(node) + 5) text-anchor="middle" { (isolated(node.name, NAME)) }
        }
    }
}

fn left(node: &Node<'_>) -> usize {
    node.column * (WIDTH + GAP)
}

fn middle(node: &Node<'_>) -> usize {
    node.row * ROW + ROW / 2
}

/// The nodes with their places, and for each edge the numbers of its nodes.
fn placed<'n>(edges: &[Edge<'n>]) -> (Vec<Node<'n>>, Vec<(usize, usize)>) {
    let mut nodes: Vec<Node<'n>> = Vec::new();
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut number = |name: &'n str, weight: usize| {
        let number = *numbers.entry(name).or_insert(nodes.len());
        if number == nodes.len() {
            nodes.push(Node { name, column: 0, row: 0, weight: 0 });
        }
        nodes[number].weight += weight;
        number
    };
    let ends: Vec<(usize, usize)> =
        edges.iter().map(|edge| (number(edge.from, edge.weight), number(edge.to, edge.weight))).collect();
    // Where some quote each other in a circle, the last column ends it.
    for _ in 1..COLUMNS {
        for (from, to) in &ends {
            if from != to {
                nodes[*to].column = nodes[*to].column.max(nodes[*from].column + 1).min(COLUMNS - 1);
            }
        }
    }
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|at| (nodes[*at].column, std::cmp::Reverse(nodes[*at].weight)));
    let mut filled = [0_usize; COLUMNS];
    // In the first column the heaviest stand at the top; in the others each beside those who quote it.
    for (column, filled) in filled.iter_mut().enumerate() {
        let mut here: Vec<usize> = order.iter().copied().filter(|at| nodes[*at].column == column).collect();
        here.sort_by_key(|at| {
            let quoting = ends.iter().filter(|(from, to)| to == at && nodes[*from].column < column);
            let rows: Vec<usize> = quoting.map(|(from, _)| nodes[*from].row).collect();
            if rows.is_empty() { 0 } else { 1000 * rows.iter().sum::<usize>() / rows.len() }
        });
        for at in here {
            nodes[at].row = *filled;
            *filled += 1;
        }
    }
    (nodes, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge<'n>(from: &'n str, to: &'n str, weight: usize) -> Edge<'n> {
        Edge { from, to, weight }
    }

    #[test]
    fn who_is_quoted_stands_to_the_right() {
        let edges = [edge("b", "c", 4), edge("a", "b", 2), edge("a", "d", 1)];
        let (nodes, _) = placed(&edges);
        let mut places: Vec<_> = nodes.iter().map(|node| (node.name, node.column)).collect();
        places.sort_unstable();
        assert_eq!(places, [("a", 0), ("b", 1), ("c", 2), ("d", 1)]);
    }

    #[test]
    fn a_circle_ends() {
        let edges = [edge("a", "b", 1), edge("b", "a", 1), edge("a", "a", 1)];
        let drawn = graph("who quotes whom", &edges).0;
        assert_eq!(drawn.matches("class=\"edge\"").count(), 3);
        assert_eq!(drawn.matches("class=\"node\"").count(), 2);
    }

    #[test]
    fn no_two_nodes_stand_in_one_place() {
        let names: Vec<String> = (0..30).map(|at| format!("n{at}")).collect();
        let edges: Vec<Edge<'_>> = (0..30).map(|at| edge(&names[at], &names[(at * 7 + 3) % 30], at)).collect();
        let (nodes, _) = placed(&edges);
        let mut places: Vec<_> = nodes.iter().map(|node| (node.column, node.row)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 30);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(graph("t", &[]).0.contains("width=\"0\" height=\"0\""));
    }
}
