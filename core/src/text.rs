//! Text that is put together from parts.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::encode::{Sink, put_integer};

/// Joins text and whole numbers: `text!["HTTP ", status, ": ", meaning]`.
///
/// It does what `format!` would, without the machinery behind that: several
/// kilobytes in a module that is sent over networks.
macro_rules! text {
    ($($part:expr),+ $(,)?) => {{
        let mut text = alloc::string::String::new();
        $($crate::text::Part::put(&$part, &mut text);)+
        text
    }};
}
pub(crate) use text;

/// What [`text!`] can join.
pub(crate) trait Part {
    fn put(&self, out: &mut String);
}

impl Part for &str {
    fn put(&self, out: &mut String) {
        Sink::put(out, self);
    }
}

impl Part for String {
    fn put(&self, out: &mut String) {
        Sink::put(out, self);
    }
}

impl Part for Cow<'_, str> {
    fn put(&self, out: &mut String) {
        Sink::put(out, self);
    }
}

impl Part for char {
    fn put(&self, out: &mut String) {
        out.push(*self);
    }
}

impl Part for u64 {
    fn put(&self, out: &mut String) {
        put_integer(out, *self);
    }
}

impl Part for u32 {
    fn put(&self, out: &mut String) {
        put_integer(out, u64::from(*self));
    }
}

impl Part for u16 {
    fn put(&self, out: &mut String) {
        put_integer(out, u64::from(*self));
    }
}

impl Part for usize {
    fn put(&self, out: &mut String) {
        put_integer(out, u64::try_from(*self).unwrap_or(u64::MAX));
    }
}

/// A number in upper-case hexadecimal of at least four digits, as in U+00E9.
pub(crate) fn hex4(number: u32) -> String {
    let digits = if number > 0xffff { 6 } else { 4 };
    (0..digits)
        .rev()
        .filter_map(|at| char::from_digit(number >> (4 * at) & 0xf, 16))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}
