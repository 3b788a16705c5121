//! Anaphora: whom a definite description means that names nobody: the minister, the said source, the statement.

use super::candidates::Candidates;
use super::entity::Entity;
use super::mention::Mention;
use super::office::{compatible, contradict, elsewhere, foreign, parts, portfolio};
use super::wording::{Word, has};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Gender, Number, SourceType};
use crate::read::layout::BlockRole;
use crate::read::view::View;

/// The source that a definite noun takes up: the last speaker that it can describe.
///
/// `words` are the folded ones of the mention, `head` is its folded head noun.
pub(super) fn find<'a>(
    view: &View<'a>,
    mention: &Mention,
    (words, head): (&[&'a str], &'a str),
    among: Candidates<'_, 'a>,
) -> Option<usize> {
    if !mention.definite || mention.place {
        return None;
    }
    let is_same = |at: &usize| view.is(*at, view.roles().same);
    let same = (mention.phrase.start..mention.phrase.end).any(|at| is_same(&at));
    // "The same agency" has one word that describes.
    let length = (mention.head..mention.phrase.end).filter(|at| !is_same(at)).count();
    Description { view, mention, among, head, words, length, same }.find()
}

/// A definite description among the sources of an article.
struct Description<'d, 'a> {
    view: &'d View<'a>,
    mention: &'d Mention,
    among: Candidates<'d, 'a>,
    /// Its folded head noun.
    head: &'a str,
    /// Its folded words.
    words: &'d [&'a str],
    /// How many words it has from the head on.
    length: usize,
    /// Whether it says that it is the same as before.
    same: bool,
}

