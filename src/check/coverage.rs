//! What nothing exercises: entries of a grammar that no example, or nothing at all, uses.

use super::Finding;
use crate::grammar::Grammar;
use crate::grammar::lexicon::ClassId;
use crate::grammar::pattern::{FrameId, Pattern, Step, StepKind};
use crate::grammar::roles::Roles;

/// The entries that nothing exercises, in the order of the file; `findings` are those of all examples.
pub(super) fn unexercised<'f>(grammar: &Grammar, findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
    let mut patterns = vec![false; grammar.rules.patterns.len()];
    let mut frames = vec![false; grammar.rules.frames.len()];
    for finding in findings {
        patterns[finding.pattern] = true;
        // A frame without a line is used where a pattern asks for it.
        let asked = grammar.rules.patterns[finding.pattern].cue.frame;
        for frame in finding.frame.into_iter().chain(asked) {
            frames[frame.0 as usize] = true;
        }
    }
    let mut entries = idle_classes(grammar);
    for (number, frame) in grammar.rules.frames.iter().enumerate() {
        if !grammar.cues.iter().any(|cue| cue.frames.contains(&FrameId(number as u8))) {
            entries.push(format!("frame `{}`: no lemma lists it", frame.name));
        } else if !frames[number] {
            entries.push(format!("frame `{}`: no example uses it", frame.name));
        }
    }
    let counters = || grammar.rules.patterns.iter().flat_map(|pattern| &pattern.counters);
    let idle = grammar.rules.guards.iter().filter(|guard| !counters().any(|counter| counter.guard == guard.id));
    entries.extend(idle.map(|guard| format!("guard `{}`: no counter-example names it", guard.id)));
    let mut number = 0;
    for lines in grammar.rules.patterns.chunk_by(|a, b| a.id == b.id) {
        entries.extend(idle_lines(lines, &patterns[number..]));
        number += lines.len();
    }
    entries
}

/// The lines of one pattern that no example uses.
fn idle_lines(lines: &[Pattern], used: &[bool]) -> Vec<String> {
    let idle = lines.iter().zip(used).enumerate().filter(|(_, (_, used))| !**used);
    let name = |(at, (pattern, _)): (usize, (&Pattern, &bool))| match lines.len() {
        1 => format!("pattern `{}`: no example uses it", pattern.id),
        _ => format!("pattern `{}`, line {}: no example uses it", pattern.id, at + 1),
    };
    idle.map(name).collect()
}

/// The word classes that neither a rule nor the program nor the language section asks for.
fn idle_classes(grammar: &Grammar) -> Vec<String> {
    let rules = &grammar.rules;
    let patterns = rules.patterns.iter().flat_map(|pattern| pattern.left.iter().chain(&pattern.right));
    let guards = rules.guards.iter().flat_map(|guard| guard.left.iter().chain(&guard.right));
    let frames = rules.frames.iter().flat_map(|frame| frame.lines.iter().flat_map(|line| &line.steps));
    let class = |step: &Step| match step.kind {
        StepKind::Class(class) => Some(class),
        _ => None,
    };
    let named: Vec<ClassId> = patterns.chain(guards).chain(frames).filter_map(class).collect();
    let asked = |name: &str| Roles::named(name).is_some() || grammar.language.months.iter().any(|month| month == name);
    let idle = grammar.classes.iter().filter(|(name, class)| !named.contains(class) && !asked(name));
    idle.map(|(name, _)| format!("word class `{name}`: no rule names it, and the program asks for none of that name"))
        .collect()
}
