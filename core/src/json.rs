//! A small JSON reader.
//!
//! Numbers stay text, so that 64-bit ids come through exactly, and strings
//! without escapes are borrowed; and it stays small in a module that is
//! shipped to edge runtimes.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Deeper nesting than this is refused; the providers' bodies have three levels.
const MAX_DEPTH: u32 = 32;
/// An object of more members is refused: whoever may post a callback must not
/// make it grow in memory. The providers' largest has fewer than 30.
pub(crate) const MAX_MEMBERS: usize = 256;

/// A JSON value.
#[derive(Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// The number's own text.
    Number(&'a str),
    String(Cow<'a, str>),
    Object(Object<'a>),
    /// An array, `true`, `false` or `null`: no provider sends one that matters here.
    Other,
}

/// A JSON object, or anything else that is made of named values.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Object<'a>(pub(crate) Vec<(Cow<'a, str>, Value<'a>)>);

impl<'a> Object<'a> {
    /// Reads a text that is one JSON object (RFC 8259) and nothing else.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.skip_white_space();
        match value {
            Value::Object(object) if reader.at == text.len() => Some(object),
            _ => None,
        }
    }

    /// The value of that name; of several, the last, as other readers do.
    pub(crate) fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(crate) fn object(&self, name: &str) -> Option<&Self> {
        match self.get(name)? {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// A string, or a number's own text: providers send ids and codes as either.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::String(text) => Some(text),
            Value::Number(text) => Some(text),
            _ => None,
        }
    }
}

/// The character that is escaped in the text, and where the escape ends that
/// goes on there behind its backslash.
pub(crate) fn escape_at(text: &str, at: usize) -> Option<(char, usize)> {
    let mut reader = Reader { text, at };
    Some((reader.escape()?, reader.at))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The next byte; at the end 0, which JSON has nowhere.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    /// Steps over that byte, if it is the next.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// The same after white space.
    fn eat_token(&mut self, byte: u8) -> bool {
        self.skip_white_space();
        self.eat(byte)
    }

    fn skip_while(&mut self, accept: impl Fn(u8) -> bool) {
        while accept(self.peek()) {
            self.at += 1;
        }
    }

    fn skip_white_space(&mut self) {
        self.skip_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn since(&self, start: usize) -> Option<&'a str> {
        self.text.get(start..self.at)
    }

    fn value(&mut self, depth: u32) -> Option<Value<'a>> {
        self.skip_white_space();
        match self.peek() {
            b'{' => self.members(depth, b'}').map(|members| Value::Object(Object(members))),
            b'[' => self.members(depth, b']').map(|_none| Value::Other),
            b'"' => self.string().map(Value::String),
            b't' | b'f' | b'n' => self.word(),
            _ => self.number().map(Value::Number),
        }
    }

    fn word(&mut self) -> Option<Value<'a>> {
        let rest = self.text.get(self.at..)?;
        let word = ["true", "false", "null"].iter().find(|word| rest.starts_with(**word))?;
        self.at += word.len();
        Some(Value::Other)
    }

    /// Reads the members of an object, or reads over those of an array.
    fn members(&mut self, depth: u32, close: u8) -> Option<Vec<(Cow<'a, str>, Value<'a>)>> {
        let mut members = Vec::new();
        self.at += 1;
        if depth >= MAX_DEPTH {
            return None;
        }
        if self.eat_token(close) {
            return Some(members);
        }
        loop {
            if close == b'}' {
                self.skip_white_space();
                let name = self.string()?;
                if !self.eat_token(b':') || members.len() == MAX_MEMBERS {
                    return None;
                }
                members.push((name, self.value(depth + 1)?));
            } else {
                self.value(depth + 1)?;
            }
            if self.eat_token(close) {
                return Some(members);
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        self.since(start)
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_while(|b| b.is_ascii_digit());
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        if !self.eat(b'"') {
            return None;
        }
        let plain = self.plain_characters()?;
        if self.eat(b'"') {
            return Some(Cow::Borrowed(plain));
        }
        let mut out = String::from(plain);
        while !self.eat(b'"') {
            if !self.eat(b'\\') {
                return None;
            }
            out.push(self.escape()?);
            out.push_str(self.plain_characters()?);
        }
        Some(Cow::Owned(out))
    }

    /// Everything up to the next quote, backslash or control character.
    fn plain_characters(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip_while(|b| b >= b' ' && b != b'"' && b != b'\\');
        self.since(start)
    }

    fn escape(&mut self) -> Option<char> {
        let escape = self.peek();
        self.at += 1;
        Some(match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return None,
        })
    }

    /// `XXXX`, or the surrogate pair `XXXX\uXXXX`. A lone surrogate is no
    /// character (RFC 8259 §8.2 leaves open what to make of it): it reads as
    /// U+FFFD, since half an emoji in a user's name must not hide an event.
    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.hex4()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let after_first = self.at;
        let low = self.eat(b'\\') && self.eat(b'u');
        let second = if low { self.hex4()?.checked_sub(0xdc00) } else { None };
        if let Some(second) = second.filter(|low| *low < 0x400) {
            return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second);
        }
        self.at = after_first;
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hex4(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| {
            let digit = char::from(self.peek()).to_digit(16)?;
            self.at += 1;
            Some(number << 4 | digit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_DEPTH, MAX_MEMBERS, Object, Value};
    use proptest::prelude::*;
    use std::borrow::Cow;
    use std::string::{String, ToString};
    use std::{format, vec};

    #[test]
    fn numbers_keep_their_text_and_plain_strings_are_borrowed() {
        let object =
            Object::parse(r#" {"id":18446744073709551615,"x":-1.5e+3,"s":"a"} "#).expect("valid");
        assert_eq!(object.text("id"), Some("18446744073709551615"));
        assert_eq!(object.text("x"), Some("-1.5e+3"));
        assert!(matches!(object.get("s"), Some(Value::String(Cow::Borrowed("a")))));
        assert_eq!(object.text("absent"), None);
    }

    #[test]
    fn escapes_are_decoded() {
        let object =
            Object::parse(r#"{"\u0061":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude80"}"#).expect("valid");
        assert_eq!(object.text("a"), Some("\"\\/\u{8}\u{c}\n\r\té🚀"));
    }

    #[test]
    fn a_lone_surrogate_is_replaced() {
        for (text, expected) in [
            (r#"{"a":"x\ud83dy"}"#, "x\u{fffd}y"),
            (r#"{"a":"\udc00"}"#, "\u{fffd}"),
            (r#"{"a":"\ud83d\u0041"}"#, "\u{fffd}A"),
            (r#"{"a":"\ud83d\ud83d\ude80"}"#, "\u{fffd}🚀"),
            (r#"{"a":"\ud83d\n"}"#, "\u{fffd}\n"),
            (r#"{"a":"\ud83d\ue000"}"#, "\u{fffd}\u{e000}"), // the first behind the surrogates
        ] {
            assert_eq!(Object::parse(text).expect("valid").text("a"), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_number_of_members_is_limited() {
        let object = |members: usize| format!("{{{}}}", vec!["\"a\":1"; members].join(","));
        assert!(Object::parse(&object(MAX_MEMBERS)).is_some());
        assert!(Object::parse(&object(MAX_MEMBERS + 1)).is_none());
    }

    #[test]
    fn the_last_of_several_wins() {
        assert_eq!(Object::parse(r#"{"a":1,"a":2}"#).expect("valid").text("a"), Some("2"));
    }

    #[test]
    fn depth_is_limited() {
        let nested =
            |depth: usize| format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
        let limit = MAX_DEPTH as usize - 1;
        assert!(Object::parse(&nested(limit)).is_some());
        assert!(Object::parse(&nested(limit + 1)).is_none());
        assert!(Object::parse(&nested(1_000_000)).is_none());
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            "",
            "1",
            "[]",
            "null",
            "{",
            "{}x",
            "{,}",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":1.}",
            "{\"a\":.5}",
            "{\"a\":1e}",
            "{\"a\":-}",
            "{\"a\":tru}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u00g0\"}",
            "{\"a\":\"\\u+123\"}",
            "{\"a\":\"",
            "\u{feff}{}",
            "{\"a\":NaN}",
            "{\"a\":\"\\u00é\"}",
        ] {
            assert_eq!(Object::parse(text), None, "{text}");
        }
    }

    /// JSON values of the reference implementation.
    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    fn agrees(ours: &Value<'_>, theirs: &serde_json::Value) -> bool {
        match (ours, theirs) {
            (Value::Other, theirs) => theirs.is_null() || theirs.is_boolean() || theirs.is_array(),
            (Value::Number(ours), serde_json::Value::Number(theirs)) => *ours == theirs.to_string(),
            (Value::String(ours), serde_json::Value::String(theirs)) => ours == theirs,
            (Value::Object(ours), serde_json::Value::Object(theirs)) => {
                ours.0.len() == theirs.len()
                    && theirs
                        .iter()
                        .all(|(name, value)| ours.get(name).is_some_and(|ours| agrees(ours, value)))
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json_on_what_is_valid(value in any_json(), pretty in any::<bool>()) {
            let wrapped = serde_json::json!({ "value": value });
            let text = if pretty { format!("{wrapped:#}") } else { wrapped.to_string() };
            let ours = Object::parse(&text).expect("valid JSON");
            prop_assert!(agrees(&Value::Object(ours), &wrapped), "{}", text);
        }

        #[test]
        fn agrees_with_serde_json_on_what_is_not(text in "[{}\\[\\]\":,\\\\u0d8a1.eE+ tn-]{0,24}") {
            let theirs = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text);
            prop_assert_eq!(Object::parse(&text).is_some(), theirs.is_ok(), "{}", text);
        }

        #[test]
        fn never_panics(text in any::<String>(), at in any::<prop::sample::Index>()) {
            let _ = Object::parse(&text);
            let mut cut = r#"{"a":{"b":["\ud83d\ude80",1.5e3,null]},"c":true}"#.to_string();
            cut.truncate(at.index(cut.len()));
            prop_assert_eq!(Object::parse(&cut), None);
        }
    }

    #[test]
    fn an_empty_object_has_nothing() {
        assert_eq!(Object::parse("{ }"), Some(Object(vec![])));
    }
}
