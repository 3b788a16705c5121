//! Sieves: who a mention means, from strict to loose. The first that answers counts.

use super::anaphor;
use super::candidates::Candidates;
use super::entity::Entity;
use super::mention::Mention;
use super::source::Identification;
use super::wording::{Word, letters, words};
use crate::attribute::Phrase;
use crate::grammar::terms::{Number, SourceType};
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
    /// A dropped subject: that of the clause before it.
    Subject,
    /// A dropped subject: the last speaker that agrees.
    LastSpeaker,
    /// A subject far before its verb: the actor with whom the sentence opens.
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
            Self::Subject => "subject",
            Self::LastSpeaker => "last_speaker",
            Self::Actor => "actor",
            Self::Unresolved => "unresolved",
        }
    }
}

/// Least similarity (Jaro-Winkler) of two spellings of a family name.
const SIMILAR: f64 = 0.9;

/// Finds the source that a mention means; `fresh` is the one that it would introduce.
pub(super) fn find<'a>(
    view: &View<'a>,
    mention: &Mention,
    fresh: &Entity<'a>,
    among: Candidates<'_, 'a>,
) -> Option<(usize, Sieve)> {
    if mention.name.is_none() || fresh.words.is_empty() || !is_sought_by_name(mention) {
        return sieve(view, mention, fresh, among);
    }
    let found = by_name(fresh, among);
    found.filter(|(at, _)| !is_half_a_name(view, mention) || has_name(view, mention, among.get(*at)))
}

/// Whether a particle and the word that closes a name are all of it, which many names share: "Abd Allah".
fn is_half_a_name(view: &View<'_>, mention: &Mention) -> bool {
    let closes = |name: Phrase| name.end == name.start + 2 && view.is_plain(name.start + 1, view.roles().name_closing);
    mention.name.is_some_and(|name| closes(name) && view.is_plain(name.start, view.roles().name_particle))
}

/// Whether the source has the name of the mention as it is printed, be it in one word.
fn has_name<'a>(view: &View<'a>, mention: &Mention, source: &Entity<'a>) -> bool {
    let printed = mention.name.map_or("", |name| view.slice(view.span(name.start, name.end)));
    let name = source.printed(view);
    name.contains(printed) || name.contains(&printed.replace(' ', ""))
}

/// Whether only a name tells who is meant: somebody has one whom neither the registry knows nor the phrase calls another.
fn is_sought_by_name(mention: &Mention) -> bool {
    let person = mention.kind == SourceType::Unknown || mention.kind.is_person();
    person && mention.known.is_none() && !mention.other && !mention.one_of_them
}

fn sieve<'a>(
    view: &View<'a>,
    mention: &Mention,
    fresh: &Entity<'a>,
    among: Candidates<'_, 'a>,
) -> Option<(usize, Sieve)> {
    if let Some(known) = mention.known {
        let is = |at: &usize| among.get(*at).known == Some(known);
        return among.numbers().find(is).map(|at| (at, Sieve::Registry));
    }
    if mention.other {
        return None;
    }
    if mention.one_of_them {
        let several = |at: &usize| {
            let source = among.get(*at);
            source.agreement.number != Some(Number::Singular) || !source.kind.is_person()
        };
        return among.last().filter(several).map(|at| (at, Sieve::Anaphor));
    }
    let (all, own);
    let whole: &[&str] = match mention.name {
        // Nothing stands beside the name.
        name if name.is_none_or(|name| name == mention.phrase) => {
            own = fresh.letters;
            &fresh.words
        }
        _ => {
            all = words(view, mention.phrase);
            own = letters(&all);
            &all
        }
    };
    // "One of the workers" is nobody who was named.
    if view.is_plain(mention.phrase.start, view.roles().quantity) {
        return same_words(mention, (whole, own), among);
    }
    if let Some(at) = by_title(view, mention, whole, among) {
        return Some((at, Sieve::Title));
    }
    anaphor::find(view, mention, (whole, fresh.head), among)
        .map(|at| (at, Sieve::Anaphor))
        .or_else(|| same_words(mention, (whole, own), among))
}

