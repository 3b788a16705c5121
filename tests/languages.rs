//! Which language an article is in, and articles in several.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use sayso::analyzer::{Analysis, Analyzer};
use sayso::read::Article;
use sayso::read::layout::BlockRole;
use sayso::report::Row;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

const ARABIC: &str =
    "وقالت وزارة النقل إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع المقبل، وإن أعمال الصيانة في النفق لم تنته بعد.";
const ENGLISH: &str = "Transport Minister Ada Voss said that the pier would stay closed until the end of the week.";
const GERMAN: &str = "Die Ministerin sagte am Montag, der alte Hafen bleibe bis zum Ende der Woche geschlossen, weil die \
    Arbeiten an der Mauer länger dauern als geplant und das Wetter schlecht war.";

fn article(text: &str, language: &str) -> Article {
    let language = Some(language.to_owned()).filter(|tag| !tag.is_empty());
    Article { id: "a".to_owned(), text: text.to_owned(), language, ..Article::default() }
}

/// The tag of the grammar that is chosen, or that of the language without one after a `!`.
fn chosen(text: &str, language: &str) -> String {
    let article = article(text, language);
    match ANALYZER.choose(&article) {
        Ok(choice) => ANALYZER.analyze_as(article, &choice).grammar.language.tag.clone(),
        Err(none) => format!("!{}", none.tag),
    }
}

fn analyze(text: &str) -> Analysis<'static> {
    ANALYZER.analyze(article(text, ""))
}

