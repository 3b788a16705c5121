//! Who the sources are: dropped subjects, words that take up an earlier source, chains, through the public door.
//! All texts and names are invented.

// A test that cannot go on stops; clippy knows tests by their attribute only, not their functions.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::Record;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

fn records(text: &str) -> Vec<Record> {
    let article = Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() };
    ANALYZER.analyze(article).findings().records()
}

/// The chain of every record, from the publisher's side.
fn chains(text: &str) -> Vec<String> {
    let names = |record: &Record| record.chain.iter().map(|link| link.name.as_str()).collect::<Vec<_>>().join(" > ");
    records(text).iter().map(names).collect()
}

#[test]
fn a_participle_takes_the_subject_of_its_verb() {
    let found = chains(
        "وقال المدير زياد النجار إن الفحص انتهى. وقال وزير النقل سامر الحمداني إن الجسر آمن، مؤكداً أن الطريق مفتوح.",
    );
    let expected = ["زياد النجار", "سامر الحمداني", "سامر الحمداني"];
    assert_eq!(found, expected);
}

#[test]
fn a_dropped_feminine_subject_skips_the_nearer_masculine_name() {
    let found = chains(
        "قالت مديرة المدرسة نورا الحداري إن الصفوف اكتملت. وقال المعلم سامر الحمداني إن الكتب وصلت. وأضافت أن الدوام يبدأ الأحد.",
    );
    let expected = ["نورا الحداري", "سامر الحمداني", "نورا الحداري"];
    assert_eq!(found, expected);
}

#[test]
fn a_dropped_masculine_subject_skips_the_nearer_feminine_name() {
    let found = chains(
        "وقال المدير زياد النجار إن الفحص انتهى. وقالت المديرة نورا الحداري إن الصفوف اكتملت. وأضاف أن الدوام يبدأ.",
    );
    let expected = ["زياد النجار", "نورا الحداري", "زياد النجار"];
    assert_eq!(found, expected);
}

#[test]
fn a_plural_verb_takes_the_people_who_spoke() {
    let found = chains("وقال مسؤولون إن القرار صدر. وقال المدير زياد النجار إن الفحص انتهى. وأضافوا أن التنفيذ بدأ.");
    let expected = ["مسؤولون", "زياد النجار", "مسؤولون"];
    assert_eq!(found, expected);
}

#[test]
fn a_feminine_singular_takes_a_plural_of_things() {
    let found = chains("وقالت مصادر عسكرية إن الطريق مغلق. وأضافت أن الحاجز باق.");
    let expected = ["مصادر عسكرية", "مصادر عسكرية"];
    assert_eq!(found, expected);
}

#[test]
fn a_name_inside_content_is_no_speaker() {
    let found = chains("وقالت مديرة المدرسة نورا الحداري إن المعلمة هدى النجار وصلت. وأضافت أن الدوام يبدأ الأحد.");
    let expected = ["نورا الحداري", "نورا الحداري"];
    assert_eq!(found, expected);
}

#[test]
fn the_sources_inherit_their_relay() {
    let found = chains("نقلت وكالة المرفأ عن مصادر عسكرية قولها إن السفينة غادرت.\nوأضافت المصادر أن الميناء مغلق.");
    let expected = ["وكالة المرفأ > مصادر عسكرية", "وكالة المرفأ > مصادر عسكرية"];
    assert_eq!(found, expected);
}

#[test]
fn a_dropped_subject_inherits_the_relay_in_its_line() {
    let found = chains("وقال مصدر أمني لوكالة المرفأ إن الطريق مغلق. وأشار إلى أن الحاجز باق.");
    let expected = ["وكالة المرفأ > مصدر أمني", "وكالة المرفأ > مصدر أمني"];
    assert_eq!(found, expected);
}

#[test]
fn a_named_person_does_not_take_the_relay_to_the_next_line() {
    let found =
        chains("نقلت وكالة المرفأ عن المختار سامر الحمداني قوله إن الماء وصل.\nوأضاف الحمداني أن الطريق مفتوح.");
    let expected = ["وكالة المرفأ > سامر الحمداني", "سامر الحمداني"];
    assert_eq!(found, expected);
}

#[test]
fn a_relay_does_not_pass_to_another_speaker() {
    let found = chains("نقلت وكالة المرفأ عن مصدر أمني قوله إن الطريق مغلق. وقال مصدر آخر إن الطريق مفتوح.");
    let expected = ["وكالة المرفأ > مصدر أمني", "مصدر آخر"];
    assert_eq!(found, expected);
}

#[test]
fn a_turn_marker_opens_a_new_speaker() {
    let found = chains("وقالت وزارة الصحة إن المشفى جاهز. من جهته، قال المدير زياد النجار إن الأطباء وصلوا.");
    let expected = ["وزارة الصحة", "زياد النجار"];
    assert_eq!(found, expected);
}

#[test]
fn a_carried_over_relay_says_that_it_is() {
    let found = records("وقال مصدر أمني لوكالة المرفأ إن الطريق مغلق. وأشار إلى أن الحاجز باق.");
    assert!(!found[0].flags.contains(&"relay_inherited"));
    assert!(found[1].flags.contains(&"relay_inherited"));
    assert_eq!(found[1].sieve, "last_speaker");
}

#[test]
fn nobody_answers_for_a_first_dropped_subject() {
    let found = records("وأضاف أن الجسر آمن تماماً.");
    assert_eq!(found.len(), 1);
    assert!(found[0].chain.is_empty() && found[0].source.is_empty());
    assert_eq!(found[0].sieve, "unresolved");
}

#[test]
fn the_last_link_is_the_origin() {
    let found = records("ونقلت رويترز عن مسؤولين قولهم إن السفينة غادرت.");
    let roles: Vec<_> =
        found[0].chain.iter().map(|link| (link.role, link.kind.name(), link.canonical.as_str())).collect();
    assert_eq!(roles, [("relay", "news_agency", "Reuters"), ("origin", "anonymous_official", "")]);
    assert_eq!(found[0].source_type.name(), "anonymous_official");
}