/// The source whose name has the words of a mention. Of several whose names have them, the last who spoke.
fn by_name(fresh: &Entity<'_>, among: Candidates<'_, '_>) -> Option<(usize, Sieve)> {
    let (sources, first, own) = (among.sources, among.first(), &*fresh.words);
    let named = |number: &usize| {
        let source = among.get(*number);
        // Who is named is one, not "the minister and the mayor".
        source.known.is_none()
            && source.agreement.number != Some(Number::Dual)
            && !source.words.is_empty()
            && (source.kind.is_person() || source.kind == SourceType::Unknown)
    };
    // "The Orrin team", "a spokesman for Orrin" are not Orrin.
    let is_person = |source: &Entity<'_>| source.identification == Identification::NamedPerson;
    let spoke = |at: usize| among.spoken.iter().rposition(|(spoken, _)| *spoken == at);
    let mut part = None;
    for at in sources.sharing(own, fresh.letters, first) {
        let source = among.get(at);
        if !named(&at) {
            continue;
        }
        let words = &*source.words;
        if words == own {
            return Some((at, Sieve::SameName));
        }
        // Of several alike the first, which is the one that the article is about.
        if has_part(own, words) && is_person(fresh) == is_person(source) {
            let rank = (spoke(at), words.len());
            part = part.filter(|(best, _)| *best >= rank).or(Some((rank, at)));
        }
    }
    if let Some((_, at)) = part {
        return Some((at, Sieve::PartOfName));
    }
    let last = own.last().filter(|last| last.chars().nth(4).is_some())?;
    let similar = |at: usize| among.get(at).words.last().map_or(0.0, |word| strsim::jaro_winkler(word, last));
    // Two given names are two persons, however alike the family names are.
    let given = |at: &usize| {
        let (own, other) = (&own[0], &among.get(*at).words[0]);
        among.get(*at).words.len() == 1 || last == own || strsim::jaro_winkler(own, other) >= SIMILAR
    };
    let numbers = sources.similar(last, SIMILAR, first);
    let alike = numbers.into_iter().filter(named).filter(|at| similar(*at) >= SIMILAR).filter(given);
    alike.max_by(|a, b| similar(*a).total_cmp(&similar(*b))).map(|at| (at, Sieve::SimilarName))
}

/// Whether all words of the shorter name are in the longer one, or it has the first and the last of them.
fn has_part(one: &[&str], other: &[&str]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.iter().all(|word| long.contains(word))
        || short.len() > 1 && short.last() == long.last() && short.first() == long.first()
}

/// The person whose title begins with the words of a definite description: `وزير الدفاع`.
fn by_title(view: &View<'_>, mention: &Mention, own: &[&str], among: Candidates<'_, '_>) -> Option<usize> {
    if !(mention.kind.is_person() && mention.name.is_none() && mention.definite) {
        return None;
    }
    if own.len() < 2 {
        return None;
    }
    let fits = |at: &usize| {
        let source = among.get(*at);
        // The words of a title are asked for last: only then are they told.
        let begins = |title: &[Word]| own.iter().zip(title).all(|(own, other)| own == other);
        let told = |title: &[Word]| !title.is_empty() && own.len() <= title.len() + 1 && begins(title);
        source.agreement.fits(mention.agreement) && told(source.office(view))
    };
    // "The commander of the forces in Marfa": the place after the description is that of the office, if both have one.
    let place = place_after(view, mention);
    let elsewhere = |at: &usize| {
        let office = among.get(*at).office(view);
        place.is_some_and(|place| office.len() > own.len() && !office.iter().any(|word| word == place))
    };
    let fits = |at: &usize| fits(at) && !elsewhere(at);
    // Of those who did not speak, only one whose title says all that the description says.
    let told = |at: &usize| among.get(*at).office(view).len() >= own.len() && fits(at);
    among.recent().find(fits).or_else(|| among.numbers().find(told))
}

