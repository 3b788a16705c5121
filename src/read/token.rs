//! Tokens: words, numbers and marks with their places, and one folded key for each word in a shared buffer.

use super::bits::{BLOCK, having, ones};
use super::form::{BEGINS, CHANGED, CLAIM, CUE, IN_NAMES, MARK, NAMES, OTHER, PERSON, UNKNOWN};
use super::links::Links;
use super::lists::Lists;
use super::places::Places;
use super::spelling::Spelling;
use super::surname;
use super::traits::Traits;
use super::vocabulary::Forms;
use crate::fold;
use crate::fold::letter::Letters;
use crate::grammar::Grammar;
use crate::grammar::clitics::Split;
use crate::grammar::lexicon::{ClassId, EntryId};
use crate::grammar::registry::Registry;
use crate::span::Span;

/// A word, a number or a mark. Tokens and the gaps between them rebuild the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)] // What a form tells stands together, so that it is copied at once.
pub struct Token {
    /// What the lexicon knows of it.
    pub entry: EntryId,
    /// What the lexicon knows of it without article, preposition and pronoun.
    pub bare: EntryId,
    /// What its letters show.
    pub traits: Traits,
    /// The number of its classes among those of the document.
    pub(super) classes: u32,
    /// The class that the joined preposition stands for.
    pub preposition_class: Option<ClassId>,
    /// What it is made of.
    pub kind: TokenKind,
    /// Bytes of the joined conjunction.
    pub conjunction: u8,
    /// Bytes of joined conjunction and preposition, where there is a preposition.
    pub preposition: u8,
    /// Whether the article is joined.
    pub definite: bool,
    /// Whether a pronoun is joined.
    pub enclitic: bool,
    /// Whether the word may be a conjunction and a verb as well; `bare` is the verb then.
    pub ambiguous: bool,
    /// Whether its key is written so in the text.
    pub(super) plain: bool,
    /// Whether the word is unknown and stands more than once, as names do.
    pub repeated: bool,
    /// Whether the word is unknown, has an article and stands somewhere in the text right after a given name.
    pub surname: bool,
    /// Whether a phrase of a class with several words ends with the word.
    pub(super) ends_phrase: bool,
    /// The number, from 1, of what is known to begin here and to be longer than the word; 0 where nothing is.
    pub(super) longer: u32,
    /// Where it stands, with everything that is joined to it.
    pub span: Span,
    /// Its folded form without a joined conjunction, in the text or in the document's keys.
    pub(super) key: Span,
}

impl Token {
    /// Whether the lexicon knows nothing of the word.
    #[inline]
    pub fn is_unknown(&self) -> bool {
        // Which of them is the case is not foreseen, so all are asked without a branch.
        (self.kind == TokenKind::Word) & (self.entry == EntryId::default()) & (self.bare == EntryId::default())
    }

    /// Its folded form without a joined conjunction; `keys` are those of the document.
    #[inline]
    pub(super) fn key_in<'k>(&self, text: &'k str, keys: &'k str) -> &'k str {
        self.key.of(if self.plain { text } else { keys })
    }

    /// Whether a reading of that trait is among those of the word, or perhaps among those of a phrase that begins with it.
    #[inline]
    pub fn may_have_sense(&self, reading: Traits) -> bool {
        (self.longer > 0) | self.traits.any(reading)
    }

    /// Whether its article may be contracted with a preposition.
    #[inline]
    pub(super) fn may_be_contracted(&self) -> bool {
        self.definite && self.preposition_class.is_some()
    }

