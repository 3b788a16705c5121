//! The closed lists of the report's schema: types of source, stances, agreement. Names as the report prints them.

use crate::label::{Label, label};

/// Declares an enum whose values have a printed name, with the way back from the name.
macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in the schema's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in the report.
            pub fn name(self) -> &'static str {
                self.label().text()
            }

            /// The name as a label.
            #[inline]
            pub fn label(self) -> &'static $crate::label::Label {
                match self { $(Self::$variant => $crate::label::label!($text),)* }
            }

            /// The value of that name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

pub(super) use terms;

terms! {
    /// What kind of actor a source is.
    SourceType {
        /// A news agency.
        NewsAgency = "news_agency",
        /// A television or radio station, or a network of them.
        Broadcaster = "broadcaster",
        /// A newspaper or magazine.
        Newspaper = "newspaper",
        /// A news site.
        Website = "website",
        /// A social platform.
        SocialMedia = "social_media",
        /// Media that are not named.
        MediaUnspecified = "media_unspecified",
        /// A head of state's office or a royal court.
        Presidency = "presidency",
        /// A government or a state spoken of as one.
        Government = "government",
        /// A ministry.
        Ministry = "ministry",
        /// Armies, police, intelligence.
        MilitarySecurity = "military_security",
        /// A parliament.
        Parliament = "parliament",
        /// Courts and prosecutors.
        Judiciary = "judiciary",
        /// An embassy or mission.
        DiplomaticMission = "diplomatic_mission",
        /// A governorate, a municipality.
        LocalAuthority = "local_authority",
        /// Another body of the state.
        StateBody = "state_body",
        /// A person who holds an office.
        PersonOfficial = "person_official",
        /// A person who speaks for a body.
        PersonSpokesperson = "person_spokesperson",
        /// A member of parliament, a party leader.
        PersonPolitician = "person_politician",
        /// A person heard for what they know.
        PersonExpert = "person_expert",
        /// An activist.
        PersonActivist = "person_activist",
        /// A person who saw it.
        PersonWitness = "person_witness",
        /// A private person.
        PersonPrivate = "person_private",
        /// A journalist.
        PersonJournalist = "person_journalist",
        /// A body of several states.
        InternationalOrg = "international_org",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A party, movement or armed faction.
        PartyFaction = "party_faction",
        /// A company.
        Company = "company",
        /// A university, a research centre.
        AcademicResearch = "academic_research",
        /// A hospital, a health body.
        HealthBody = "health_body",
        /// A religious body.
        ReligiousBody = "religious_body",
        /// A text: statement, report, study.
        Document = "document",
        /// An official who is not named.
        AnonymousOfficial = "anonymous_official",
        /// Sources that are not named.
        AnonymousSources = "anonymous_sources",
        /// A vague group: observers, circles.
        AnonymousGroup = "anonymous_group",
        /// Not known.
        #[default]
        Unknown = "unknown",
    }
}

impl SourceType {
    /// Whether it is a media organisation (practice: MEDIA).
    pub fn is_media(self) -> bool {
        self <= Self::MediaUnspecified
    }

    /// Whether it is a person.
    pub fn is_person(self) -> bool {
        (Self::PersonOfficial..=Self::PersonJournalist).contains(&self)
    }

    /// Whether it is a person, or an official who is not named here.
    pub fn may_be_person(self) -> bool {
        self.is_person() || self == Self::AnonymousOfficial
    }

    /// What a named person is who belongs to such a body; a type of person is itself.
    pub fn member(self) -> Self {
        match self {
            Self::PartyFaction | Self::Parliament => Self::PersonPolitician,
            Self::AcademicResearch | Self::HealthBody => Self::PersonExpert,
            Self::Ngo => Self::PersonActivist,
            Self::Document => Self::Unknown,
            kind if kind.is_media() => Self::PersonJournalist,
            kind if kind.is_person() => kind,
            kind if kind.is_official() || matches!(kind, Self::InternationalOrg | Self::Company) => {
                Self::PersonOfficial
            }
            _ => Self::Unknown,
        }
    }

    /// Whether it is one of the unnamed types (practice: UNNAMED).
    pub fn is_unnamed(self) -> bool {
        (Self::AnonymousOfficial..=Self::AnonymousGroup).contains(&self)
    }

    /// Whether it speaks for a state body (practice: OFFICIAL).
    pub fn is_official(self) -> bool {
        (Self::Presidency..=Self::StateBody).contains(&self)
            || matches!(self, Self::PersonOfficial | Self::PersonSpokesperson | Self::AnonymousOfficial)
    }