#[test]
fn languages_that_share_letters_are_told_apart() {
    let texts = [
        ("ar", ARABIC),
        ("en", ENGLISH),
        ("!de", GERMAN),
        (
            "!fa",
            "وزیر راه و شهرسازی گفت که جاده ساحلی تا پایان هفته آینده به دلیل ادامه کارهای تعمیر پل چوبی بسته خواهد ماند.",
        ),
        ("!ur", "وزیر نقل و حمل نے کہا ہے کہ ساحلی سڑک مرمت کے کام کی وجہ سے اگلے ہفتے کے آخر تک بند رہے گی۔"),
        (
            "!ps",
            "د ترانسپورت وزیر وویل چې ساحلي سړک به د راتلونکې اوونۍ تر پایه پورې د ترمیم د کارونو له امله وتړل شي.",
        ),
        (
            "!ckb",
            "وەزیری گواستنەوە ڕایگەیاند کە ڕێگای کەناری دەریا تا کۆتایی هەفتەی داهاتوو بەهۆی چاککردنەوە داخراو دەبێت.",
        ),
        (
            "!fr",
            "La ministre a déclaré que la route côtière resterait fermée jusqu'à la fin de la semaine en raison des travaux.",
        ),
        (
            "!es",
            "La ministra dijo que la carretera de la costa seguirá cerrada hasta el final de la semana porque las obras en el túnel viejo todavía no han terminado.",
        ),
        (
            "!it",
            "La ministra ha detto che la strada costiera resterà chiusa fino alla fine della settimana per i lavori.",
        ),
        (
            "!nl",
            "De minister zei dat de weg langs de kust tot het einde van de week gesloten blijft omdat de werkzaamheden aan de oude tunnel nog niet klaar zijn.",
        ),
        (
            "!tr",
            "Bakan, sahil yolunun onarım çalışmaları nedeniyle gelecek haftanın sonuna kadar kapalı kalacağını söyledi.",
        ),
        (
            "!ru",
            "Министр сообщила, что прибрежная дорога останется закрытой до конца следующей недели из-за ремонтных работ.",
        ),
        (
            "!uk",
            "Міністерка повідомила, що прибережна дорога залишиться закритою до кінця наступного тижня через ремонтні роботи.",
        ),
        ("!he", "השרה אמרה כי כביש החוף יישאר סגור עד סוף השבוע הבא בגלל עבודות התחזוקה במנהרה הישנה שליד הנמל."),
        ("!zh", "部长表示，由于隧道维修工程尚未完成，沿海公路将一直关闭到下周末。"),
        ("!el", "Η υπουργός είπε ότι ο παραλιακός δρόμος θα μείνει κλειστός."),
    ];
    let wrong: Vec<_> =
        texts.iter().map(|(tag, text)| (*tag, chosen(text, ""))).filter(|(tag, found)| tag != found).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_short_text_is_read_by_its_letters_and_one_without_letters_by_the_first_grammar() {
    assert_eq!(chosen("وزير يفتتح الجسر", ""), "ar");
    assert_eq!(chosen("Minister opens bridge", ""), "en");
    for nothing in ["", "12 …", "«»\n\n", "Ω"] {
        assert_eq!(chosen(nothing, ""), "ar", "{nothing:?}");
    }
}

#[test]
fn a_few_common_words_tell_a_language_that_no_grammar_reads() {
    let texts = [
        ("!fr", "Elle était très contente."),
        ("!es", "Pero ella no dijo nada hasta ahora."),
        ("!de", "Sie sind aber noch nicht da."),
        ("!nl", "Maar hij heeft het niet gezegd."),
        ("!tr", "Ama bu daha güzel, çok güzel."),
        ("en", "The duo of Les Deux Rives played Una Tarde in Norwick."),
    ];
    for (tag, text) in texts {
        assert_eq!(chosen(text, ""), tag, "{text}");
    }
}

#[test]
fn a_quotation_in_a_language_that_no_grammar_reads_does_not_hide_its_speaker() {
    let quoted = "\"Nous avons une très grande équipe,\" said Ada Voss, the coach.";
    assert_eq!(analyze(&format!("{ENGLISH}\n{ENGLISH}\n{quoted}")).findings().rows().len(), 3);
}

#[test]
fn a_grammar_without_common_words_is_told_by_those_that_are_known_of_its_language() {
    let own = r#"[language]
        tag = "fr-CA"
        name = "français"
        letters = "a-z"
    "#;
    let grammars = sayso::grammar::builtin::GRAMMARS.into_iter().chain([("fr.toml", own)]);
    let analyzer = Analyzer::with(grammars, sayso::grammar::builtin::SOURCES).unwrap();
    let choice = analyzer.choose(&article("Elle était très contente.", "")).unwrap();
    let analysis = analyzer.analyze_as(article("", ""), &choice);
    assert_eq!(analysis.grammar.language.tag, "fr-CA");
}

#[test]
fn letters_that_no_grammar_has_are_in_no_known_language() {
    assert_eq!(chosen("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏬᏂᏍᎬ ᎾᏍᎩ ᎤᎾᏙᏢᏅᎢ ᏗᎦᏚᎲᎢ", ""), "!und");
}

#[test]
fn what_the_article_says_counts_where_its_text_leaves_a_doubt() {
    assert_eq!(chosen("Minister opens bridge", "de"), "!de");
    assert_eq!(chosen("Minister opens bridge", "en-GB"), "en");
    // A grammar for these letters there is, but not the one that is asked for.
    assert_eq!(chosen("وزير يفتتح الجسر", "en"), "ar");
    for no_language in ["und", "Arabic", "-"] {
        assert_eq!(chosen("وزير يفتتح الجسر", no_language), "ar");
    }
}

#[test]
fn the_text_goes_before_what_the_article_says() {
    assert_eq!([chosen(ARABIC, "en"), chosen(ENGLISH, "ar"), chosen(ENGLISH, "fr")], ["ar", "en", "en"]);
    assert_eq!(chosen(GERMAN, "en"), "!de");
    let choice = ANALYZER.choose(&article(ENGLISH, "fr")).unwrap();
    assert_eq!(choice.contradicted.unwrap().to_string().matches('`').count(), 4);
    assert_eq!(ANALYZER.choose(&article(ENGLISH, "eng")).unwrap().contradicted, None);
}

#[test]
fn what_the_user_says_goes_before_everything() {
    let choice = ANALYZER.given("en").unwrap();
    let text = format!("{ARABIC}\n{ENGLISH}\n{ARABIC}\n{ARABIC}");
    let analysis = ANALYZER.analyze_as(article(&text, "ar"), &choice);
    assert_eq!((analysis.grammar.language.tag.as_str(), analysis.others.len()), ("en", 0));
    assert_eq!(ANALYZER.given("fr").unwrap_err().known, ["ar", "en"]);
}

#[test]
fn a_language_without_common_words_in_its_grammar_is_read_all_the_same() {
    let (path, text) = sayso::grammar::builtin::GRAMMARS[1];
    let start = text.find("common = ").unwrap();
    let end = start + text[start..].find("fold = ").unwrap();
    let own = format!("{}{}", &text[..start], &text[end..]);
    let analyzer = Analyzer::with([(path, own.as_str())], sayso::grammar::builtin::SOURCES).unwrap();
    assert_eq!(analyzer.analyze(article(&format!("{ENGLISH}\n{GERMAN}"), "")).findings().rows().len(), 1);
}

/// An Arabic article with a paragraph in English, one in German, and one in Arabic after them.
fn mixed() -> String {
    let first = "البلدية تغلق الطريق الساحلي\nضفاف - محليات الأحد 2024/03/17";
    let last = "وأكد المحافظ سامر الحمداني أن الطريق آمن. ولم يصب أحد بأذى في الحادث.";
    format!("{first}\n{ARABIC}\n{ENGLISH}\n{GERMAN}\n{last}\n")
}

fn places<'r>(rows: &'r [Row<'_>]) -> Vec<(&'r str, Option<usize>, Option<usize>, &'r str)> {
    rows.iter().map(|row| (&*row.attribution_id, row.paragraph, row.sentence, &*row.flags)).collect()
}

#[test]
fn each_paragraph_is_read_in_its_language_and_rows_stand_in_text_order() {
    let text = mixed();
    let analysis = analyze(&text);
    let rows = analysis.findings().rows();
    let expected = [
        ("a#001", Some(1), Some(1), ""),
        ("a#002", Some(2), Some(2), "other_language"),
        ("a#003", Some(3), Some(3), ""),
    ];
    assert_eq!(places(&rows), expected);
    let chars: Vec<char> = text.chars().collect();
    for (row, record) in rows.iter().zip(analysis.findings().records()) {
        let cut: String = record.content.iter().flat_map(|[start, end]| &chars[*start..*end]).collect();
        assert_eq!(cut, row.content);
        assert_eq!([&*row.outlet, &*row.published], ["ضفاف", "2024-03-17"]);
        assert_eq!(row.headline, "البلدية تغلق الطريق الساحلي");
    }
    assert_eq!(rows[1].source_name, "Ada Voss");
}

#[test]
fn the_article_is_in_the_language_of_most_of_its_text() {
    let analysis = analyze(&mixed());
    assert_eq!(analysis.grammar.language.tag, "ar");
    let others: Vec<&str> = analysis.others.iter().map(|other| other.grammar.language.tag.as_str()).collect();
    assert_eq!(others, ["en"]);
    assert_eq!(chosen(&format!("{ENGLISH}\n{ARABIC}\n{ENGLISH}\n{ENGLISH}"), ""), "en");
    assert_eq!(chosen(&format!("{ENGLISH}\n{GERMAN}\n{GERMAN}"), ""), "!de");
}

#[test]
fn a_paragraph_that_no_grammar_reads_is_no_part_of_the_body() {
    let analysis = analyze(&mixed());
    let roles = |analysis: &Analysis<'_>| -> Vec<bool> {
        analysis.document.blocks.iter().map(|block| block.role == BlockRole::Foreign).collect()
    };
    assert_eq!(roles(&analysis), [false, false, false, true, true, false]);
    assert_eq!(roles(&analysis.others[0]), [true, true, true, false, true, true]);
}

