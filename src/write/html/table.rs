//! The table behind a chart, folded away.

use maud::{Markup, Render, html};

/// The table behind a chart, for who cannot see it or wants the numbers.
pub fn table<R: Render>(caption: &str, columns: &[&str], rows: impl Iterator<Item = Vec<R>>) -> Markup {
    html! {
        details class="data" {
            summary { "Table: " (caption) }
            div class="wide" tabindex="0" role="group" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead { tr { @for column in columns { th scope="col" { (column) } } } }
                    tbody {
                        @for cells in rows {
                            tr {
                                @for (at, cell) in cells.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
