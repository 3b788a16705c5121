//! Whether two links name the same source. The spellings that count as one are those of the evaluation, which folds
//! more than a grammar does: final letters and the article too.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

use super::attribution::Link;

/// Whether some name of one shares half of the words of the shorter with some name of the other.
pub(super) fn same_link(gold: &Link, predicted: &Link) -> bool {
    let others = names(predicted);
    names(gold)
        .iter()
        .any(|name| others.iter().any(|other| 2 * name.intersection(other).count() >= name.len().min(other.len())))
}

/// As many links on both sides, each naming the same source.
pub(super) fn same_chain(gold: &[Link], predicted: &[Link]) -> bool {
    gold.len() == predicted.len() && gold.iter().zip(predicted).all(|(one, other)| same_link(one, other))
}

/// The names of a link as sets of folded words.
fn names(link: &Link) -> Vec<BTreeSet<String>> {
    link.names().map(words).filter(|words| !words.is_empty()).collect()
}

/// The folded words of a name, without the article and without words of one letter.
fn words(name: &str) -> BTreeSet<String> {
    let folded: String = name.chars().filter_map(letter).collect::<String>().to_lowercase();
    let is_part = |c: char| c == '_' || c.is_alphanumeric() && !is_combining_mark(c);
    folded.split(|c: char| !is_part(c)).filter(|word| word.chars().count() > 1).map(without_article).collect()
}

fn without_article(word: &str) -> String {
    // Alef and lam.
    let rest = word.strip_prefix("\u{627}\u{644}").filter(|rest| rest.chars().count() > 2);
    rest.unwrap_or(word).to_owned()
}

/// A letter as it is compared; short vowels, the superscript alef and tatweel go.
fn letter(c: char) -> Option<char> {
    match c {
        '\u{64B}'..='\u{652}' | '\u{670}' | '\u{640}' => None,
        // Alef with hamza above or below, with madda, with wasla: alef.
        '\u{623}' | '\u{625}' | '\u{622}' | '\u{671}' => Some('\u{627}'),
        // Alef maksura: ya.
        '\u{649}' => Some('\u{64A}'),
        // Ta marbuta: ha.
        '\u{629}' => Some('\u{647}'),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::super::attribution::KnownLink;
    use super::*;

    fn link(name: &str) -> Link {
        Link::Name(name.to_owned())
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        assert!(same_link(&link("وزارة الإعلام"), &link("وِزاره الاعـلام")));
        assert!(same_link(&link("مصطفى"), &link("مصطفي")));
        assert!(same_link(&link("سلمى الحكواتلي"), &link("الحكواتلي")));
        assert!(!same_link(&link("سلمى الحكواتلي"), &link("شريف البطراونى")));
        assert!(!same_link(&link("و"), &link("و")));
    }

    #[test]
    fn any_name_of_a_link_will_do() {
        let known =
            KnownLink { name: "لا".to_owned(), canonical: "Harbour Agency".to_owned(), ..KnownLink::default() };
        let known = Link::Known(known);
        assert!(same_link(&link("harbour agency"), &known));
        let chain = [known.clone(), known];
        assert!(same_chain(&chain, &[link("agency"), link("Harbour")]));
        assert!(!same_chain(&chain[..1], &chain));
    }
}
