//! Strings that try to be more than text where they are shown on a page.

/// Whatever would run does this; a browser test can put another deed in its place.
const DEED: &str = "alert(1)";

/// Beginnings that would leave the place where a text stands.
const WAYS_OUT: [&str; 10] =
    ["", "\">", "'>", "</title>", "</style>", "</option></select>", "</mark></p>", "-->", "]]>", "</text></svg>"];

/// What would run or fetch once it has left that place.
const DEEDS: [&str; 12] = [
    "<script>DEED</script>",
    "<img src=x onerror=DEED>",
    "<svg onload=DEED>",
    "<iframe srcdoc=\"<script>DEED</script>\"></iframe>",
    "<a href=\"javascript:DEED\">x</a>",
    "<body onload=DEED>",
    "<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:9/\">",
    "<link rel=stylesheet href=http://127.0.0.1:9/x.css>",
    "<style>@import 'http://127.0.0.1:9/x.css';</style>",
    "<form action=http://127.0.0.1:9/><button autofocus>x</button></form>",
    "<base href=http://127.0.0.1:9/>",
    "<details open ontoggle=DEED>",
];

/// Those that stand alone.
const ALONE: [&str; 48] = [
    "javascript:DEED",
    "JaVaScRiPt:DEED",
    "java\tscript:DEED",
    "java\nscript:DEED",
    "\u{1}javascript:DEED",
    " javascript:DEED",
    "&#106;avascript:DEED",
    "javascript&colon;DEED",
    "data:text/html,<script>DEED</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:http://127.0.0.1:9/x",
    "//127.0.0.1:9/x",
    "https://a.example/\" onmouseover=\"DEED",
    "https://a.example/' onfocus='DEED",
    "https://a.example/><script>DEED</script>",
    "\" onmouseover=\"DEED\" x=\"",
    "' onmouseover='DEED' x='",
    "\" autofocus onfocus=\"DEED",
    "` onload=`DEED",
    "x onclick=DEED",
    "\" style=\"background:url(http://127.0.0.1:9/x)\"",
    "&lt;script&gt;DEED&lt;/script&gt;",
    "&#60;script&#62;DEED&#60;/script&#62;",
    "&#x3c;script&#x3e;DEED",
    "&amp;lt;img src=x onerror=DEED&amp;gt;",
    "&quot;&gt;&lt;svg onload=DEED&gt;",
    "\u{FF1C}script\u{FF1E}DEED\u{FF1C}/script\u{FF1E}",
    "<scr\0ipt>DEED</scr\0ipt>",
    "<\u{0}script>DEED</script>",
    "<<script>DEED//<</script>",
    "<script",
    "<!--",
    "<![CDATA[<script>DEED</script>]]>",
    "<?xml version=\"1.0\"?><script>DEED</script>",
    "<!DOCTYPE html><script>DEED</script>",
    "<math><mtext></p><style><img src=x onerror=DEED>",
    "<noscript><p title=\"</noscript><img src=x onerror=DEED>\">",
    "<template><script>DEED</script></template>",
    "<object data=\"javascript:DEED\"></object>",
    "<embed src=\"javascript:DEED\">",
    "{{constructor.constructor('DEED')()}}",
    "${DEED}",
    "<%= DEED %>",
    "#{DEED}",
    "\u{202E}<script>DEED</script>\u{202C}",
    "\u{2067}x\u{2066}\u{200F}\u{61C}\u{FEFF}\u{1B}[31m\u{85}",
];

/// All of them.
pub fn hostile() -> Vec<String> {
    let joined = WAYS_OUT.iter().flat_map(|way| DEEDS.iter().map(move |deed| format!("{way}{deed}")));
    joined.chain(ALONE.map(str::to_owned)).map(|string| string.replace("DEED", DEED)).collect()
}
