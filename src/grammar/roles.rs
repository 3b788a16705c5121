//! The word classes that the program itself asks for: the closed set of primitives behind the patterns.

use super::lexicon::ClassId;

/// Declares the roles; each has the number of its place in the list, whether a grammar fills it or not.
macro_rules! roles {
    ($($(#[$doc:meta])* $field:ident,)*) => {
        /// The word classes by the part they play.
        #[derive(Clone, Copy, Debug)]
        pub struct Roles { $($(#[$doc])* pub $field: ClassId,)* }

        #[allow(non_camel_case_types)] // the names of the classes
        enum Number { $($field,)* }

        /// The roles of every grammar, so that sets of them are constants.
        pub const ROLES: Roles = Roles { $($field: ClassId(Number::$field as u8),)* };

        impl Roles {
            /// The names of all roles, in the order of their numbers.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field),)*];
        }
    };
}

impl Roles {
    /// The class of that name.
    pub fn named(name: &str) -> Option<ClassId> {
        let is = |role: &&str| role.trim_start_matches("r#") == name;
        Self::NAMES.iter().position(is).map(|at| ClassId(at as u8))
    }
}

roles! {
    /// Commas and other marks that part clauses.
    comma,
    /// Colons.
    colon,
    /// Brackets and dashes that open an insert.
    bracket,
    /// Marks that end a sentence.
    stop,
    /// Complementisers that open a clause.
    that,
    /// Complementisers that carry the subject of their clause.
    that_it,
    /// Verbal nouns between a relayed source and what it said: "his saying".
    said,
    /// Words that resume a sentence after "according to": then, so.
    so,
    /// Through: the phrase before a deeper source.
    via,
    /// Words that carry a second frame: saying.
    saying,
    /// Relative pronouns.
    relative,
    /// Prepositions, all of them: a noun follows, never a verb.
    preposition,
    /// Words that begin an adverbial.
    adverbial,
    /// Adverbs of time and manner.
    time,
    /// Days of the week.
    weekday,
    /// Nouns that name where something was said.
    venue,
    /// In, at.
    r#in,
    /// With.
    with,
    /// To.
    to,
    /// By, joined.
    by,
    /// For, joined.
    r#for,
    /// From, of.
    from,
    /// On.
    on,
    /// About; also of the source of a relay.
    about,
    /// The like of, as.
    r#as,
    /// What, that which.
    what,
    /// In the name of.
    in_name_of,
    /// Nouns of acts that go on with `about` inside the name of a body: (the defence) of.
    about_noun,
    /// Forms of address for several people, which open a phrase of their own.
    addressees,
    /// Words that name the issuer of a text, before `about`: issued (by).
    issued,
    /// Verbs that name the issuer of a text right after them, with the pronoun of the text: that the ministry issued.
    issuing,
    /// Words that make an adjective of the word after them: non-, semi-.
    compound,
    /// Adjectives that say nothing without the preposition after them: near (to), affiliated (with).
    hanging,
    /// Places and groups that a politician stands for, after `about`: (the member for the) district.
    constituency,
    /// Offices that serve a person whom a joined preposition names.
    serving,
    /// Nouns that introduce a name.
    name_intro,
    /// Nouns that introduce the title of a work.
    work_intro,
    /// So-called.
    so_called,
    /// Heads of offices of a government, also where a parliament is named with them.
    minister,
    /// As for.
    topic,
    /// Ranks of armies and police before a name.
    rank,
    /// Forms of address before a name.
    honorific,
    /// Phrases that hand the word to another speaker.
    turn_marker,
    /// Those of them that name the one to whom it is handed: for his part.
    hand_over,
    /// The latter.
    latter,
    /// Not.
    negation,
    /// Openers of a clause that withholds a name.
    anonymity,
    /// Reasons for anonymity that are formulas.
    anonymity_formulaic,
    /// Because.
    because,
    /// Phrases that say that somebody did not comment.
    no_comment,
    /// Phrases that say that a claim could not be checked.
    verification,
    /// Phrases that mark a line as page furniture.
    furniture,
    /// Openers of a by-line.
    byline,
    /// Openers of a source line at the end.
    footer_source,
    /// Words of picture credits.
    credit,
    /// Auxiliary verbs before another verb.
    auxiliary,
    /// Personal pronouns.
    pronoun,
    /// Prepositions with a pronoun that takes up the relative word before: "to which".
    resumptive,
    /// Openers of the writer's own circumstance after a comma.
    aside,
    /// Phrases that close what is attributed, also without a comma: "in his words".
    tail,
    /// Words that open a clause of another.
    conjunction_clause,
    /// Connectives that, after a comma, join what somebody said to what was said before: where, as.
    joining,
    /// Words that open a clause beside another.
    coordinator,
    /// Or.
    or,
    /// Bare nouns that open the content of a reporting verb.
    content_noun,
    /// Words that begin with the letters of `by` but are no preposition.
    not_by,
    /// Words that begin with the letters of `for` but are no preposition.
    not_for,
    /// Words that end as adverbs do and are none.
    not_adverb,
    /// Given names.
    first_name,
    /// Family names that look as if a joined preposition began them.
    family_name,
    /// Particles that open or join the parts of a name.
    name_particle,
    /// Words that open a clause or circumstance after a noun phrase that is content.
    sequel,
    /// Participles that name where an outlet has it from.
    citing,
    /// Words that end a name and belong to it.
    name_closing,
    /// Words that no name goes on with, though they look like a family name: recent, former, born.
    not_name,
    /// Phrases of what may be, before a clause: it is expected that.
    irrealis,
    /// Words that take up a whole clause: which, a fact that.
    matter,
    /// Families and relatives, after whose bare noun the name is that of another.
    kin,
    /// Other, another: a new source.
    other,
    /// The same, the said: the source before.
    same,
    /// Words of quantity that leave nobody out: all, every.
    all,
    /// One of several: it makes a singular of the plural after it.
    one,
    /// One of them, some of them.
    one_of,
    /// Demonstratives.
    demonstrative,
    /// Words of quantity before a source noun.
    quantity,
    /// Articles, possessives and other words that open a noun phrase.
    determiner,
    /// Those of them that take up something said before.
    definite,
    /// Words that show that a man is meant.
    masculine,
    /// Words that show that a woman is meant.
    feminine,
    /// Pronouns that mean several.
    several,
    /// Pronouns that are a subject and a whole noun phrase.
    nominative,
    /// Pronouns in the singular, among those that are a subject.
    singular,
    /// Pronouns that are whom a verb is directed at.
    objective,
    /// Possessive pronouns.
    possessive,
    /// Forms of the verb that makes a participle passive or goes on with a predicate.
    copula,
    /// Verbs whose infinitive is the act itself: went on to say.
    control,
    /// Finite verbs that report nothing.
    verb,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_the_number_of_its_name() {
        assert_eq!(Roles::named("comma"), Some(ROLES.comma));
        assert_eq!(Roles::named("in"), Some(ROLES.r#in));
        assert_eq!(Roles::named("verb").map(|class| class.0 as usize), Some(Roles::NAMES.len() - 1));
        assert_eq!(Roles::named("month_1"), None);
    }
}
