//! Paradigms: templates that turn the principal parts of a lemma into its forms, so that nobody types forms out.

use super::terms::{Agreement, CueForm};

/// A named set of templates. Digits in a template stand for the parts, from 1.
#[derive(Clone, Debug, Default)]
pub struct Paradigm {
    /// The name in the grammar file.
    pub name: String,
    /// How many principal parts a lemma must give.
    pub parts: usize,
    /// What to build.
    pub templates: Vec<Template>,
}

/// One form to build.
#[derive(Clone, Debug)]
pub struct Template {
    /// The form it builds.
    pub form: CueForm,
    /// What the form says about its subject.
    pub agreement: Agreement,
    /// Letters and digits.
    pub text: String,
}

impl Template {
    /// Builds the form; `None` where a part that it needs is missing (`-`).
    pub fn build(&self, parts: &[&str]) -> Option<String> {
        // Nearly every form fits, and thousands are built before the first article.
        let mut out = String::with_capacity(32);
        for c in self.text.chars() {
            match c.to_digit(10) {
                Some(digit) => {
                    let part = parts.get((digit as usize).checked_sub(1)?)?;
                    if *part == "-" {
                        return None;
                    }
                    out.push_str(part);
                }
                None => out.push(c),
            }
        }
        Some(out)
    }

    /// The highest part that the template names.
    pub fn highest_part(&self) -> usize {
        self.text.chars().filter_map(|c| c.to_digit(10)).max().unwrap_or(0) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_fills_in_its_parts_and_skips_missing_ones() {
        let template =
            Template { form: CueForm::Imperfect, agreement: Agreement::default(), text: "ي2ون".to_owned() };
        assert_eq!(template.build(&["أعلن", "علن"]).as_deref(), Some("يعلنون"));
        assert_eq!(template.build(&["أعلن", "-"]), None);
        assert_eq!(template.build(&["أعلن"]), None);
        assert_eq!(template.highest_part(), 2);
    }
}
