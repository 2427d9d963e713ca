//! The request is the credential; what is said about it is not.

use closeroom::HttpResponse;

use super::sensitive::{Client, Hidden, spellings};

#[test]
fn debug_of_a_request_hides_what_makes_it_valid() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        let request = client.build();
        let signature = client.signature();
        let carried = format!("{} {:?}", request.url, request.body)
            + &request.headers.iter().map(|header| &*header.value).collect::<String>();
        assert!(
            spellings(&signature).iter().any(|spelling| carried.contains(spelling)),
            "the signature is in the request"
        );

        let shown = format!("{request:?} {request:#?} {:?}", request.headers);
        hidden.assert_not_in(&shown);
        assert!(shown.contains("[redacted]"), "{shown}");
        assert!(shown.contains("room"), "the rest stays readable: {shown}");
    }
}

#[test]
fn a_redacted_url_is_fit_for_a_log() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        let request = client.build();
        hidden.assert_not_in(&request.redacted_url());
    }
    let zego = Client::all().remove(0);
    assert_eq!(
        zego.build().redacted_url(),
        zego.build().url.replace(&zego.signature(), "[redacted]")
    );
}

/// What a host asks before it keeps a text, such as an error of its HTTP client.
#[test]
fn a_call_knows_which_texts_reveal_credentials() {
    for client in Client::all() {
        let call = client.call();
        for harmless in [
            "",
            "connection refused",
            "[redacted]",
            "before [redacted] and after",
            "?Signature=[redacted]&Token=[redacted]",
            "two\nlines\u{85}\u{1b}[0m",
        ] {
            assert!(!call.reveals_credentials(harmless), "{harmless:?}");
        }
        for secret in client.secrets().into_iter().chain([&*client.signature()]) {
            for text in [
                secret.to_owned(),
                format!("failed: {secret}, not [redacted]"),
                format!("Signature={secret}"),
                format!("{secret}[redacted]\n"),
            ] {
                assert!(call.reveals_credentials(&text), "{text:?}");
            }
        }
        // What is masked along with a value does not make up for it.
        for text in ["Signature=c0ffee[redacted]", "token=[redacted]c0ffee", "Token=c0ffee\n"] {
            assert!(call.reveals_credentials(text), "{text:?}");
        }
    }
}

#[test]
fn no_step_of_an_explanation_holds_a_secret() {
    for client in Client::all() {
        let explained = client.explain();
        assert_eq!(explained.request, client.build());
        for secret in client.secrets() {
            for step in &explained.steps {
                Hidden::text(secret).assert_not_in(&step.value);
                let shown = format!("{step:?}");
                Hidden::text(secret).assert_not_in(&shown);
                assert!(shown.contains(step.name), "{shown}");
                assert_eq!(!shown.contains(&format!("{:?}", step.value)), step.name == "signature");
            }
            Hidden::text(secret).assert_not_in(&format!("{explained:?} {explained:#?}"));
        }
    }
}

#[test]
fn debug_of_a_response_shows_no_body_and_no_signed_redirect() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        let request = client.build();
        let response = HttpResponse::new(302, request.url.as_str())
            .with_header("Location", request.url.as_str())
            .with_header("Date", "Tue, 14 Nov 2023 22:13:20 GMT");
        let shown = format!("{response:?} {response:#?}");
        hidden.assert_not_in(&shown);
        assert!(shown.contains("302") && shown.contains("22:13:20"), "{shown}");
    }
}
