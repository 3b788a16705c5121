//! Sieves: who a mention means, from strict to loose. The first that answers counts.

use super::mention::Mention;
use super::source::{Identification, Source, head_key, words};
use crate::grammar::terms::{Gender, Number, SourceType};
use crate::read::view::View;

/// What told who a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sieve {
    /// The registry knows the name.
    Registry,
    /// The same words were a source before.
    SameName,
    /// Part of a longer name: a family name, a short form.
    PartOfName,
    /// The title or office of a person who is named elsewhere.
    Title,
    /// A definite noun that takes up a source of its kind: the sources, the minister.
    Anaphor,
    /// A spelling that differs by little.
    SimilarName,
    /// A source of its own.
    NewSource,
    /// A dropped subject: whom the relative clause is about.
    Antecedent,
    /// A dropped subject: that of the verb that governs it.
    Governor,
    /// A dropped subject: the last speaker that agrees.
    LastSpeaker,
    /// A dropped subject: the first actor of the sentence or of the one before, where nobody spoke yet.
    Actor,
    /// Nobody was found, or nobody is named.
    Unresolved,
}

impl Sieve {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::SameName => "same_name",
            Self::PartOfName => "part_of_name",
            Self::Title => "title",
            Self::Anaphor => "anaphor",
            Self::SimilarName => "similar_name",
            Self::NewSource => "new_source",
            Self::Antecedent => "antecedent",
            Self::Governor => "governor",
            Self::LastSpeaker => "last_speaker",
            Self::Actor => "actor",
            Self::Unresolved => "unresolved",
        }
    }
}

/// How many sources are remembered.
const REMEMBERED: usize = 3000;
/// Least similarity (Jaro-Winkler) of two spellings of a family name.
const SIMILAR: f64 = 0.9;

/// Finds the source among `sources` that a mention means; `spoken` are those that spoke so far, the last one last.
pub(super) fn find(view: &View<'_>, mention: &Mention, all: &[Source], spoken: &[usize]) -> Option<(usize, Sieve)> {
    // Of an endless text only the last sources are asked.
    let first = all.len().saturating_sub(REMEMBERED);
    let sources = &all[first..];
    let spoken: Vec<usize> = spoken.iter().filter_map(|at| at.checked_sub(first)).collect();
    sieve(view, mention, sources, &spoken).map(|(at, sieve)| (at + first, sieve))
}

fn sieve(view: &View<'_>, mention: &Mention, sources: &[Source], spoken: &[usize]) -> Option<(usize, Sieve)> {
    if let Some(known) = mention.known {
        return sources.iter().position(|source| source.known == Some(known)).map(|at| (at, Sieve::Registry));
    }
    if mention.other {
        return None;
    }
    if mention.one_of_them {
        return spoken.last().map(|at| (*at, Sieve::Anaphor));
    }
    let own = mention.name.map(|name| words(view, name)).unwrap_or_default();
    let person = mention.kind == SourceType::Unknown || mention.kind.is_person();
    if person && !own.is_empty() {
        let named = Identification::of(view, mention) == Identification::NamedPerson;
        return by_name(sources, &own, named);
    }
    // "One of the workers" is nobody who was named.
    if view.is_plain(mention.phrase.start, view.roles().quantity) {
        return same_words(view, mention, sources, spoken);
    }
    if let Some(at) = by_title(view, mention, sources, spoken) {
        return Some((at, Sieve::Title));
    }
    anaphor(view, mention, sources, spoken)
        .map(|at| (at, Sieve::Anaphor))
        .or_else(|| same_words(view, mention, sources, spoken))
}

