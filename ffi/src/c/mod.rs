//! The C API.
//!
//! Pointers become references at the very boundary: `Option<&T>` is a `const T *` that may be
//! NULL, `Option<&mut T>` a `T *`, `Option<Box<T>>` a `T *` that changes hands, and [`Out<T>`](out::Out)
//! the place for a new object. So the compiler holds most of what the header promises, and what
//! is left of `unsafe` is the reading and writing of buffers, in [`buffer`].
//!
//! The doc comments are the header's: they are written for C programmers.

#![allow(clippy::doc_markdown, reason = "doc comments are the header's, in C's spelling")]
#![allow(non_camel_case_types, reason = "types have their names in C")]
#![allow(clippy::needless_pass_by_value, reason = "a box that is passed to `_free` is meant to be")]
#![allow(unreachable_pub, reason = "cbindgen and the linker see what is `pub`")]

mod boundary;
mod buffer;
mod call;
mod call_options;
mod closed;
mod error;
mod explained;
mod freshness;
mod optional;
mod out;
mod random;
mod request;
mod response;
mod result;
mod setting;
mod text;
mod threads;
mod trtc;
mod version;
mod zego;
