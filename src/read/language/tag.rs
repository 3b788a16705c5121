//! Tags of languages: what three letters and older tags stand for, and what part of a tag names the language.

/// Tags that stand for another: three letters where the language has two, older ones, and languages inside one that
/// has a tag of its own.
const SAME: [(&str, &str); 77] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fas", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("in", "id"),
    ("ind", "id"),
    ("ita", "it"),
    ("iw", "he"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nb", "no"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nn", "no"),
    ("nob", "no"),
    ("nor", "no"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zho", "zh"),
    ("zul", "zu"),
];

/// Tags that name no language.
const NONE: [&str; 4] = ["mis", "mul", "und", "zxx"];

/// The language of a tag, its shortest tag in small letters: `ar` for `ar-LB`, `AR_eg` and `ara`. None where the text
/// is no tag, or one that names no language.
pub fn language_of(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let named = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    let shortest = shortest(&primary).map_or(primary.as_str(), |short| short);
    (named && !NONE.contains(&shortest)).then(|| shortest.to_owned())
}

/// The shortest tag of a language that is given by another.
pub(super) fn shortest(tag: &str) -> Option<&'static str> {
    SAME.binary_search_by_key(&tag, |(other, _)| *other).ok().map(|at| SAME[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_cases_and_longer_tags_are_the_language() {
        for tag in ["ar", "AR", "ar-LB", "ar_eg", "ara", "ARA-x-own"] {
            assert_eq!(language_of(tag).as_deref(), Some("ar"), "{tag}");
        }
        assert_eq!(language_of("iw").as_deref(), Some("he"));
        assert_eq!(language_of("ckb-IQ").as_deref(), Some("ckb"));
    }

    #[test]
    fn what_names_no_language_is_no_tag() {
        for tag in ["", "und", "mul", "-", "Arabic", "a1", "x-own", "\u{639}\u{631}"] {
            assert_eq!(language_of(tag), None, "{tag}");
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(SAME.is_sorted_by_key(|(tag, _)| *tag));
    }

    #[test]
    fn every_language_that_can_be_identified_has_its_shortest_tag() {
        for language in whatlang::Lang::all() {
            assert!(shortest(language.code()).is_some(), "{language}");
        }
    }
}
