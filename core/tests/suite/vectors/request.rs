//! `request`: from configuration and input to the bytes on the wire, step by step.

use std::collections::BTreeMap;

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
    steps: Vec<Step>,
    request: Request,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    method: String,
    url: String,
    headers: BTreeMap<String, String>,
    body: Option<String>,
}

impl<C: Config> file::Case for Case<C> {
    const PROVIDER: &str = C::PROVIDER;
    const KIND: &str = "request";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        let built = match self.config.build(&self.input) {
            Ok(built) => built,
            Err(error) => return expect.fail(&format!("build refused it: {error}")),
        };
        expect.equal("method", built.method.as_str(), &*self.request.method);
        expect.equal("url", &built.url, &self.request.url);
        let headers = built.headers.iter().map(|h| (h.name.to_owned(), h.value.to_string()));
        let headers: BTreeMap<_, _> = headers.collect();
        expect.equal("headers", &headers, &self.request.headers);
        expect.equal("number of headers", built.headers.len(), headers.len());
        expect.equal("body", &built.body, &self.request.body);

        match self.config.explain(&self.input) {
            Ok(explained) => {
                expect.that(explained.request == built, || "explain has another request".into());
                let steps = explained.steps.iter();
                let steps = steps.map(|s| Step { name: s.name.into(), value: s.value.clone() });
                expect.equal("steps", &steps.collect::<Vec<_>>(), &self.steps);
            }
            Err(error) => expect.fail(&format!("explain refused it: {error}")),
        }
    }
}
