//! Pages that were made to stop a reader, each by a name and a size.

/// A name, and the page of about `size` parts.
pub type Hostile = (&'static str, fn(usize) -> Vec<u8>);

/// An article that is still to be found in some of them.
pub const ARTICLE: &str = "<article><h1>The pier is safe</h1><p>The mayor said the pier is safe, and that it was \
    inspected in May, by three engineers, two divers and a goat.</p><p>\"It holds,\" said the engineer, Ada Voss, who \
    is paid to know, and who has a boat there, on a long rope.</p></article>";

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>The pier is safe</title></head><body>{body}")
        .into_bytes()
}

/// The article behind what is repeated.
fn before(part: &str, size: usize) -> Vec<u8> {
    page(&(part.repeat(size) + ARTICLE))
}

/// The article in front of what is repeated.
fn behind(part: &str, size: usize) -> Vec<u8> {
    page(&(ARTICLE.to_owned() + &part.repeat(size)))
}

fn numbered(size: usize, part: impl Fn(usize) -> String) -> String {
    (0..size).map(part).collect()
}

fn head(inside: &str) -> Vec<u8> {
    format!("<html><head><meta charset=utf-8>{inside}</head><body>{ARTICLE}</body></html>").into_bytes()
}

fn json(data: &str) -> Vec<u8> {
    head(&format!("<script type=\"application/ld+json\">{data}</script>"))
}

/// A whole page with most of what pages have.
fn whole() -> Vec<u8> {
    let data = r#"{"@type":"NewsArticle","headline":"The pier is safe","author":{"name":"Ida Kern"}}"#;
    let top =
        format!("<script type='application/ld+json'>{data}</script><meta property='og:title' content='The pier'>");
    let list = "<table><tr><td>a<td>b</table><ul><li>قال<li>c</ul><!-- d --><svg><path d='M0 0'/></svg>&eacute;&#x642;";
    format!("<!DOCTYPE html><html><head>{top}<style>p{{}}</style></head><body>{ARTICLE}{list}<form><input></form></body></html>")
        .into_bytes()
}