    /// What the lexicon knows of the word with its article, where that is contracted with a preposition; `key` is its key.
    pub(super) fn contracted(&self, key: &str, grammar: &Grammar) -> Option<EntryId> {
        let stem = grammar.clitics.contracted(key).filter(|_| self.may_be_contracted())?;
        grammar.clitics.with_article(&grammar.lexicon, stem)
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits after them.
    #[default]
    Word,
    /// Digits, with the marks inside a number or date and letters right after them.
    Number,
    /// One other character.
    Mark,
}

/// A text divided into tokens.
pub(super) struct Tokens {
    pub tokens: Vec<Token>,
    /// The numbers of their forms, those that may begin something longer, and room for more.
    pub lists: Lists,
    /// The first tokens of lines.
    pub lines: Vec<u32>,
    /// The tokens of which a reading is a noun for persons.
    pub persons: Vec<u32>,
    /// The marks, and the words that may hold a quotation mark.
    pub marks: Vec<u32>,
    /// The tokens that are readings of a cue.
    pub cues: Vec<u32>,
    /// A bit for each token with which a phrase that tells a kind of claim may begin.
    pub claims: Vec<u64>,
}

/// Few texts have more than one token in so many bytes.
const BYTES: usize = 4;
/// Room for so many tokens is made at first: for those of a very long text, room is made as they come.
const ROOM: usize = 1 << 16;

/// Few lines are shorter, in bytes.
const LINE: usize = 128;

/// About one of so many tokens is a noun for persons.
const PERSONS: usize = 16;

/// Divides `text` into tokens; keys that are not written so in the text are put into `keys`.
pub(super) fn tokenize(
    text: &str,
    (grammar, registry): (&Grammar, &Registry),
    forms: &mut Forms,
    keys: &mut String,
) -> Tokens {
    let room = (text.len() / BYTES).min(ROOM);
    let mut tokens = Vec::with_capacity(room);
    let mut lists = forms.take_lists();
    let Lists { numbers, openers, unknown, definite, folded, .. } = &mut lists;
    let (mut lines, mut persons) = (Vec::with_capacity(text.len() / LINE), Vec::with_capacity(room / PERSONS));
    let (mut marks, mut cues) = (Vec::with_capacity(room / 4), Vec::with_capacity(room / 4));
    let mut claims = Vec::with_capacity(room / BLOCK + 1);
    forms.begin_count();
    let (mut places, mut buffer) = (Places::new(text), [Spelling::default(); BLOCK]);
    loop {
        let filled = places.fill(&mut buffer);
        let (words, from) = (&buffer[..filled], numbers.len());
        if words.is_empty() {
            break;
        }
        forms.numbers(text, words, numbers, grammar, registry);
        let new = &numbers[from..];
        // Which words may go on phrases that the one before begins; what begins with the last is not known yet.
        let (mut begins, mut is, mut seconds) = ([0; BLOCK], [0; BLOCK], [0; BLOCK]);
        let mut before = Links::default();
        let told = begins.iter_mut().zip(&mut is).zip(&mut seconds);
        tokens.extend(words.iter().zip(new).zip(told).map(|((word, number), ((begins, is), second))| {
            let form = forms.form(*number);
            (*begins, *is) = (form.begins, form.is);
            *second = u8::from(before.may_begin_phrase(form.links));
            before = form.links;
            form.token(word.place)
        }));
        let last = 1 << (filled - 1);
        let names = having(&begins, NAMES) & (having(&begins, IN_NAMES) >> 1 | last);
        let phrases = having(&seconds, 1) >> 1 | if before.may_begin() { last } else { 0 };
        let lists = [
            (&mut lines, places.lines() & (u64::MAX >> (BLOCK - filled))),
            (&mut *openers, phrases | names | having(&begins, BEGINS)),
            (&mut persons, having(&is, PERSON)),
            (&mut marks, having(&is, MARK)),
            (&mut cues, having(&is, CUE)),
        ];
        for (list, bits) in lists {
            list.extend(ones(bits).map(|at| (from + at) as u32));
        }
        claims.push(having(&is, CLAIM));
        let tokens: &mut [Token] = &mut tokens[from..];
        for at in ones(having(&is, CHANGED)) {
            let (start, word, token) = (folded.len(), &words[at], &mut tokens[at]);
            folded.extend_from_slice(&forms.form(new[at]).folded(word));
            folded.truncate(start + word.place.len());
            token.key = Span::new(start + token.conjunction as usize, folded.len());
        }
        for at in ones(having(&is, OTHER)) {
            tokens[at].key = forms.push_key(forms.form(new[at]), folded);
        }
        for at in ones(having(&is, UNKNOWN)) {
            let key = forms.form(new[at]).key;
            forms.count(key);
            unknown.push(((from + at) as u32, key));
        }
    }
    simdutf8::basic::from_utf8(folded).unwrap_or_default().clone_into(keys);
    for (at, key) in unknown {
        let token: &mut Token = &mut tokens[*at as usize];
        token.repeated = forms.is_repeated(*key);
        if token.definite {
            definite.push(*at as usize);
        }
    }
    surname::mark(&mut tokens, definite, (text, keys), grammar);
    Tokens { tokens, lists, lines, persons, marks, cues, claims }
}

/// The token of a word at the start of a text; its key is written to `key`.
pub(super) fn token(word: &str, kind: TokenKind, grammar: &Grammar, loose: bool, key: &mut String) -> Token {
    grammar.folds.push(word, key);
    if kind == TokenKind::Mark && key.is_empty() {
        key.push('-');
    }
    let split = match kind {
        TokenKind::Word => grammar.clitics.split(&grammar.lexicon, key, loose),
        _ => Split { entry: grammar.lexicon.get(key).unwrap_or_default(), ..Split::default() },
    };
    let joined = split.conjunction.max(split.preposition);
    let definite = split.definite && is_article_written(word, joined);
    let bare = if split.definite && !definite { split.entry } else { split.bare };
    let skipped: usize = key.chars().take(split.conjunction as usize).map(char::len_utf8).sum();
    Token {
        span: Span::new(0, word.len()),
        kind,
        key: Span::new(skipped, key.len()),
        entry: split.entry,
        bare,
        classes: 0,
        conjunction: prefix_bytes(word, split.conjunction, grammar),
        preposition: prefix_bytes(word, split.preposition, grammar),
        preposition_class: split.preposition_class,
        plain: false,
        definite,
        enclitic: split.enclitic,
        ambiguous: split.alternative.is_some(),
        repeated: false,
        surname: false,
        ends_phrase: false,
        longer: 0,
        traits: Traits::default(),
    }
}

/// Whether the letter after the joined ones is plain, as the article's is: one with a mark of its own, which only folds
/// to the article's, begins a name.
fn is_article_written(word: &str, joined: u8) -> bool {
    let mut letters = word.chars().filter(|c| Letters::known().of(*c).is_alphabetic());
    letters.nth(joined as usize).is_some_and(|letter| !fold::is_composed(letter))
}

/// How many bytes of `word` fold to its first `count` letters, the marks on them included.
fn prefix_bytes(word: &str, count: u8, grammar: &Grammar) -> u8 {
    if count == 0 {
        return 0;
    }
    let letters = Letters::known();
    let mut before = 0;
    for (at, c) in word.char_indices() {
        let folded =
            if letters.of(c).folds() { grammar.folds.fold(c.encode_utf8(&mut [0; 4])).chars().count() } else { 1 };
        if before == count as usize && folded > 0 {
            return u8::try_from(at).unwrap_or(0);
        }
        before += folded;
    }
    0
}

/// How often a swapped letter must end a word before the writer counts as one who swaps.
const SWAPPED: usize = 3;

/// Whether the writer swaps final letters: a meant letter never ends a word, the written one often does.
pub(super) fn swaps_letters(text: &str, grammar: &Grammar) -> bool {
    grammar.clitics.swaps.iter().any(|(written, meant)| {
        word_endings(text, meant).next().is_none() && word_endings(text, written).take(SWAPPED).count() == SWAPPED
    })
}

/// Where words of a text end in some letters.
fn word_endings<'t>(text: &'t str, letters: &'t str) -> impl Iterator<Item = usize> + 't {
    let (known, bytes) = (Letters::known(), text.as_bytes());
    let ends = move |end: &usize| {
        let after = || known.letter(text, *end).is_some_and(|(after, _)| after.is_alphanumeric());
        bytes[..*end].ends_with(letters.as_bytes()) && !after()
    };
    // The last byte of few characters is that of another.
    let last = letters.as_bytes().last().copied().unwrap_or_default();
    memchr::memchr_iter(last, bytes).map(|at| at + 1).filter(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;
    use crate::grammar::roles::ROLES;

    fn words(text: &str) -> Vec<String> {
        let document = analyze(text).document;
        document.tokens.iter().map(|token| token.span.of(&document.text).to_owned()).collect()
    }

    #[test]
    fn tokens_and_the_gaps_between_them_rebuild_the_text() {
        let text = "قالـت «الوزارة»:\u{200F} نحو 3.5 ملايين؛ غداً!\n";
        let mut rebuilt = String::new();
        for token in analyze(text).document.tokens {
            let gap = &text[rebuilt.len()..token.span.start as usize];
            assert!(gap.chars().all(|c| c.is_whitespace() || fold::is_invisible(c)), "{gap:?}");
            rebuilt.push_str(gap);
            rebuilt.push_str(token.span.of(text));
        }
        assert_eq!(&text[rebuilt.len()..], "\n");
    }

    #[test]
    fn marks_inside_a_number_or_a_time_belong_to_it() {
        let text = "بلغت 3.5 في 10:30.";
        let expected = "بلغت|3.5|في|10:30|.";
        assert_eq!(words(text).join("|"), expected);
    }

    #[test]
    fn a_joined_conjunction_is_no_part_of_the_key() {
        let joined = analyze("وقالت");
        let alone = analyze("قالت");
        let (joined, alone) = (&joined.document, &alone.document);
        assert_eq!(joined.key(&joined.tokens[0]), alone.key(&alone.tokens[0]));
        assert_eq!((joined.tokens[0].conjunction, alone.tokens[0].conjunction), (2, 0));
        assert_eq!(joined.tokens[0].entry, alone.tokens[0].entry);
    }

    #[test]
    fn marks_on_letters_and_stretching_do_not_change_the_key() {
        let written = analyze("قَالَ قـــال قال");
        let document = &written.document;
        let keys: Vec<&str> = document.tokens.iter().map(|token| document.key(token)).collect();
        assert_eq!(keys[0], keys[2]);
        assert_eq!(keys[1], keys[2]);
    }

    #[test]
    fn a_joined_preposition_and_the_article_are_told_apart_from_the_word() {
        let analysis = analyze("للوزارة");
        let token = analysis.document.tokens[0];
        assert_eq!(token.preposition_class, Some(ROLES.r#for));
        assert!(token.definite && !token.is_unknown());
    }

    #[test]
    fn an_unknown_word_that_stands_twice_is_repeated() {
        let analysis = analyze("زفتاوي هنا ثم زفتاوي هناك ثم برغواطي");
        let unknown: Vec<bool> = analysis.document.tokens.iter().map(|token| token.repeated).collect();
        assert!(unknown[0] && unknown[3] && !unknown[6], "{unknown:?}");
    }
}