/// The source whose name has the words of a mention; `person` says whether the mention names a person.
fn by_name(sources: &[Source], own: &[String], person: bool) -> Option<(usize, Sieve)> {
    let named = || {
        sources.iter().enumerate().filter(|(_, source)| {
            source.known.is_none()
                && !source.words.is_empty()
                && (source.kind.is_person() || source.kind == SourceType::Unknown)
        })
    };
    if let Some((at, _)) = named().find(|(_, source)| source.words == own) {
        return Some((at, Sieve::SameName));
    }
    let part = named().filter(|(_, source)| {
        // "The Orrin team", "a spokesman for Orrin" are not Orrin.
        if person != (source.identification == Identification::NamedPerson) {
            return false;
        }
        let (short, long) =
            if own.len() < source.words.len() { (own, &source.words[..]) } else { (&source.words[..], own) };
        short.iter().all(|word| long.contains(word))
            || short.len() > 1 && short.last() == long.last() && short.first() == long.first()
    });
    if let Some((at, _)) = part.max_by_key(|(_, source)| source.words.len()) {
        return Some((at, Sieve::PartOfName));
    }
    let last = own.last()?;
    let similar = |source: &Source| source.words.last().map_or(0.0, |word| strsim::jaro_winkler(word, last));
    // Two given names are two persons, however alike the family names are.
    let given = |source: &(usize, &Source)| {
        let (own, other) = (&own[0], &source.1.words[0]);
        source.1.words.len() == 1 || last == own || strsim::jaro_winkler(own, other) >= SIMILAR
    };
    named()
        .filter(|(_, source)| source.words.last().is_some_and(|word| word.chars().next() == last.chars().next()))
        .filter(|(_, source)| last.chars().count() > 4 && similar(source) >= SIMILAR)
        .filter(given)
        .max_by(|(_, a), (_, b)| similar(a).total_cmp(&similar(b)))
        .map(|(at, _)| (at, Sieve::SimilarName))
}

/// The person whose title begins with the words of a definite description: `وزير الدفاع`.
fn by_title(view: &View<'_>, mention: &Mention, sources: &[Source], spoken: &[usize]) -> Option<usize> {
    let own = words(view, mention.phrase);
    let fits = |at: &usize| {
        let source = &sources[*at];
        let title = &source.office;
        let (short, long) = if own.len() < title.len() { (&own, title) } else { (title, &own) };
        !short.is_empty()
            && own.len() <= title.len() + 1
            && long.starts_with(short)
            && source.agreement.fits(mention.agreement)
    };
    let person = mention.kind.is_person() && mention.name.is_none() && mention.definite && own.len() > 1;
    if !person {
        return None;
    }
    // Of those who did not speak, only one whose title says all that the description says.
    let told = |at: &usize| fits(at) && sources[*at].office.len() >= own.len();
    spoken.iter().rev().copied().find(|at| fits(at)).or_else(|| (0..sources.len()).find(|at| told(at)))
}

