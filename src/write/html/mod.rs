//! The report as pages for a browser: an overview with charts, and every article with its sources, cues and contents marked.
//! No script, nothing from outside; each page is one file.

mod article;
mod book;
mod charts;
mod contents;
mod entry;
mod figures;
mod filter;
mod graph;
mod heading;
mod note;
mod overview;
mod page;
mod passages;
mod sections;
mod segments;
mod sheet;
mod shown;
mod source;
mod table;
mod text;

pub use book::{Book, add, name};
pub use contents::{Contents, Leaf};
pub use entry::{Entry, Heard};
pub use figures::Overview;
pub use source::Class;
