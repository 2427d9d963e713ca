//! Text that is put together from parts.

use alloc::string::String;

use crate::encode::{Put, put_integer};

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
        Put::put(out, self);
    }
}

impl Part for String {
    fn put(&self, out: &mut String) {
        Put::put(out, self);
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
