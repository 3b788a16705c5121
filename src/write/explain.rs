//! The article in the terminal.
