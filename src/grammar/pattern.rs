//! Patterns, frames and guards, compiled: names of classes and frames resolved, split at the cue.

use smallvec::SmallVec;

use super::lexicon::{ClassId, ClassSet};
use super::notation::{Element, Kind, Slot};
use super::opener::Openers;
use super::roles::ROLES;
use super::terms::CueForm;

/// One element of a compiled pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it matches.
    pub kind: StepKind,
    /// Whether it may be missing.
    pub optional: bool,
    /// Whether it is only looked at.
    pub ahead: bool,
}

/// The steps of a pattern or frame on one side of the cue: few have more than there is room for.
pub type Steps = SmallVec<[Step; 4]>;

/// What a [`Step`] matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A gap.
    Slot(Slot),
    /// An insert.
    Insert,
    /// A word of a class.
    Class(ClassId),
}

/// Which cues a pattern is tried at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueFilter {
    /// The frame that the lemma must list.
    pub frame: Option<FrameId>,
    /// The form the cue must be in.
    pub form: FormFilter,
}

/// The forms that a pattern asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormFilter {
    /// Any form.
    #[default]
    Any,
    /// A finite verb with a possible subject.
    Verb,
    /// A form that shows that the agent is missing.
    Passive,
    /// An infinitive.
    Infinitive,
    /// A participle.
    Participle,
    /// A verbal noun.
    Noun,
    /// A fixed phrase.
    Fixed,
}

impl FormFilter {
    /// The names in the notation.
    pub const NAMES: [&'static str; 6] = ["verb", "passive", "infinitive", "participle", "noun", "fixed"];

    /// The filter of that name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "verb" => Self::Verb,
            "passive" => Self::Passive,
            "infinitive" => Self::Infinitive,
            "participle" => Self::Participle,
            "noun" => Self::Noun,
            "fixed" => Self::Fixed,
            _ => return None,
        })
    }

    /// Whether a cue in that form is tried.
    pub fn takes(self, form: CueForm) -> bool {
        match self {
            Self::Any => true,
            Self::Verb => form.is_finite() && form != CueForm::Passive,
            Self::Passive => form == CueForm::Passive,
            Self::Infinitive => form == CueForm::Infinitive,
            Self::Participle => form == CueForm::Participle,
            Self::Noun => form == CueForm::Noun,
            Self::Fixed => form == CueForm::Fixed,
        }
    }
}

/// A condition on a pattern beside its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// None.
    #[default]
    Anywhere,
    /// It is tried in headlines only.
    Headline,
    /// Its source must be one by a noun, a name or the registry.
    KnownSource,
}

impl Only {
    /// The names in a grammar file.
    pub const NAMES: [&'static str; 2] = ["headline", "known-source"];

    /// The condition of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "headline" => Some(Self::Headline),
            "known-source" => Some(Self::KnownSource),
            _ => None,
        }
    }
}

/// The number of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FrameId(pub u8);

/// What a lemma may govern.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its name, `to-that`.
    pub name: String,
    /// The ways in which it is written.
    pub lines: Vec<Line>,
    /// Whether it stands right after the cue or its subject only, after frames with a marker were tried.
    pub near: bool,
    /// Whether it has a marker that can be far away: a complementiser, a quotation.
    pub strong: bool,
    /// Whether it may name whom or what the act is directed at.
    pub directed: bool,
    /// Whether it may stand without a marker: what the verb governs follows it as it is.
    pub bare: bool,
    /// Whether a quotation is part of it.
    pub quotes: bool,
    /// Whether it may begin with a word or mark that shows where it starts.
    pub marked: bool,
    /// Texts that prove it.
    pub examples: Vec<Example>,
}

/// A way in which a frame is written.
#[derive(Clone, Debug)]
pub struct Line {
    /// What follows the cue.
    pub steps: Steps,
    /// What these begin with.
    pub(super) openers: Openers,
    /// Classes without whose words they cannot fit.
    pub(super) needs: ClassSet,
    /// Whether it begins with a word or mark that shows where it starts.
    pub(super) marked: bool,
}

impl Line {
    fn new(steps: &[Step]) -> Self {
        let marked = is_marked(steps);
        Self { openers: Openers::of(steps), needs: needs(steps), steps: steps.into(), marked }
    }
}

/// Whether steps begin with a word or mark that shows where they start.
fn is_marked(steps: &[Step]) -> bool {
    steps.first().is_some_and(|step| step.kind != StepKind::Slot(Slot::Content))
}

/// The classes of the words that must stand somewhere if these steps fit.
pub(super) fn needs(steps: &[Step]) -> ClassSet {
    let mut classes = ClassSet::default();
    for step in steps.iter().filter(|step| !step.optional) {
        if let StepKind::Class(class) = step.kind {
            classes.insert(class);
        }
    }
    classes
}

