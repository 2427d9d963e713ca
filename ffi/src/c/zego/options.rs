//! What is optional of a client.

use std::ffi::c_char;

use closeroom::zego::{Config, Endpoint};

use crate::c::boundary::{fallible, infallible};
use crate::c::buffer::text;
use crate::c::error::closeroom_error;
use crate::c::out::{Out, given};
use crate::c::result::closeroom_result;
use crate::c::setting::Setting;

/// What is optional of a ZEGOCLOUD client.
///
/// Ownership: the caller's; free it with closeroom_zego_options_free(). Clients copy what they
/// need: it can be freed at once. Threads: one at a time.
#[derive(Default)]
pub struct closeroom_zego_options {
    endpoint: Setting<Endpoint>,
    is_test: Option<bool>,
}

impl closeroom_zego_options {
    pub(super) fn apply(&self, config: &mut Config) -> Result<(), closeroom_error> {
        if let Some(endpoint) = self.endpoint.get("Endpoint")? {
            config.endpoint = endpoint;
        }
        config.is_test = self.is_test;
        Ok(())
    }
}

/// Makes options with nothing set.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_options_new() -> Option<Box<closeroom_zego_options>> {
    infallible(|| Some(Box::default()))
}

/// Which access point to call: `unified` (default), `sha`, `hkg`, `fra`, `lax`, `bom`, `sgp`, a
/// host name, or an https base URL (http for loopback only). The provider recommends the one
/// nearest to your server.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_options_set_endpoint(
    options: Option<&mut closeroom_zego_options>,
    endpoint: *const c_char,
    endpoint_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        let endpoint = unsafe { text("Endpoint", endpoint, endpoint_len) };
        options.endpoint.set(endpoint.and_then(|endpoint| Ok(endpoint.parse()?)))
    })
}

/// `IsTest`, sent only when set: required for projects created on or before 2021-11-16, where a
/// wrong value gives code 100000016.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_options_set_is_test(
    options: Option<&mut closeroom_zego_options>,
    is_test: bool,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        given("options", options)?.is_test = Some(is_test);
        Ok(())
    })
}

/// Frees the options. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_options_free(options: Option<Box<closeroom_zego_options>>) {
    infallible(|| drop(options));
}