#[test]
fn the_measures_are_those_of_all_parts() {
    let row = analyze(&mixed()).findings().article_row();
    let alone = |text: &str| ANALYZER.analyze(article(text, "")).findings().article_row();
    let parts = [alone(&mixed().replace(ENGLISH, "").replace(GERMAN, "")), alone(ENGLISH)];
    let sum = |of: fn(&sayso::report::ArticleRow) -> usize| parts.iter().map(of).sum::<usize>();
    assert_eq!(row.words, sum(|part| part.words));
    assert_eq!((row.sentences, row.attributions, row.indirect), (4, 3, 3));
    assert_eq!((row.origin_count, row.unattributed_sentences, row.source_in_lead), (3, 1, Some(1)));
}

#[test]
fn an_outlet_that_two_languages_name_is_one_source() {
    let arabic =
        "وقالت وكالة رويترز إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع، وإن أعمال الصيانة في النفق لم تنته بعد.";
    let english = "Reuters said that the pier would stay closed until the end of the week and that it was not safe.";
    let row = analyze(&format!("{arabic}\n{english}")).findings().article_row();
    assert_eq!((row.attributions, row.origin_count, row.entry_count), (2, 1, 1));
}

#[test]
fn a_quotation_in_another_language_stays_in_its_paragraph() {
    let text = format!(
        "{ARABIC}\nوقال المدير: \"The pier is not safe and the ships that were there have left\"، في بيان أصدره المرفأ مساء اليوم وعلى موقعه الرسمي."
    );
    let analysis = analyze(&text);
    assert!(analysis.others.is_empty());
    assert_eq!(analysis.findings().rows().len(), 2);
}

#[test]
fn a_few_words_in_other_letters_are_page_furniture_as_before() {
    let text = format!("{ARABIC}\nFollow us on Newsline\n{ARABIC}");
    let analysis = analyze(&text);
    assert!(analysis.others.is_empty());
    assert_eq!(analysis.document.blocks[1].role, BlockRole::Furniture);
}

#[test]
fn the_first_line_of_another_language_is_no_second_headline() {
    let text = format!("{ARABIC}\n{ARABIC}\nThe mayor said that the road and the pier were not safe\n{ARABIC}");
    let analysis = analyze(&text);
    assert_eq!(analysis.others.len(), 1);
    assert_eq!(analysis.others[0].document.blocks[2].role, BlockRole::Body);
}
