//! Text that the library lends to C.

use std::ffi::{CStr, c_char};
use std::ptr;

use zeroize::Zeroizing;

/// Text that belongs to the object it was asked of, and lives as long as that object.
///
/// UTF-8, and `data[len]` is a NUL, so that `data` can be used as a C string: the text itself
/// holds a NUL only where a provider sent one. `data` is NULL (and `len` 0) where there is no
/// such text; an empty text is not NULL.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct closeroom_str {
    /// The first byte, or NULL.
    pub data: *const c_char,
    /// How many bytes, without the NUL at the end.
    pub len: usize,
}

// SAFETY: what it points to never changes while its object lives, and nobody writes through it.
unsafe impl Send for closeroom_str {}
// SAFETY: the same.
unsafe impl Sync for closeroom_str {}

impl closeroom_str {
    /// Text of the program itself, which ends in a NUL.
    pub(super) const fn of_static(text: &'static CStr) -> Self {
        Self { data: text.as_ptr(), len: text.count_bytes() }
    }
}

/// No text.
impl Default for closeroom_str {
    fn default() -> Self {
        Self { data: ptr::null(), len: 0 }
    }
}

/// Text that ends in a NUL, wiped when it is dropped: it may hold the session token.
pub(super) struct Text(Zeroizing<Box<str>>);

impl Text {
    /// The text for C; it stays where it is when this is moved.
    pub(super) fn lend(&self) -> closeroom_str {
        closeroom_str { data: self.0.as_ptr().cast(), len: self.0.len() - 1 }
    }

    /// Of three texts. Made at its size at once: growing would leave copies behind.
    pub(super) fn joined(first: &str, second: &str, third: &str) -> Self {
        Self(Zeroizing::new([first, second, third, "\0"].concat().into()))
    }

    pub(super) fn as_str(&self) -> &str {
        self.0.strip_suffix('\0').unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::joined(text, "", "")
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Zeroizing::new(text).as_str().into()
    }
}

/// Text that may not be there.
pub(super) fn lend(text: Option<&Text>) -> closeroom_str {
    text.map(Text::lend).unwrap_or_default()
}

/// A structure of C's, and the texts that it points to.
pub(super) struct Lending<T> {
    structure: T,
    _texts: Texts,
}

impl<T> Lending<T> {
    /// Of what `make` makes with the texts that it has been lent.
    pub(super) fn new(make: impl FnOnce(&mut Texts) -> T) -> Self {
        let mut texts = Texts::default();
        Self { structure: make(&mut texts), _texts: texts }
    }

    pub(super) fn structure(&self) -> &T {
        &self.structure
    }
}

/// Keeps texts for a structure.
#[derive(Default)]
pub(super) struct Texts(Vec<Text>);

impl Texts {
    /// Takes a copy, and lends it for as long as this lives.
    pub(super) fn keep(&mut self, text: &str) -> closeroom_str {
        self.0.push(text.into());
        lend(self.0.last())
    }

    pub(super) fn keep_if_any(&mut self, text: Option<&str>) -> closeroom_str {
        text.map(|text| self.keep(text)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::{Text, closeroom_str, lend};

    #[test]
    fn text_ends_in_a_nul_that_does_not_count() {
        let text = Text::from("a\0é");
        let lent = text.lend();
        assert_eq!((lent.len, text.as_str()), (4, "a\0é"));
        // SAFETY: `text` is alive, and has one byte more than it says.
        assert_eq!(unsafe { *lent.data.add(lent.len) }, 0);
    }

    #[test]
    fn empty_is_not_absent() {
        assert!(!Text::from("").lend().data.is_null());
        assert!(lend(None).data.is_null());
    }

    #[test]
    fn static_text_is_counted_without_its_nul() {
        let lent = closeroom_str::of_static(c"ok");
        // SAFETY: a literal.
        assert_eq!((lent.len, unsafe { CStr::from_ptr(lent.data) }), (2, c"ok"));
    }
}
