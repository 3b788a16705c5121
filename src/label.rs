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

/// The label of a name that is written in the program.
macro_rules! label {
    ($text:expr) => {
        const { &$crate::label::Label::new($text) }
    };
}

pub(crate) use label;