/// A definite noun takes up the last speaker that it can describe.
fn anaphor(view: &View<'_>, mention: &Mention, sources: &[Source], spoken: &[usize]) -> Option<usize> {
    if !mention.definite || mention.place {
        return None;
    }
    let head = head_key(view, mention);
    let length = mention.phrase.end - mention.head;
    let same = (mention.phrase.start..mention.phrase.end).any(|at| view.is(at, view.roles().same));
    let recent = || spoken.iter().rev().copied();
    // "The council" is not its member.
    let same_sort = |source: &Source| mention.kind.is_person() || mention.kind.is_unnamed() || !source.kind.is_person();
    let same_head = recent().find(|at| {
        let source = &sources[*at];
        source.head == head && same_sort(source) && compatible(view, mention, source)
    });
    if same_head.is_some() {
        return same_head;
    }
    let kind = mention.kind;
    let singular =
        mention.agreement.number == Some(Number::Singular) && mention.agreement.gender == Some(Gender::Masculine);
    if kind == SourceType::AnonymousSources && singular && (same || length == 1) {
        // "The source" with no source before it means whoever spoke last.
        return recent().find(|at| !sources[*at].kind.is_media());
    }
    // "The said speaker", "the speaker": whoever spoke last, whatever he was called before.
    let person = |at: &usize| {
        let source = &sources[*at];
        let one = source.may_be_person() || source.kind == SourceType::AnonymousOfficial;
        one && source.agreement.fits(mention.agreement)
    };
    let official = kind.is_person() || kind == SourceType::AnonymousOfficial;
    if official && mention.name.is_none() && (same || kind == SourceType::PersonSpokesperson && length == 1) {
        return recent().find(person);
    }
    if official {
        let modifiers: Vec<String> = words(view, mention.phrase).into_iter().skip(1).collect();
        let adjective = |word: &String| {
            view.grammar.language.adjective_endings.iter().any(|ending| word.ends_with(ending.as_str()))
        };
        let portfolio =
            view.is(mention.head, view.roles().minister) && modifiers.first().is_some_and(|word| !adjective(word));
        let titled = recent().find(|at| {
            let title = &sources[*at].office;
            let told = modifiers.is_empty() || modifiers.iter().any(|word| title.contains(word));
            // "The interior minister" is not the foreign minister of the same country.
            let office = !portfolio || title.first() != Some(&head) || title.get(1) == modifiers.first();
            // "The spokesman of the president" is not the president.
            let speaks = sources[*at].kind == SourceType::PersonSpokesperson && title.first() != Some(&head);
            title.contains(&head) && !speaks && told && office && !contradict(view, &modifiers, title)
        });
        if titled.is_some() || mention.name.is_some() {
            return titled;
        }
        // "The minister" who did not speak yet: the only one whom the article names with that office.
        let holds = |source: &&Source| source.words.len() > 1 && source.office.first() == Some(&head);
        let mut holders = sources.iter().filter(holds);
        let one = length == 1 && mention.agreement.number == Some(Number::Singular);
        let only = holders.next().filter(|source| one && source.agreement.fits(mention.agreement));
        if let Some(only) = only.filter(|_| holders.next().is_none()) {
            return sources.iter().position(|source| std::ptr::eq(source, only));
        }
        let describes = |source: &Source| {
            let official = kind == SourceType::AnonymousOfficial && source.kind.is_person();
            source.kind == kind || source.kind == SourceType::Unknown && source.may_be_person() || official
        };
        // Several officials are others, unless the noun is the same.
        let one = mention.agreement.number != Some(Number::Plural) && !portfolio;
        // "The president" is not the minister who spoke before; "the official" may be.
        let office = kind == SourceType::PersonOfficial;
        let other = |source: &Source| {
            office && source.kind != SourceType::Unknown && !source.office.contains(&head) && source.head != head
        };
        return recent().find(|at| {
            let source = &sources[*at];
            length <= 3 && one && !other(source) && describes(source) && source.agreement.fits(mention.agreement)
        });
    }
    if kind == SourceType::Document && length == 1 {
        // "The statement" speaks for the body that issued it.
        let body = |source: &Source| {
            !source.kind.is_unnamed() && !source.kind.is_person() && source.kind != SourceType::Unknown
        };
        return recent().next().filter(|at| body(&sources[*at]));
    }
    // The police, the army: each is a body of its own.
    let sole = kind == SourceType::MilitarySecurity;
    let same_kind = recent().find(|at| length == 1 && sources[*at].kind == kind && !kind.is_unnamed() && !sole);
    same_kind.or_else(|| {
        (length == 1).then(|| sources.iter().rposition(|source| source.kind == kind && source.head == head)).flatten()
    })
}

/// Whether the mention's own modifiers do not contradict the source's.
fn compatible(view: &View<'_>, mention: &Mention, source: &Source) -> bool {
    let own: Vec<String> = words(view, mention.phrase).into_iter().skip(1).collect();
    own.is_empty() || own.iter().any(|word| source.words.contains(word)) || source.words.len() <= 1
}

fn same_words(view: &View<'_>, mention: &Mention, sources: &[Source], spoken: &[usize]) -> Option<(usize, Sieve)> {
    let own = words(view, mention.phrase);
    if let Some(at) = sources.iter().rposition(|source| source.known.is_none() && source.words == own) {
        return Some((at, Sieve::SameName));
    }
    // A short form of a body named in full before: the same words from the first on.
    let body = !mention.kind.is_person() && !mention.kind.is_unnamed() && own.len() > 1;
    let starts = |source: &Source| {
        source.kind == mention.kind && source.words.len() > own.len() && source.words.starts_with(&own)
    };
    let spoke = spoken.iter().rev().copied().find(|at| body && starts(&sources[*at]));
    let at = spoke.or_else(|| sources.iter().rposition(|source| body && starts(source)))?;
    Some((at, Sieve::PartOfName))
}