    /// The same in the words of the report; of a text or of sources that are not described it is not known.
    pub fn official(self) -> &'static Label {
        match self {
            Self::Unknown | Self::AnonymousSources | Self::Document => label!("unknown"),
            kind if kind.is_official() => label!("yes"),
            _ => label!("no"),
        }
    }
}

terms! {
    /// What a cue does to the claim, as the reader sees it.
    Stance {
        /// Acknowledges.
        #[default]
        Neutral = "neutral",
        /// The speaker insists.
        Emphatic = "emphatic",
        /// The writer presents the content as true.
        Factive = "factive",
        /// The writer keeps away.
        Distancing = "distancing",
        /// A damaging admission.
        Concessive = "concessive",
        /// The content is denied or rejected.
        Negative = "negative",
        /// An estimate, a belief, a hint.
        Hedged = "hedged",
        /// Asks for action.
        Directive = "directive",
        /// Promises or threatens.
        Commissive = "commissive",
        /// A feeling or judgement.
        Expressive = "expressive",
        /// A topic without a message.
        None = "none",
    }
}

impl Stance {
    /// The same as a cell, which is blank where there is none.
    pub fn cell(self) -> &'static Label {
        if self == Self::None { label!("") } else { self.label() }
    }
}

terms! {
    /// What somebody does by what is attributed.
    Act {
        /// Says or writes something, in whatever way.
        #[default]
        Speech = "speech",
        /// Believes, fears, supports: an attitude that need not have been told.
        Belief = "belief",
        /// Wants, plans, decides.
        Intention = "intention",
    }
}

terms! {
    /// The form in which a cue stands.
    CueForm {
        /// A finite verb in the past.
        Perfect = "perfect",
        /// A finite verb in the present.
        Imperfect = "imperfect",
        /// A shortened finite form.
        Jussive = "jussive",
        /// A form whose spelling shows that the agent is not named.
        Passive = "passive",
        /// An infinitive that depends on another verb.
        Infinitive = "infinitive",
        /// A participle that depends on another verb.
        Participle = "participle",
        /// A verbal noun.
        Noun = "noun",
        /// A fixed phrase.
        #[default]
        Fixed = "fixed",
    }
}

impl CueForm {
    /// Whether the form can carry a clause of its own.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Perfect | Self::Imperfect | Self::Jussive | Self::Passive)
    }
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
}

/// What a form says about its subject; `None` where it does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Agreement {
    /// First, second or third person.
    pub person: Option<u8>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Option<Number>,
}

impl Agreement {
    /// Reads a tag such as `3fs` or `mp`.
    pub fn named(tag: &str) -> Option<Self> {
        let mut agreement = Self::default();
        for c in tag.chars() {
            match c {
                '1'..='3' => agreement.person = c.to_digit(10).map(|person| person as u8),
                'm' => agreement.gender = Some(Gender::Masculine),
                'f' => agreement.gender = Some(Gender::Feminine),
                's' => agreement.number = Some(Number::Singular),
                'd' => agreement.number = Some(Number::Dual),
                'p' => agreement.number = Some(Number::Plural),
                _ => return None,
            }
        }
        (!tag.is_empty()).then_some(agreement)
    }

    /// Whether nothing in the two speaks against one subject.
    pub fn fits(self, other: Self) -> bool {
        fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            }
        }
        agree(self.gender, other.gender) && agree(self.number, other.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        for kind in SourceType::ALL {
            assert_eq!(SourceType::named(kind.name()), Some(*kind));
        }
        assert_eq!(Stance::named("emphatic"), Some(Stance::Emphatic));
        assert_eq!(SourceType::named("minister"), None);
    }

    #[test]
    fn the_groups_of_types_are_those_of_the_schema() {
        assert!(SourceType::Website.is_media() && !SourceType::Presidency.is_media());
        assert!(SourceType::AnonymousGroup.is_unnamed() && !SourceType::Document.is_unnamed());
        assert!(SourceType::StateBody.is_official() && !SourceType::PersonPolitician.is_official());
    }

    #[test]
    fn agreement_fits_where_it_is_silent() {
        let feminine = Agreement::named("3fs").unwrap();
        assert!(feminine.fits(Agreement::named("fs").unwrap()));
        assert!(feminine.fits(Agreement::default()));
        assert!(!feminine.fits(Agreement::named("ms").unwrap()));
        assert_eq!(Agreement::named("x"), None);
    }
}
