//! Languages in Arabic letters, told by the letters that not all of them have.

/// A language with its own letters.
struct Alphabet {
    tag: &'static str,
    /// Letters that not all of these languages have, but for those that Persian added.
    own: &'static [char],
    /// Whether it has the four letters that Persian added.
    persian: bool,
}

/// Peh, tcheh, jeh, gaf.
const PERSIAN: [char; 4] = ['\u{67E}', '\u{686}', '\u{698}', '\u{6AF}'];

/// Kaf and yeh are in none: which of their forms is written depends on the keyboard.
const ALPHABETS: [Alphabet; 7] = [
    Alphabet { tag: "ar", own: &['\u{623}', '\u{625}', '\u{629}', '\u{649}'], persian: false },
    Alphabet { tag: "fa", own: &[], persian: true },
    Alphabet { tag: "ur", own: &URDU, persian: true },
    Alphabet { tag: "ckb", own: &SORANI, persian: true },
    Alphabet { tag: "ps", own: &PASHTO, persian: true },
    Alphabet { tag: "ug", own: &UYGHUR, persian: true },
    Alphabet { tag: "sd", own: &SINDHI, persian: true },
];
const URDU: [char; 10] =
    ['\u{679}', '\u{688}', '\u{691}', '\u{6BA}', '\u{6BE}', '\u{6C1}', '\u{6C2}', '\u{6C3}', '\u{6D2}', '\u{6D3}'];
const SORANI: [char; 7] = ['\u{695}', '\u{6A4}', '\u{6B5}', '\u{6BE}', '\u{6C6}', '\u{6CE}', '\u{6D5}'];
const PASHTO: [char; 11] = [
    '\u{67C}', '\u{681}', '\u{685}', '\u{689}', '\u{693}', '\u{696}', '\u{69A}', '\u{6AB}', '\u{6BC}', '\u{6CD}',
    '\u{6D0}',
];
const UYGHUR: [char; 9] =
    ['\u{649}', '\u{6AD}', '\u{6BE}', '\u{6C6}', '\u{6C7}', '\u{6C8}', '\u{6CB}', '\u{6D0}', '\u{6D5}'];
const SINDHI: [char; 19] = [
    '\u{67A}', '\u{67B}', '\u{67D}', '\u{67F}', '\u{680}', '\u{683}', '\u{684}', '\u{687}', '\u{68A}', '\u{68C}',
    '\u{68D}', '\u{68F}', '\u{699}', '\u{6A6}', '\u{6AA}', '\u{6B1}', '\u{6B3}', '\u{6BB}', '\u{6BE}',
];

/// For each letter of the block of Arabic letters, the alphabets that have it where not all have it, a bit each.
const HOLDERS: [u8; 256] = holders();

const FIRST: u32 = 0x600;

const fn holders() -> [u8; 256] {
    let mut holders = [0; 256];
    let mut number = 0;
    while number < ALPHABETS.len() {
        let own = ALPHABETS[number].own;
        let mut at = 0;
        while at < own.len() {
            holders[(own[at] as u32 - FIRST) as usize] |= 1 << number;
            at += 1;
        }
        at = 0;
        while at < PERSIAN.len() && ALPHABETS[number].persian {
            holders[(PERSIAN[at] as u32 - FIRST) as usize] |= 1 << number;
            at += 1;
        }
        number += 1;
    }
    holders
}

/// The language whose alphabet fits a text in Arabic letters, where so many letters, `clear`, speak for it and against
/// those before it in the table. Persian has no letter of its own among these: what has its letters and none of another's
/// is Persian.
pub(super) fn language_of(text: &str, clear: usize) -> Option<&'static str> {
    let mut misfits = [0; ALPHABETS.len()];
    for letter in text.chars() {
        let at = (letter as usize).wrapping_sub(FIRST as usize);
        let Some(holders) = HOLDERS.get(at).filter(|holders| **holders != 0) else { continue };
        for (number, count) in misfits.iter_mut().enumerate() {
            *count += usize::from(holders >> number & 1 == 0);
        }
    }
    let (best, least) = misfits.iter().copied().enumerate().min_by_key(|(_, count)| *count)?;
    let clear = |count: &usize| *count >= least + clear;
    (misfits.iter().any(clear) && misfits[..best].iter().all(clear)).then_some(ALPHABETS[best].tag)
}

#[cfg(test)]
mod tests {
    fn language_of(text: &str) -> Option<&'static str> {
        super::language_of(text, 2)
    }

    #[test]
    fn letters_of_its_own_tell_a_language() {
        let sentences = [
            ("ar", "وأعلنت البلدية إغلاق المكتبة القديمة"),
            ("fa", "شهردار گفت پل چوبی بسته می‌شود"),
            ("ur", "میئر نے کہا کہ پرانا پل بند رہے گا"),
            ("ckb", "سەرۆکی شارەوانی گوتی پردەکە دادەخرێت"),
            ("ps", "ښاروال وویل چې زوړ پله به وتړل شي"),
            ("ug", "شەھەر باشلىقى كونا كۆۋرۈكنىڭ تاقىلىدىغانلىقىنى ئېيتتى"),
            ("sd", "ميئر چيو ته پراڻي پل بند ڪئي ويندي ۽ نئين پل ٺهندي"),
        ];
        for (tag, sentence) in sentences {
            assert_eq!(language_of(sentence), Some(tag), "{sentence}");
        }
    }

    #[test]
    fn letters_that_all_have_tell_nothing() {
        assert_eq!(language_of("باب"), None);
        assert_eq!(language_of("Bab 12"), None);
    }

    #[test]
    fn one_foreign_name_does_not_make_arabic_persian() {
        assert_eq!(language_of("گل"), None);
        assert_eq!(language_of("وأعلنت شركة پيجو إغلاق المصنع"), Some("ar"));
    }

    #[test]
    fn one_letter_is_enough_if_no_more_are_wanted() {
        let text = "مستشفى";
        assert_eq!([1, 2].map(|clear| super::language_of(text, clear)), [Some("ar"), None]);
    }
}