impl Frame {
    pub(super) fn new(name: String, lines: Vec<Vec<Step>>, near: bool, examples: Vec<Example>) -> Self {
        let quotation = |step: &Step| step.kind == StepKind::Slot(Slot::Quotation);
        let marker = |step: &Step| {
            let strong = |class| class == ROLES.that || class == ROLES.that_it || class == ROLES.colon;
            matches!(step.kind, StepKind::Class(class) if strong(class))
        };
        let target = |step: &Step| step.kind == StepKind::Slot(Slot::Target);
        let any = |of: &dyn Fn(&Vec<Step>) -> bool| lines.iter().any(of);
        Self {
            // A quotation in the middle is whom the act is directed at.
            strong: any(&|line| line.last().is_some_and(quotation) || line.iter().any(marker)),
            directed: any(&|line| line.first().is_some_and(target)),
            quotes: any(&|line| line.iter().any(quotation)),
            marked: any(&|line| is_marked(line)),
            bare: any(&|line| line.first().is_none_or(|step| step.kind == StepKind::Slot(Slot::Content))),
            name,
            near,
            examples,
            lines: lines.iter().map(|steps| Line::new(steps)).collect(),
        }
    }
}

/// A construction around a cue.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Its name in reports.
    pub id: String,
    /// The cues it is tried at.
    pub cue: CueFilter,
    /// What stands before the cue, nearest first.
    pub left: Steps,
    /// What stands after the cue.
    pub right: Steps,
    /// Where it is tried.
    pub only: Only,
    /// Texts that prove it.
    pub examples: Vec<Example>,
    /// Texts in which a guard must block it.
    pub counters: Vec<Counter>,
}

impl Pattern {
    /// What stands before the source, nearest first, where that is right before the cue.
    pub(super) fn beyond(&self) -> Option<&[Step]> {
        let source = |step: &Step| step.kind == StepKind::Slot(Slot::Source) && !step.optional;
        self.left.split_first().filter(|(nearest, _)| source(nearest)).map(|(_, rest)| rest)
    }
}

/// A veto: where it matches, the cue that it touches is none.
#[derive(Clone, Debug)]
pub struct Guard {
    /// Its name.
    pub id: String,
    /// The cues it may block.
    pub cue: CueFilter,
    /// What stands before the cue, nearest first.
    pub left: Vec<Step>,
    /// What stands after the cue.
    pub right: Vec<Step>,
    /// Whether the line names the cue; otherwise its one class must cover the cue's words.
    pub names_cue: bool,
}

/// A text with what must be found in it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The source as printed; empty where the subject is dropped.
    pub source: String,
    /// The cue.
    pub cue: String,
    /// The pieces of the content.
    pub content: Vec<String>,
    /// The relays as printed, nearest to the publisher first.
    pub relay: Vec<String>,
    /// Byte offset in the file.
    pub offset: usize,
}

/// A text in which nothing must be found, and the guard that sees to it.
#[derive(Clone, Debug)]
pub struct Counter {
    /// The sentence.
    pub text: String,
    /// The guard's id.
    pub guard: String,
    /// Byte offset in the file.
    pub offset: usize,
}

/// The names that a pattern's words are resolved by.
pub(super) struct Names<'a> {
    /// Word classes by name.
    pub classes: &'a [(String, ClassId)],
    /// Frames in the order of their numbers.
    pub frames: &'a [String],
}

/// A pattern's parts: what stands before the cue (nearest first), the cue if named, what stands after it.
pub(super) type Parts = (Vec<Step>, Option<CueFilter>, Vec<Step>);

/// Compiles the elements of a line; faults are byte offset, kind of name and name.
pub(super) fn compile<'l>(
    elements: &[Element<'l>],
    names: &Names<'_>,
) -> Result<Parts, Vec<(usize, &'static str, &'l str)>> {
    let mut parts: Parts = (Vec::new(), None, Vec::new());
    let mut faults = Vec::new();
    for element in elements {
        let step = |kind| Step { kind, optional: element.optional, ahead: element.ahead };
        let kind = match element.kind {
            Kind::Cue { frame, form } => {
                let mut filter = CueFilter::default();
                if let Some(name) = frame {
                    filter.frame = names.frames.iter().position(|known| known == name).map(|at| FrameId(at as u8));
                    if filter.frame.is_none() {
                        faults.push((element.offset, "frame", name));
                    }
                }
                if let Some(name) = form {
                    match FormFilter::named(name) {
                        Some(form) => filter.form = form,
                        None => faults.push((element.offset, "form", name)),
                    }
                }
                parts.1 = Some(filter);
                continue;
            }
            Kind::Slot(slot) => StepKind::Slot(slot),
            Kind::Insert => StepKind::Insert,
            Kind::Class(name) => match names.classes.iter().find(|(known, _)| known == name) {
                Some((_, class)) => StepKind::Class(*class),
                None => {
                    faults.push((element.offset, "word class", name));
                    continue;
                }
            },
        };
        if parts.1.is_none() { parts.0.push(step(kind)) } else { parts.2.push(step(kind)) }
    }
    parts.0.reverse();
    if faults.is_empty() { Ok(parts) } else { Err(faults) }
}