impl<'a> Description<'_, 'a> {
    fn find(&self) -> Option<usize> {
        let kind = self.mention.kind;
        // "The council" is not its member.
        let sort = |source: &Entity<'_>| kind.is_person() || kind.is_unnamed() || !source.kind.is_person();
        // "The spokesman" is the one who spoke last.
        let alone = self.length == 1 && kind == SourceType::PersonSpokesperson;
        let last = self.among.last().filter(|at| alone && self.among.get(*at).kind == kind && self.agrees(*at));
        let same_head = || {
            self.recent().find(|at| {
                let source = self.among.get(*at);
                source.head == self.head && sort(source) && compatible(self.view, self.mention, self.words, source)
            })
        };
        if let Some(found) = last.or_else(same_head) {
            return Some(found);
        }
        let agreement = self.mention.agreement;
        let singular = agreement.number == Some(Number::Singular) && agreement.gender == Some(Gender::Masculine);
        if kind == SourceType::AnonymousSources && singular && (self.same || self.length == 1) {
            // "The source" with no source before it means whoever spoke last.
            return self.recent().find(|at| self.same || !self.among.get(*at).kind.is_media());
        }
        if kind.is_person() || kind == SourceType::AnonymousOfficial { self.person() } else { self.body() }
    }

    fn recent(&self) -> impl Iterator<Item = usize> {
        self.among.recent()
    }

    /// Its words after the first.
    fn modifiers(&self) -> &[&'a str] {
        self.words.get(1..).unwrap_or_default()
    }

    fn portfolio(&self) -> bool {
        portfolio(self.view, self.mention, self.words)
    }

    fn agrees(&self, at: usize) -> bool {
        self.among.get(at).agreement.fits(self.mention.agreement)
    }

    /// The person who is meant.
    fn person(&self) -> Option<usize> {
        let mention = self.mention;
        let speaker = mention.kind == SourceType::PersonSpokesperson && self.length == 1;
        if mention.name.is_none() && (self.same || speaker) {
            // "The said speaker", "the speaker": whoever spoke last, whatever he was called before.
            let person = |at: &usize| {
                let source = self.among.get(*at);
                (source.may_be_person() || source.kind == SourceType::AnonymousOfficial) && self.agrees(*at)
            };
            let body = |at: &usize| self.same && !self.among.get(*at).kind.is_media();
            return self.recent().find(person).or_else(|| self.recent().find(body));
        }
        let titled = self.titled();
        if titled.is_some() || mention.name.is_some() {
            return titled;
        }
        self.holder().or_else(|| self.described())
    }

    /// The last speaker whose title has the words of the description.
    fn titled(&self) -> Option<usize> {
        let head = self.head;
        let modifiers = self.modifiers();
        let portfolio = self.portfolio();
        self.recent().find(|at| {
            let source = self.among.get(*at);
            let title = source.office(self.view);
            if !has(title, head) || self.is_deputy(*at) {
                return false;
            }
            let told = modifiers.is_empty() || modifiers.iter().any(|word| has(title, word));
            // "The interior minister" is not the foreign minister of the same country.
            let held = title.iter().position(|word| word == head).and_then(|at| title.get(at + 1));
            let office = !portfolio || held.map(Word::as_str) == modifiers.first().copied();
            // "The spokesman of the president" is not the president.
            let first = title.first().is_some_and(|first| first == head);
            let speaks = source.kind == SourceType::PersonSpokesperson && !first;
            !speaks
                && told
                && office
                && !contradict(self.view, modifiers, title)
                && !elsewhere(self.view, modifiers, title)
                && !parts(self.view, self.mention, self.words, title)
        })
    }

    /// Whether the speaker is the deputy of the person who is described, unless nobody spoke since: who is called "the minister"
    /// after the deputy minister spoke may be the latter.
    fn is_deputy(&self, at: usize) -> bool {
        let title = self.among.get(at).office(self.view);
        let once = title.iter().filter(|word| *word == self.head).count() == 1;
        title.get(1).is_some_and(|word| word == self.head) && once && self.among.last() != Some(at)
    }

    /// "The minister" who did not speak yet: the only one whom the article named with that office so far; of a headline, also
    /// the one whom it names below.
    fn holder(&self) -> Option<usize> {
        let mention = self.mention;
        if self.length != 1 || mention.agreement.number != Some(Number::Singular) {
            return None;
        }
        let mut headlines = self.view.document.blocks.iter().filter(|block| block.role == BlockRole::Headline);
        let headline = headlines.any(|block| (block.start..block.end).contains(&mention.phrase.start));
        let holds = |at: &usize| {
            let source = self.among.get(*at);
            let named = source.words.len() > 1 && (source.first < mention.phrase.start || headline);
            named && source.office(self.view).first().is_some_and(|word| word == self.head)
        };
        let mut holders = self.among.numbers().filter(holds);
        let only = holders.next().filter(|at| self.agrees(*at))?;
        holders.next().is_none().then_some(only)
    }

    /// The last speaker of whom the noun can be said.
    fn described(&self) -> Option<usize> {
        let kind = self.mention.kind;
        // Writers, experts and activists are called by each other's names.
        let learned = |kind: SourceType| {
            matches!(kind, SourceType::PersonExpert | SourceType::PersonJournalist | SourceType::PersonActivist)
        };
        let describes = |source: &Entity<'_>| {
            // "The official" is no journalist.
            let person = source.kind.is_person() && source.kind != SourceType::PersonJournalist;
            let official = kind == SourceType::AnonymousOfficial && person;
            let alike = self.length == 1 && learned(kind) && learned(source.kind);
            source.kind == kind || official || alike
        };
        let modifiers = self.modifiers();
        // Of one about whom nothing is known, a noun alone is believed, or more if he spoke last.
        let unknown = |at: usize| {
            let source = self.among.get(at);
            // "The Afghan president" is not "Afghans".
            let people = modifiers.iter().any(|word| source.words.iter().any(|name| word.starts_with(name)));
            let believed = self.length == 1 || !people && self.among.last() == Some(at);
            believed && source.kind == SourceType::Unknown && source.may_be_person()
        };
        // Several officials are others, unless the noun is the same.
        let several = self.mention.agreement.number == Some(Number::Plural);
        // "The president" is not the minister who spoke before, nor the Algerian official the Spanish one; "the official" may be.
        let other = |source: &Entity<'_>| {
            let office = kind == SourceType::PersonOfficial && source.kind != SourceType::Unknown;
            office && !has(source.office(self.view), self.head) && source.head != self.head
                || foreign(self.view, modifiers, source)
        };
        if self.length > 3 || several || self.portfolio() {
            return None;
        }
        self.recent().find(|at| {
            let source = self.among.get(*at);
            (describes(source) || unknown(*at)) && self.agrees(*at) && !other(source) && !self.is_deputy(*at)
        })
    }

    /// The body or text that is meant.
    fn body(&self) -> Option<usize> {
        let (view, kind, alone) = (self.view, self.mention.kind, self.length == 1);
        if kind == SourceType::Document && alone && self.mention.agreement.number != Some(Number::Plural) {
            // "The statement" speaks for the body that issued it.
            let body = |source: &Entity<'_>| {
                !source.kind.is_unnamed() && !source.kind.is_person() && source.kind != SourceType::Unknown
            };
            return self.among.last().filter(|at| body(self.among.get(*at)));
        }
        // The police, the army, the prosecution: each is a body of its own.
        let sole = matches!(kind, SourceType::MilitarySecurity | SourceType::Judiciary);
        // A bare noun names no body that another noun could mean.
        let noun = |word: &&str| {
            let entry = view.grammar.lexicon.get(word).map(|id| view.grammar.lexicon.entry(id));
            entry.is_some_and(|entry| entry.senses.iter().any(|sense| matches!(sense, Sense::Noun { .. })))
        };
        let named =
            |source: &Entity<'_>| source.known.is_some() || source.words.len() > 1 || !source.words.iter().any(noun);
        let same_kind = |at: &usize| {
            let source = self.among.get(*at);
            alone && source.kind == kind && !kind.is_unnamed() && !sole && named(source)
        };
        let same = |source: &Entity<'_>| alone && source.kind == kind && source.head == self.head;
        self.recent().find(same_kind).or_else(|| self.among.numbers().rfind(|at| same(self.among.get(*at))))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;
    use crate::resolve::sieve::Sieve;

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
    fn the_said_source_may_be_an_outlet() {
        let rows = found(
            "وقال وزير النقل سامر الحمداني إن الجسر آمن. وقالت وكالة الأفق إن الفحص انتهى. وقال المصدر ذاته إن الطريق مفتوح.",
        );
        assert_eq!(rows[1].0, rows[2].0);
    }

    #[test]
    fn the_spokesman_alone_is_the_one_who_spoke_last() {
        let rows = found(
            "وقال الناطق باسم الوزارة سامر الحمداني إن الجسر آمن. وقال متحدث باسم الشركة إن الفحص انتهى. وأضاف الناطق أن الطريق مفتوح.",
        );
        assert_eq!(rows[1].0, rows[2].0);
    }

    #[test]
    fn the_minister_is_not_his_deputy_once_others_spoke() {
        let rows = found(
            "وقال نائب المدير زياد النجار إن الفحص انتهى. وقال الخبير سامر الحمداني إن الجسر آمن. وأكد المدير أن الطريق مفتوح.",
        );
        assert_ne!(rows[0].0, rows[2].0);
    }

    #[test]
    fn whoever_is_named_with_the_office_later_is_not_meant() {
        let rows = found("وقالت الوزيرة إن الجسر آمن. ثم وصلت وزيرة النقل نورا الحداري إلى الميناء.");
        assert_ne!(rows[0].0, "نورا الحداري");
    }

    #[test]
    fn an_official_of_one_country_is_not_the_minister_of_another() {
        let rows = found(
            "وقال وزير الخارجية الإسباني سامر الحمداني إن الجسر آمن. وأكد المسؤول الجزائري أن الطريق مغلق. وأضاف المسؤول الإسباني أن الفحص انتهى.",
        );
        assert_ne!(rows[0].0, rows[1].0);
        assert_eq!(rows[0].0, rows[2].0);
    }

    #[test]
    fn the_minister_of_one_thing_is_not_the_minister_of_another() {
        let rows = found("وقال نائب وزير الخارجية سامر الحمداني إن الجسر آمن. وأكد وزير المالية أن الطريق مفتوح.");
        assert_eq!(rows[1].1, Sieve::NewSource);
        let rows = found("وقال وزير الخارجية سامر الحمداني إن الجسر آمن. وأكد وزير الخارجية أن الطريق مفتوح.");
        assert_eq!(rows[0].0, rows[1].0);
    }

    #[test]
    fn a_court_is_not_the_prosecution() {
        let rows =
            found("وقالت النيابة العامة إن الملف جاهز. وأكدت المحكمة أن الجلسة تأجلت. وأكدت النيابة أن المتهم حضر.");
        assert_ne!(rows[0].0, rows[1].0);
        assert_eq!(rows[0].0, rows[2].0);
    }

    #[test]
    fn the_president_of_a_people_is_not_the_people() {
        let rows = found("وقال الأفغان إن الجسر آمن. وأكد الرئيس الأفغاني أن الطريق مفتوح.");
        assert_eq!(rows[1].1, Sieve::NewSource);
    }

    #[test]
    fn an_official_is_not_the_journalist_who_spoke_before() {
        let rows = found("وقال مراسل الأفق سامر الحمداني إن الجسر آمن. وأكد المسؤول أن الطريق مفتوح.");
        assert_ne!(rows[0].0, rows[1].0);
    }

    #[test]
    fn the_same_body_is_the_one_that_spoke_and_not_one_of_that_description() {
        let rows = found(
            "وقالت وزارة النقل إن الجسر آمن. وقال الخبير سامر الحمداني إن الفحص انتهى. وأضافت الوزارة ذاتها أن الطريق مفتوح.",
        );
        assert_eq!(rows[0].0, rows[2].0);
    }

    #[test]
    fn a_short_name_learns_from_the_longer_one() {
        let rows = found("وقالت الحركة إن الجسر آمن. وأكدت الحركة المدنية أن الطريق مفتوح.");
        let expected = "الحركة المدنية";
        assert_eq!(rows[0].0, expected);
    }

    #[test]
    fn the_head_of_a_council_is_not_the_president_of_its_country() {
        let rows = found("وقال الرئيس الأمريكي إن الجسر آمن. وأكد رئيس مجلس النواب الأمريكي أن الطريق مفتوح.");
        assert_ne!(rows[0].0, rows[1].0);
    }

    #[test]
    fn offices_that_part_ways_are_two() {
        let rows = found(
            "وقال وزير الدولة لشؤون الأمن سامر الحمداني إن الجسر آمن. وأكد وزير الدولة لشؤون الهجرة أن الطريق مفتوح.",
        );
        assert_ne!(rows[0].0, rows[1].0);
        let rows = found(
            "وقال وزير الدولة لشؤون الأمن سامر الحمداني إن الجسر آمن. وأكد وزير الدولة لشؤون الأمن أن الطريق مفتوح.",
        );
        assert_eq!(rows[0].0, rows[1].0);
    }
}
