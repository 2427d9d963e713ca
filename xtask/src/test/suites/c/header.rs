//! What the header declares.

use std::collections::BTreeSet;

/// The functions of the API.
pub(super) fn functions(header: &str) -> BTreeSet<String> {
    let text = without_comments(header);
    let mut functions = BTreeSet::new();
    for (at, _) in text.match_indices("closeroom_") {
        let is_part = text[..at].ends_with(is_name_char);
        let end = text[at..].find(|c| !is_name_char(c)).map_or(text.len(), |length| at + length);
        if !is_part && text[end..].trim_start().starts_with('(') {
            functions.insert(text[at..end].to_owned());
        }
    }
    functions
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn without_comments(header: &str) -> String {
    let mut parts = header.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, code)| code))
}

#[cfg(test)]
mod tests {
    use super::functions;

    #[test]
    fn functions_are_found_and_types_and_comments_are_not() {
        let header = "
            /* closeroom_a() is mentioned */
            typedef struct closeroom_b closeroom_b;
            closeroom_c closeroom_d(void); /** closeroom_e() */
            const closeroom_f *closeroom_g (const closeroom_h *h);
            int not_closeroom_i(void);";
        assert!(functions(header).iter().eq(["closeroom_d", "closeroom_g"]));
    }
}
