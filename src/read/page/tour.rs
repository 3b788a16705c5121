//! A walk through a tree without recursion: no page can overflow the stack.

use dom_query::NodeRef;

/// A step of the walk.
pub(super) enum Step<'s, 'a> {
    /// Into a node, so many levels below the root.
    Enter(&'s NodeRef<'a>, usize),
    /// Out of an element whose children were walked.
    Leave(&'s NodeRef<'a>),
}

/// Walks through what is below a root, in the order of the text. The visitor says of a node that is entered whether its
/// children are walked; if not, it is not left either.
pub(super) fn tour<'a>(root: &NodeRef<'a>, mut visit: impl FnMut(Step<'_, 'a>) -> bool) {
    let mut next = root.first_child();
    let mut depth = 1;
    while let Some(node) = next {
        let children = visit(Step::Enter(&node, depth));
        if children && let Some(child) = node.first_child() {
            depth += 1;
            next = Some(child);
            continue;
        }
        if children {
            visit(Step::Leave(&node));
        }
        let mut at = node;
        next = loop {
            if let Some(sibling) = at.next_sibling() {
                break Some(sibling);
            }
            depth -= 1;
            let Some(parent) = at.parent().filter(|_| depth > 0) else { break None };
            visit(Step::Leave(&parent));
            at = parent;
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_is_entered_and_left_in_the_order_of_the_text() {
        let document = dom_query::Document::from("<p>a<b>c</b></p><i><u>d</u></i>e");
        let mut steps = String::new();
        let name =
            |node: &NodeRef<'_>| node.node_name().map_or_else(|| node.text().to_string(), |name| name.to_string());
        tour(&document.body().unwrap(), |step| {
            match step {
                Step::Enter(node, depth) => {
                    steps.push_str(&format!("{depth}{} ", name(node)));
                    return !node.has_name("u");
                }
                Step::Leave(node) if node.is_element() => steps.push_str(&format!("/{} ", name(node))),
                Step::Leave(_) => {}
            }
            true
        });
        assert_eq!(steps, "1p 2a 2b 3c /b /p 1i 2u /i 1e ");
    }
}