/// Numbers that look like chance, always the same ones for the same seed.
fn chance(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

/// A whole page torn off at each of so many places.
pub fn torn(places: usize) -> impl Iterator<Item = Vec<u8>> {
    let bytes = whole();
    (0..places).map(move |place| bytes[..bytes.len() * place / places].to_vec())
}

/// A whole page with bits turned, one in so many bytes.
pub fn turned(seed: u64, share: usize) -> Vec<u8> {
    let (mut bytes, mut next) = (whole(), chance(seed));
    for _ in 0..bytes.len() / share {
        let at = next(bytes.len());
        bytes[at] ^= 1 << next(8);
    }
    bytes
}

/// Tags that open and close as chance has it.
pub fn soup(seed: u64, tags: usize) -> Vec<u8> {
    const TAGS: [&str; 36] = [
        "a",
        "b",
        "i",
        "nobr",
        "font",
        "p",
        "div",
        "h1",
        "ul",
        "li",
        "dl",
        "dd",
        "table",
        "caption",
        "tr",
        "td",
        "th",
        "svg",
        "math",
        "mi",
        "foreignObject",
        "select",
        "option",
        "button",
        "form",
        "template",
        "marquee",
        "ruby",
        "rt",
        "figure",
        "blockquote",
        "body",
        "html",
        "head",
        "title",
        "article",
    ];
    let mut next = chance(seed);
    let mut soup = String::new();
    for _ in 0..tags {
        let tag = TAGS[next(TAGS.len())];
        match next(5) {
            0 | 1 => soup.push_str(&format!("</{tag}>")),
            _ => soup.push_str(&format!("<{tag} class=c{} href=x>", next(3))),
        }
        soup.push_str(["", "a, b", "قال. ", "&lt;", "<!-- -->", "<br>"][next(6)]);
    }
    soup.into_bytes()
}

fn noise(size: usize) -> Vec<u8> {
    (0..size as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

/// Elements in elements, and the like.
pub const NESTED: &[Hostile] = &[
    ("nested-div", |n| before("<div>", n)),
    ("nested-span", |n| before("<span>", n)),
    ("nested-b", |n| before("<b>", n)),
    ("nested-b-distinct", |n| page(&(numbered(n, |i| format!("<b id={i}>")) + ARTICLE))),
    ("nested-a", |n| before("<a href=x>", n)),
    ("nested-table", |n| before("<table><tr><td>", n)),
    ("nested-ul-li", |n| before("<ul><li>", n)),
    ("nested-dl", |n| before("<dl><dt><dd>", n)),
    ("nested-font", |n| before("<font size=1>", n)),
    ("nested-svg", |n| before("<svg>", n)),
    ("nested-svg-foreign", |n| before("<svg><foreignObject>", n)),
    ("nested-math", |n| before("<math><mi>", n)),
    ("nested-template", |n| before("<template>", n)),
    ("nested-select", |n| before("<select><option>", n)),
    ("nested-form", |n| before("<form><div>", n)),
    ("nested-button", |n| before("<button>", n)),
    ("nested-blockquote", |n| before("<blockquote>", n)),
    ("nested-object", |n| before("<object>", n)),
    ("nested-marquee", |n| before("<marquee><b>", n)),
    ("nested-iframe", |n| before("<iframe srcdoc='<iframe>'>", n)),
    ("nested-noscript", |n| before("<noscript><img src=x>", n)),
    ("nested-ruby", |n| before("<ruby><rt>", n)),
    ("nested-article", |n| before("<article>", n)),
    ("nested-headings", |n| before("<h1><div>", n)),
    ("nested-details", |n| before("<details><summary>", n)),
    ("nested-frameset", |n| before("<frameset><frame>", n)),
    ("nested-just-below-the-limit", |n| page(&("<div>".repeat(480) + &"<p>a, b".repeat(n) + ARTICLE))),
    ("deep-and-wide", |n| page(&("<div>".repeat(400) + &"<i>a</i>".repeat(n) + ARTICLE))),
    ("deep-and-linked", |n| page(&("<div>".repeat(300) + &"<a href=x>a, b, c</a>".repeat(n) + ARTICLE))),
    // As much as the limit of work lets through, in several shapes.
    ("trees-of-5", |n| before(&("<div>".repeat(5) + "a, b" + &"</div>".repeat(5)), n)),
    ("trees-of-50", |n| before(&("<div>".repeat(50) + "a, b" + &"</div>".repeat(50)), n / 36)),
    ("trees-of-400", |n| before(&("<div>".repeat(400) + "a, b" + &"</div>".repeat(400)), n / 2100)),
    ("trees-of-lists", |n| before(&("<ul><li>".repeat(25) + "a, b" + &"</li></ul>".repeat(25)), n / 36)),
    ("trees-of-tables", |n| before(&("<table><tr><td>".repeat(12) + "a, b" + &"</table>".repeat(12)), n / 36)),
    ("trees-of-sections", |n| {
        before(
            &("<section class=article>".repeat(50) + "<p>a, b, c, d, e, f, g, h, i, j, k" + &"</section>".repeat(50)),
            n / 38,
        )
    }),
    ("text-in-the-depth-of-classes", |n| {
        page(&("<div class='ads caption byline'>".repeat(400) + &"a, b. ".repeat(n) + ARTICLE))
    }),
    ("text-in-the-depth", |n| page(&("<div>".repeat(400) + &"a, b. ".repeat(n) + ARTICLE))),
];

/// Tags that do not match.
pub const MISNESTED: &[Hostile] = &[
    ("adoption-b-p", |n| before("<b><p>a</b>", n)),
    ("adoption-a-div", |n| before("<a href=x><div>a</a>", n)),
    ("adoption-deeper-than-parsed", |n| before("<a>t<b><ul>", n)),
    ("adoption-deeper-and-wide", |n| before(&("<a>t<b><ul>".repeat(200) + &"</ul></b></a>".repeat(200)), n / 1000)),
    ("adoption-eight", |n| {
        before("<b><i><u><s><em><tt><big><small><p>a</b></i></u></s></em></tt></big></small>", n / 10)
    }),
    ("reconstructed", |n| page(&(numbered(400, |i| format!("<b id={i}>")) + &"</p><p>a".repeat(n) + ARTICLE))),
    ("foster-parented", |n| before("<table><b>a<tr>b", n)),
    ("foster-parented-text", |n| page(&(format!("<table>{}", "a<tr>".repeat(n)) + ARTICLE))),
    ("nothing-closed", |n| before("<p>a<li>b<td>c<option>d<dd>e<h2>f<h3>", n / 10)),
    ("end-tags-only", |n| before("</p></br></div></b></table></x>", n / 4)),
    ("a-after-a", |n| before("<a>a", n)),
    ("body-after-body", |n| page(&(numbered(n, |i| format!("<body a{i}=b><html c{i}=d>")) + ARTICLE))),
    ("nobr-nobr", |n| before("<nobr>a", n)),
    ("headings-in-headings", |n| before("<h1>a<h2>b", n)),
];

/// Floods of one thing.
pub const FLOODS: &[Hostile] = &[
    ("attributes-distinct", |n| page(&(format!("<div {}>", numbered(n * 10, |i| format!("a{i} "))) + ARTICLE))),
    ("attributes-alike", |n| page(&(format!("<div {}>", "a=b ".repeat(n * 10)) + ARTICLE))),
    ("attributes-on-an-end-tag", |n| page(&(format!("</div {}>", numbered(n * 10, |i| format!("a{i} "))) + ARTICLE))),
    ("attributes-with-brackets", |n| page(&(format!("<div {}>", numbered(n, |i| format!("<a{i} "))) + ARTICLE))),
    ("attributes-never-closed", |n| page(&format!("{ARTICLE}<div {}", numbered(n * 10, |i| format!("a{i}=\"b\""))))),
    ("attributes-after-a-reference", |n| {
        page(&(format!("&am<div {}>", numbered(n * 10, |i| format!("a{i} "))) + ARTICLE))
    }),
    ("attributes-in-svg-style", |n| {
        page(&(format!("<svg><style><g {}>", numbered(n * 10, |i| format!("a{i} "))) + ARTICLE))
    }),
    ("attributes-below-the-limit", |n| {
        let tag = format!("<i {}>a</i>", numbered(1000, |i| format!("{} ", base36(i))));
        page(&(tag.repeat(n / 100) + ARTICLE))
    }),
    ("huge-attribute", |n| {
        page(&(format!("<img src=\"data:image/png;base64,{}\">", "Ab/+ c='".repeat(n * 5)) + ARTICLE))
    }),
    ("huge-class", |n| page(&(format!("<div class=\"{}\">", "share comment ".repeat(n * 4)) + ARTICLE))),
    ("huge-text", |n| page(&format!("{ARTICLE}<p>{}", "The mayor said so, again. ".repeat(n * 11)))),
    ("huge-word", |n| page(&format!("{ARTICLE}<p>{}", "a".repeat(n * 80)))),
    ("huge-title", |n| head(&format!("<title>{}</title>", "The pier is safe ".repeat(n * 4)))),
    ("huge-title-and-headings", |n| {
        let title = "The pier is safe ".repeat(n);
        format!("<title>{title}</title><body>{}{ARTICLE}", "<h2>The pier</h2>".repeat(n)).into_bytes()
    }),
    ("huge-heading", |n| page(&(format!("<h1>{}</h1>", "The pier is safe ".repeat(n * 4)) + ARTICLE))),
    ("huge-tag-name", |n| page(&(format!("<{}>", "a".repeat(n * 50)) + ARTICLE))),
    ("many-tag-names", |n| page(&(numbered(n, |i| format!("<x{i}>a</x{i}>")) + ARTICLE))),
    ("paragraphs", |n| before("<p>It is so, he said.", n * 2)),
    ("paragraphs-of-commas", |n| before("<p>,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", n)),
    ("breaks", |n| before("<br>", n * 10)),
    ("breaks-and-words", |n| before("a<br>", n * 5)),
    ("rules", |n| before("<hr>", n * 4)),
    ("links", |n| before("<a href=x>a, b, c, d, e, f, g, h</a>", n)),
    ("link-lists", |n| before("<ul><li><a href=x>a</a></ul>", n)),
    ("images", |n| before("<img src=x.jpg>", n * 4)),
    ("lazy-images", |n| {
        before("<figure><img class=lazy data-src='a.jpg 2x' src='data:image/png;base64,AAAA'></figure>", n)
    }),
    ("figures", |n| before("<figure><img src=a><figcaption>a</figcaption></figure>", n)),
    ("divs-with-share", |n| before("<div class=share id=share>a</div>", n)),
    ("headings", |n| before("<h2>The pier is safe</h2>", n)),
    ("bylines", |n| before("<span rel=author itemprop=author class=byline>Ida Kern</span>", n)),
    ("times", |n| before("<time datetime=2024-01-01>a</time>", n)),
    ("cells", |n| page(&(format!("<table>{}</table>", "<tr><td>a<td>b<td>c".repeat(n)) + ARTICLE))),
    ("forms", |n| before("<form><fieldset><input><input></fieldset></form>", n)),
    ("metas", |n| head(&numbered(n, |i| format!("<meta name=n{i} content='c{i}'>")))),
    ("base-and-links", |n| head(&format!("<base href='http://[::1'>{}", "<base href=//a/b>".repeat(n)))),
    ("refreshes", |n| head(&"<meta http-equiv=refresh content='0;url=javascript:alert(1)'>".repeat(n))),
    ("videos", |n| {
        // The library cuts the address in the middle of a letter here, and panics.
        let video = "<embed src='\u{639}aaaaayoutube.com'><iframe src='\u{639}aaaaayoutube.com'></iframe>".repeat(n);
        page(&ARTICLE.replace("<p>", &format!("<p>{video}")))
    }),
];

/// Text that is none, and text in disguise.
pub const TEXTS: &[Hostile] = &[
    ("entities", |n| page(&format!("<p>{}{ARTICLE}", "&eacute;".repeat(n * 6)))),
    ("entities-numeric", |n| page(&format!("<p>{}{ARTICLE}", "&#x642;&#0;&#xD800;&#x110000;".repeat(n)))),
    ("entities-open", |n| page(&format!("<p>{}{ARTICLE}", "&CounterClockwiseContourIntegra".repeat(n)))),
    ("entities-endless", |n| page(&format!("<p>&#{}{ARTICLE}", "9".repeat(n * 10)))),
    ("entities-of-entities", |n| page(&format!("<p>{}{ARTICLE}", "&amp;amp;lt;script&gt;".repeat(n)))),
    ("nulls", |n| page(&("\0".repeat(n * 10) + ARTICLE))),
    ("nulls-in-tags", |n| before("<\0a\0 b\0=\0c\0>\0", n)),
    ("carriage-returns", |n| page(&("\r\n\r".repeat(n * 10) + ARTICLE))),
    ("spaces", |n| page(&(" \t\n\u{A0}".repeat(n * 10) + ARTICLE))),
    ("bidi-controls", |n| before("<p>\u{202E}\u{2066}a\u{200F}\u{202A}قال\u{2069}", n)),
    ("combining-marks", |n| page(&format!("<p>a{}{ARTICLE}", "\u{301}\u{64B}".repeat(n * 10)))),
    ("controls", |n| page(&("\u{1}\u{7}\u{1B}[31m\u{7F}\u{85}\u{9B}".repeat(n) + ARTICLE))),
    ("script-bomb", |n| page(&(format!("<script>{}</script>", "if (a<b && '</p>' <c d e f>) ".repeat(n)) + ARTICLE))),
    ("scripts", |n| before("<script>a<b</script>", n)),
    ("script-open", |n| page(&format!("{ARTICLE}<script>{}", "<!--<script>a".repeat(n)))),
    ("script-words", |n| page(&(format!("<script>a <b {}</script>", "c d ".repeat(n * 10)) + ARTICLE))),
    ("style-open", |n| page(&format!("{ARTICLE}<style>{}", "p > a { b: '</styl' } ".repeat(n)))),
    ("textarea-open", |n| page(&format!("{ARTICLE}<textarea>{}", "<p>a".repeat(n)))),
    ("plaintext", |n| page(&format!("{ARTICLE}<plaintext>{}", "<p>a</plaintext>".repeat(n)))),
    ("xmp", |n| page(&format!("{ARTICLE}<xmp>{}", "<p>a".repeat(n)))),
    ("comments", |n| before("<!---->", n * 10)),
    ("comments-in-text", |n| before("a<!-- b -->", n * 5)),
    ("comment-bomb", |n| page(&(format!("<!--{}-->", " <a b c d e f g h ".repeat(n)) + ARTICLE))),
    ("comment-open", |n| page(&format!("{ARTICLE}<!--{}", "-- > <!-- ".repeat(n)))),
    ("bogus-comments", |n| before("<!a><?b?></ c>", n)),
    ("cdata", |n| before("<![CDATA[ <p>a</p> ]]>", n)),
    ("cdata-in-svg", |n| before("<svg><![CDATA[ <p>a</p> ]]></svg>", n)),
    ("instructions", |n| before("<?php echo '<p>a</p>'; ?>", n)),
    ("doctypes", |n| before("<!DOCTYPE html PUBLIC \"a\" \"b\">", n)),
    ("doctype-bomb", |n| format!("<!DOCTYPE {} [<!ENTITY a \"b\">]>{ARTICLE}", "a".repeat(n * 10)).into_bytes()),
    ("brackets", |n| behind("<", n * 10)),
    ("brackets-and-letters", |n| behind("<a<", n * 5)),
    ("ampersands", |n| behind("&", n * 10)),
    ("ampersands-foster-parented", |n| page(&format!("{ARTICLE}<table>{}", "& \u{AB}".repeat(n * 5)))),
    ("guillemets", |n| page(&format!("{ARTICLE}<p>{}", "\u{AB}قال\u{BB} ".repeat(n)))),
];

/// Data in pages, and bytes that are no text.
pub const DATA: &[Hostile] = &[
    ("json-deep", |n| json(&("[".repeat(n * 2) + &"]".repeat(n * 2)))),
    ("json-deep-objects", |n| json(&("{\"@graph\":".repeat(n) + "1" + &"}".repeat(n)))),
    ("json-many", |n| json(&format!("[{}1]", "{\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"a\"}},".repeat(n)))),
    ("json-many-authors", |n| {
        json(&format!("{{\"@type\":\"Article\",\"author\":[{}1]}}", "{\"@id\":\"a\"},".repeat(n)))
    }),
    ("json-empty-things", |n| json(&format!("[{}[]]", "[],{},".repeat(n)))),
    ("json-broken", |_| json("{\"@type\":\"NewsArticle\",\"headline\":\"The pier")),
    ("json-surrogates", |_| json("{\"@type\":\"NewsArticle\",\"headline\":\"\\ud800\\udc\"}")),
    ("json-wrong-types", |_| json("{\"@type\":[1,{}],\"author\":{\"name\":[[[]]]},\"headline\":{\"a\":1},\"url\":7}")),
    ("json-huge-string", |n| json(&format!("{{\"@type\":\"Article\",\"headline\":\"{}\"}}", "a ".repeat(n * 4)))),
    ("json-scripts", |n| head(&"<script type='application/ld+json'>[{}]</script>".repeat(n))),
    ("binary", |n| noise(n * 10)),
    ("binary-after-a-head", |n| [page(ARTICLE), noise(n)].concat()),
    ("wrong-charset", |_| {
        encoding_rs::WINDOWS_1256.encode("<meta charset=utf-8><p>قالت البلدية إن الرصيف آمن").0.into_owned()
    }),
    ("charset-utf-16", |_| b"<meta charset=utf-16><p>The mayor said the pier is safe.".to_vec()),
    ("charset-unknown", |_| b"<meta charset=klingon><p>The mayor said the pier is safe.".to_vec()),
    ("charset-replacement", |_| b"<meta charset=iso-2022-kr><p>The mayor said the pier is safe.".to_vec()),
    ("utf-16-without-a-mark", |n| {
        String::from_utf8(before("<p>a", n)).unwrap_or_default().encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("half-a-mark", |_| b"\xEF\xBB<p>The mayor said the pier is safe.".to_vec()),
    ("empty", |_| Vec::new()),
    ("one-bracket", |_| b"<".to_vec()),
    ("only-a-head", |_| b"<head><title>The pier".to_vec()),
    ("soup-1", |n| soup(1, n)),
    ("soup-2", |n| soup(2, n)),
    ("soup-3", |n| soup(3, n)),
];

/// A short name of its own for each number.
fn base36(mut number: usize) -> String {
    let mut name = String::from("a");
    while number > 0 {
        name.push(char::from_digit((number % 36) as u32, 36).unwrap_or('-'));
        number /= 36;
    }
    name
}

/// All pages.
pub fn all() -> impl Iterator<Item = &'static Hostile> {
    [NESTED, MISNESTED, FLOODS, TEXTS, DATA].into_iter().flatten()
}
