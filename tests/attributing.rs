//! What is attributed to whom beside the cue: patterns, noun phrases, guards, through the public door.
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

/// The pieces of a text at places in code points.
fn pieces(text: &str, places: &[[usize; 2]]) -> String {
    let piece = |[start, end]: &[usize; 2]| text.chars().skip(*start).take(end - start).collect::<String>();
    places.iter().map(piece).collect::<Vec<_>>().join(" | ")
}

/// Source, cue and content of every record.
fn parts(text: &str) -> Vec<[String; 3]> {
    let parts = |record: Record| [record.source, record.cue, record.content].map(|places| pieces(text, &places));
    records(text).into_iter().map(parts).collect()
}

#[test]
fn a_verb_takes_the_subject_after_it() {
    let found = parts("وقال وزير النقل سامر الحمداني إن الجسر آمن.");
    let expected = ["وزير النقل سامر الحمداني", "قال", "الجسر آمن"];
    assert_eq!(found, [expected]);
}

#[test]
fn an_apposition_between_commas_belongs_to_the_source() {
    let found = parts("وقال سامر عيد، وزير الصحة، إن المشفى جاهز.");
    let expected = ["سامر عيد، وزير الصحة", "قال", "المشفى جاهز"];
    assert_eq!(found, [expected]);
}

#[test]
fn an_insert_between_subject_and_complementiser_is_passed_over() {
    let found = parts("وقال الوزير سامر الحمداني، ردا على سؤال، إن الجسر آمن.");
    let expected = ["الوزير سامر الحمداني", "قال", "الجسر آمن"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_preposition_that_the_cue_governs_is_no_content() {
    let found = parts("وحذر الأطباء من أن المخزون يكفي أسبوعين فقط.");
    let expected = ["الأطباء", "حذر", "المخزون يكفي أسبوعين فقط"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_message_in_a_noun_phrase_is_content() {
    let found = parts("وأعربت النقابة عن قلقها من تأخر الرواتب.");
    let expected = ["النقابة", "أعربت", "قلقها من تأخر الرواتب"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_source_stands_after_according_to() {
    let found = parts("وبحسب ناطق باسم الدفاع المدني، فإن الحريق أُخمد فجراً.");
    let expected = ["ناطق باسم الدفاع المدني", "بحسب", "الحريق أُخمد فجراً"];
    assert_eq!(found, [expected]);
}

#[test]
fn the_inner_source_of_a_relay_is_the_source() {
    let found = parts("نقلت وكالة المرفأ عن مصادر عسكرية قولها إن السفينة غادرت.");
    let expected = ["مصادر عسكرية", "نقلت", "السفينة غادرت"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_headline_colon_is_a_cue() {
    let found = parts("وزير النقل: الجسر آمن ولا زيادة في الرسوم\n\nعاد القطار إلى محطة الشمال بعد عامين.");
    let expected = ["وزير النقل", ":", "الجسر آمن ولا زيادة في الرسوم"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_quotation_before_its_cue_is_content() {
    let found = parts("«نريد الماء الآن»، قال المختار سامر الحمداني.");
    let expected = ["المختار سامر الحمداني", "قال", "نريد الماء الآن"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_carrier_of_a_second_frame_is_no_row_of_its_own() {
    let found = parts("وتابعت المديرة قائلةً إن العدد أكبر مما توقعنا.");
    let expected = ["المديرة", "تابعت", "العدد أكبر مما توقعنا"];
    assert_eq!(found, [expected]);
}

#[test]
fn a_place_before_a_headline_colon_is_no_source() {
    let texts = ["حلب: انقطاع المياه عن الأحياء\n\nعاد القطار إلى محطة الشمال بعد عامين."];
    for text in texts {
        assert_eq!(parts(text), [[""; 3]; 0], "{text}");
    }
}

#[test]
fn what_is_not_said_makes_no_row() {
    let texts = ["لم يقل الوزير إن الجسر آمن.", "رفض الوزير سامر الحمداني التعليق على الخبر."];
    for text in texts {
        assert_eq!(parts(text), [[""; 3]; 0], "{text}");
    }
}

#[test]
fn deeds_and_background_make_no_row() {
    let texts = ["وأقر البرلمان قانون الموازنة.", "تابع الأهالي أعمال الترميم من قرب.", "يذكر أن في البلاد جسوراً كثيرة."];
    for text in texts {
        assert_eq!(parts(text), [[""; 3]; 0], "{text}");
    }
}

#[test]
fn a_denial_is_a_row_that_says_so() {
    let found = records("نفت الشركة أن تكون قد تلقت أي إنذار.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].stance.name(), "negative");
}

#[test]
fn a_word_that_the_third_pattern_before_took_is_no_cue() {
    let found = parts("chanting pitcher forecast according to they been advocating Oakford, authenticating letters");
    let cues: Vec<&str> = found.iter().map(|[_, cue, _]| cue.as_str()).collect();
    assert_eq!(cues, ["according to", "advocating"]);
}