/// Whether both say by an adjective which country or sort they mean, and none of these is the same.
fn contradict(view: &View<'_>, own: &[String], other: &[String]) -> bool {
    let endings = &view.grammar.language.adjective_endings;
    let adjective = |word: &&String| endings.iter().any(|ending| word.ends_with(ending.as_str()));
    let adjectives = || own.iter().filter(adjective);
    adjectives().next().is_some()
        && other.iter().any(|word| adjective(&word))
        && !adjectives().any(|word| other.contains(word))
}

#[cfg(test)]
mod tests {
    use super::Sieve;
    use crate::analyzer::invented::analyze;

    /// The origin of every credit with the sieve that found it.
    fn found(text: &str) -> Vec<(String, Sieve)> {
        let analysis = analyze(text);
        let part = analysis.findings().main;
        let credits = analysis.resolved.credits.iter();
        credits
            .map(|credit| (part.origin(credit).map_or_else(String::new, |origin| origin.name.clone()), credit.sieve))
            .collect()
    }

    #[test]
    fn the_grammar_knows_every_sieve_by_its_name() {
        let all = [
            Sieve::Registry,
            Sieve::SameName,
            Sieve::PartOfName,
            Sieve::Title,
            Sieve::Anaphor,
            Sieve::SimilarName,
            Sieve::NewSource,
            Sieve::Antecedent,
            Sieve::Governor,
            Sieve::LastSpeaker,
            Sieve::Actor,
            Sieve::Unresolved,
        ];
        assert_eq!(all.map(Sieve::name), crate::grammar::reliability::SIEVES);
    }

    #[test]
    fn a_family_name_alone_is_part_of_the_name() {
        let rows = found("وقال وزير النقل سامر الحمداني إن الجسر آمن. وأوضح الحمداني أن الفحص انتهى.");
        assert_eq!(rows[0].0, rows[1].0);
        assert_eq!(rows[1].1, Sieve::PartOfName);
    }

    #[test]
    fn an_office_means_the_person_who_holds_it() {
        let rows = found("وقال وزير النقل سامر الحمداني إن الجسر آمن. وأكد وزير النقل أن الطريق مفتوح.");
        assert_eq!(rows[0].0, rows[1].0);
        assert_eq!(rows[1].1, Sieve::Title);
    }

    #[test]
    fn a_definite_noun_takes_up_a_source_of_its_kind() {
        let rows = found("وقال وزير النقل سامر الحمداني إن الجسر آمن. وأكد الوزير أن الطريق مفتوح.");
        assert_eq!(rows[0].0, rows[1].0);
        assert_eq!(rows[1].1, Sieve::Anaphor);
    }

    #[test]
    fn a_statement_speaks_for_whoever_issued_it() {
        let rows = found("وقالت وزارة النقل في بيان إن الجسر آمن. وأوضح البيان أن الفحص انتهى.");
        assert_eq!(rows[0].0, rows[1].0);
        assert_eq!(rows[1].1, Sieve::Anaphor);
    }

    #[test]
    fn another_source_is_a_new_one() {
        let rows = found("وقال مصدر أمني إن الطريق مغلق. وقال مصدر آخر إن الطريق مفتوح.");
        assert_ne!(rows[0].0, rows[1].0);
        assert_eq!(rows[1].1, Sieve::NewSource);
    }

    #[test]
    fn another_office_is_another_person() {
        let rows = found("وقال الوزير إن الجسر آمن. وقال الرئيس إن الطريق مفتوح.");
        assert_ne!(rows[0].0, rows[1].0);
    }

    #[test]
    fn another_given_name_is_another_person() {
        let rows = found("وقال سامر بيلوسوف إن الفحص انتهى. وأكد نديم بيلوسوف أن الجسر آمن.");
        assert_ne!(rows[0].0, rows[1].0);
    }

    #[test]
    fn two_spellings_of_a_name_are_one_source() {
        let rows = found("وقال سامر بيلوسوف إن الفحص انتهى. وأكد بيلاوسوف أن الجسر آمن.");
        assert_eq!(rows[0].0, rows[1].0);
        assert_eq!(rows[1].1, Sieve::SimilarName);
    }
}