/// The place that a preposition right after a mention governs.
fn place_after<'a>(view: &View<'a>, mention: &Mention) -> Option<&'a str> {
    let roles = view.roles();
    let at = mention.phrase.end;
    let governed = at + 1 < view.len() && view.is_any_plain(at, [roles.r#in, roles.from]);
    (governed && view.is_place(at + 1)).then(|| view.bare_key(at + 1))
}

/// The source that has the words of the mention, or whose words begin with them.
fn same_words(mention: &Mention, (own, letters): (&[&str], u64), among: Candidates<'_, '_>) -> Option<(usize, Sieve)> {
    if let Some(at) = among.sources.last_named((own, letters), among.first(), |source| source.known.is_none()) {
        return Some((at, Sieve::SameName));
    }
    // A short form of a body named in full before: the same words from the first on.
    if mention.kind.is_person() || mention.kind.is_unnamed() || own.len() < 2 {
        return None;
    }
    let starts = |at: &usize| {
        let source = among.get(*at);
        source.kind == mention.kind && source.words.len() > own.len() && source.words.starts_with(own)
    };
    let at = among.recent().find(starts).or_else(|| among.numbers().rfind(starts))?;
    Some((at, Sieve::PartOfName))
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
            .map(|credit| {
                (part.origin(credit).map_or_else(String::new, |origin| origin.name.to_string()), credit.sieve)
            })
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
            Sieve::Subject,
            Sieve::LastSpeaker,
            Sieve::Actor,
            Sieve::Unresolved,
        ];
        assert_eq!(all.map(Sieve::name), crate::grammar::reliability::SIEVES);
        assert!(all.into_iter().map(|sieve| sieve as usize).eq(0..all.len()));
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

    #[test]
    fn some_of_them_are_not_the_one_who_spoke() {
        let rows = found("وقال وزير النقل سامر الحمداني إن الجسر آمن. وأكد بعضهم أن الطريق مغلق.");
        assert_ne!(rows[0].0, rows[1].0);
    }

    #[test]
    fn a_share_and_a_form_of_address_without_anybody_name_nobody() {
        assert_eq!(found("وقال 35% إن الجسر آمن.")[0].0, "");
        assert_eq!(found("وقال 87.5 في المئة من السكان إن الجسر آمن.")[0].0, "");
        assert_eq!(found("وقال سموه إن الجسر آمن.")[0].0, "");
    }

    #[test]
    fn a_name_that_many_share_is_not_half_of_another() {
        let rows = found("وقال عزيز الله كمبار إن الجسر آمن. وأكد عبد الله أن الطريق مفتوح.");
        assert_ne!(rows[0].0, rows[1].0);
        let rows = found("وقال عبد الله كمبار إن الجسر آمن. وأكد عبد الله أن الطريق مفتوح.");
        assert_eq!(rows[0].0, rows[1].0);
    }

    #[test]
    fn of_two_with_a_family_name_neither_of_whom_spoke_the_first_is_meant() {
        let rows = found("وصل وزير النقل سامر الحمداني. ووصل المدير زياد الحمداني. وقال الحمداني إن الجسر آمن.");
        let expected = "سامر الحمداني";
        assert_eq!(rows[0].0, expected);
    }

    #[test]
    fn the_commander_in_one_place_is_not_the_one_in_another() {
        let rows = found(
            "وقال قائد القوات الدولية في النرويج سامر الحمداني إن الجسر آمن. وقال قائد القوات الدولية في هولندا إن الطريق مفتوح.",
        );
        assert_ne!(rows[0].0, rows[1].0);
        let rows = found(
            "وقال قائد القوات الدولية في النرويج سامر الحمداني إن الجسر آمن. وقال قائد القوات الدولية في النرويج إن الطريق مفتوح.",
        );
        assert_eq!(rows[0].0, rows[1].0);
    }
}
