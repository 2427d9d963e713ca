//! The C API. `ffi/include/closeroom.h` is made of it.

mod text;
mod version;
