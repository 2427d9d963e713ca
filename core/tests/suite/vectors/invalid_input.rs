//! `invalid_input`: what is refused before anything is signed, and how the message says so.

use closeroom::ErrorKind;
use serde::Deserialize;

use super::client::Config;
use super::file::{self, Expect};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub(crate) struct Case<C: Config> {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    config: C,
    input: C::Input,
    expect: Refusal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Refusal {
    field: String,
    message_contains: Vec<String>,
}

impl<C: Config> file::Case for Case<C> {
    const PROVIDER: &str = C::PROVIDER;
    const KIND: &str = "invalid_input";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        let error = match self.config.build(&self.input) {
            Err(error) => error,
            Ok(request) => return expect.fail(&format!("it was built: {request:?}")),
        };
        expect.equal("kind", error.kind(), ErrorKind::InvalidInput);
        expect.equal("provider", error.provider().as_str(), C::PROVIDER);
        expect.equal("retryable", error.retryable(), false);
        expect.equal("provider code", error.provider_code(), None);
        expect.equal("http status", error.http_status(), None);
        expect.equal("explain", self.config.explain(&self.input).err().as_ref(), Some(&error));

        let message = error.message();
        for part in self.expect.message_contains.iter().chain([&self.expect.field]) {
            expect.that(message.contains(part), || format!("{part:?} is not in {message:?}"));
        }
        for secret in self.config.secrets() {
            // What is left of a secret of white space stands in any message.
            let secret = secret.trim();
            let shown = !secret.is_empty() && format!("{error} {error:?}").contains(secret);
            expect.that(!shown, || format!("the secret {secret:?} is in {error:?}"));
        }
    }
}
