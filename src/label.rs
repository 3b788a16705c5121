//! Names of the report's schema, each as a cell with room behind it: all can be copied as blocks of one length.

/// A name of the schema, shorter than [`BLOCK`] bytes.
#[derive(Debug)]
pub struct Label {
    text: &'static str,
    block: [u8; BLOCK],
}

/// How many bytes are copied for any label.
pub const BLOCK: usize = 32;

impl Label {
    /// The label of a name; one that is too long does not compile.
    pub const fn new(text: &'static str) -> Self {
        assert!(text.len() < BLOCK);
        let mut block = [0; BLOCK];
        block.split_at_mut(text.len()).0.copy_from_slice(text.as_bytes());
        block[text.len()] = b',';
        Self { text, block }
    }

    /// The name.
    #[inline]
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Its bytes, the comma of a cell behind them, and anything behind that.
    #[inline]
    pub const fn block(&self) -> &[u8; BLOCK] {
        &self.block
    }
}

/// Cells beside each other that no table has to quote, each with the comma after it, made once for many rows.
#[derive(Clone, Debug)]
pub struct Prepared {
    block: [u8; CELLS],
    length: usize,
}

/// How many bytes are copied for any cells that are prepared.
pub const CELLS: usize = 64;

impl Prepared {
    /// Prepares cells; none where they are too long.
    pub fn new(cells: &[&str]) -> Option<Self> {
        let mut prepared = Self { block: [0; CELLS], length: 0 };
        for part in cells.iter().flat_map(|cell| [*cell, ","]) {
            let room = prepared.block.get_mut(prepared.length..)?.get_mut(..part.len())?;
            room.copy_from_slice(part.as_bytes());
            prepared.length += part.len();
        }
        Some(prepared)
    }

    /// Their bytes, and anything behind them.
    #[inline]
    pub fn block(&self) -> &[u8; CELLS] {
        &self.block
    }

    /// How many bytes they are.
    #[inline]
    pub fn length(&self) -> usize {
        self.length
    }
}

/// The label of a name that is written in the program.
macro_rules! label {
    ($text:expr) => {
        const { &$crate::label::Label::new($text) }
    };
}

pub(crate) use label;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_prepared_if_all_of_them_fit() {
        let bytes = |cells: &[&str]| Prepared::new(cells).map(|cells| cells.block()[..cells.length()].to_vec());
        assert_eq!(bytes(&["a", "", "b c"]), Some(b"a,,b c,".to_vec()));
        let whole = "a".repeat(CELLS - 1);
        assert_eq!(bytes(&[&whole]), Some([&whole, ","].concat().into_bytes()));
        assert_eq!([bytes(&[&whole, ""]), bytes(&["a", &whole])], [None, None]);
    }
}
