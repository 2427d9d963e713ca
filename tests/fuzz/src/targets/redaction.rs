//! Secrets in texts from outside: any secret, anywhere, in any of the spellings of the web.

use arbitrary::{Arbitrary, Unstructured};
use closeroom::zego::{CloseRoom, Config, Zego};
use closeroom::{CallOptions, HttpResponse, Step, TransportFailure, redacted_url};
use serde_json::json;

use crate::accounts::NOW;
use crate::calls::entropy;
use crate::memory::bounded;
use crate::spelling::spelled_somehow;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    spelling: [u8; 8],
    is_json: bool,
    before: &'a str,
    after: &'a str,
    secret: &'a str,
}

/// No error shows the secret, whatever stands around it.
pub fn redaction(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    input.in_urls();
    if input.is_tellable()
        && let Ok(zego) = Zego::new(Config::new(1, input.secret))
    {
        input.in_responses(&zego);
        input.in_failures(&zego);
    }
}

impl Input<'_> {
    /// Whether a text that shows the secret shows it because it was not masked: the secret is
    /// neither a part of the masked text by chance, nor of what is put in a secret's place.
    fn is_tellable(&self) -> bool {
        let secret = self.secret;
        secret.len() >= 12
            && !secret.contains(['[', ']', '…'])
            // So many readings of one text are not followed.
            && secret.matches('\\').count() < 64
            && !shown_around(self.before, self.after).contains(secret)
    }

    /// The secret in one of its spellings.
    fn spelled(&self) -> String {
        if self.is_json {
            let text = json!(self.secret).to_string();
            text[1..text.len() - 1].to_owned()
        } else {
            spelled_somehow(self.secret, &self.spelling)
        }
    }

    fn hidden(&self, shown: &str) {
        let spelled = self.spelled();
        let is_shown = shown.contains(self.secret) || shown.contains(&spelled);
        assert!(!is_shown, "{:?} as {spelled:?} is in {shown:?}", self.secret);
    }

    fn in_responses(&self, zego: &Zego) {
        let text = [self.before, &self.spelled(), self.after].concat();
        let bodies = [
            text.clone(),
            json!({ "Code": 7, "Message": text, "RequestId": text }).to_string(),
            json!({ "Code": text, "Message": "no" }).to_string(),
        ];
        for body in bodies {
            let bytes = body.len();
            let response = HttpResponse::new(200, body);
            let error = bounded(bytes, || zego.parse(&response)).expect_err("no success");
            self.hidden(error.message());
            self.hidden(error.request_id().unwrap_or_default());
            self.hidden(error.provider_code().unwrap_or_default());
        }
    }

    fn in_failures(&self, zego: &Zego) {
        let text = [self.before, &self.spelled(), self.after].concat();
        let options = CallOptions::default().with_max_attempts(1);
        let mut call = zego.call(CloseRoom::new("room"), options).expect("valid");
        assert!(call.reveals_credentials(&text), "{text:?}");
        let Step::Send(_) = call.next(NOW * 1000, entropy(1)) else { panic!("the first step") };
        call.failed(NOW * 1000, TransportFailure::Other(text));
        let Step::Done(Err(error)) = call.next(NOW * 1000, entropy(1)) else { panic!("no end") };
        self.hidden(error.message());
    }

    /// A credential's value in a URL is masked, and nothing else is lost.
    fn in_urls(&self) {
        const VALUE: &str = "c0ffee5ignature";
        let [before, after] = [self.before, self.after];
        if before.contains(VALUE) || after.contains(VALUE) {
            return;
        }
        for name in ["Signature", "token"] {
            let url = format!("https://host/?{before}&{name}={VALUE}&{after}");
            let shown = bounded(url.len(), || redacted_url(&url));
            assert!(!shown.contains(VALUE), "{url} is shown as {shown}");
        }
    }
}

/// What an error says beside the secret.
fn shown_around(before: &str, after: &str) -> String {
    let shown = format!(
        "zego: the HTTP client failed: {before}[redacted]{after} (1 request sent) \
         ZEGO 7: an undocumented answer of 1 bytes that are not a JSON object with an integer Code: \
         \"{before}[redacted]{after}\""
    );
    shown.replace(char::is_control, " ")
}
