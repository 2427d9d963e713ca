//! Places for new objects.

use std::mem::MaybeUninit;

use super::error::closeroom_error;

// The place for a new object: a `T **`, of which nothing is read before it has been written.
// Not a doc comment: the header does not name it.
#[repr(transparent)]
pub struct Out<T>(MaybeUninit<Option<Box<T>>>);

impl<T> Out<T> {
    /// Hands the object to the caller, or NULL. What was there is the caller's already.
    pub(super) fn set(&mut self, object: Option<T>) {
        self.0.write(object.map(Box::new));
    }
}

/// A pointer that has to be there: an object, or the place for one.
pub(super) fn given<T>(name: &'static str, pointer: Option<T>) -> Result<T, closeroom_error> {
    pointer.ok_or_else(|| closeroom_error::null(name))
}

/// A place that has to be there, with NULL in it until the function succeeds.
pub(super) fn empty<'a, T>(
    name: &'static str,
    out: Option<&'a mut Out<T>>,
) -> Result<&'a mut Out<T>, closeroom_error> {
    let out = given(name, out)?;
    out.set(None);
    Ok(out)
}

#[cfg(test)]
impl<T> Default for Out<T> {
    fn default() -> Self {
        Self(MaybeUninit::new(None))
    }
}

#[cfg(test)]
impl<T> Out<T> {
    pub(super) fn take(&mut self) -> Option<Box<T>> {
        // SAFETY: in tests it is made by `default` only, with a value in it.
        unsafe { self.0.assume_init_mut() }.take()
    }
}
