//! Where requests go: scheme and authority, in the spelling that HTTP clients send.
//!
//! TRTC signs the host. What is signed here must be what the client puts in
//! its `Host` header, so anything a client would rewrite is either rewritten
//! here first (case, default port) or refused (paths, odd IP spellings, any
//! IPv6 address but `[::1]`). Punycode is not decoded: a client refuses a
//! name like `xn--a.example`, which passes here.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::encode::{Put, put_integer};
use crate::error::{Error, Provider};
use crate::read::{is_decimal, split_once, whole_number};

/// Scheme and authority of a provider's API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Cow<'static, str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn default_port(self) -> u64 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl BaseUrl {
    /// A host of the provider's own, known to be well-formed.
    pub(crate) const fn of_host(host: &'static str) -> Self {
        Self { scheme: Scheme::Https, authority: Cow::Borrowed(host) }
    }

    /// Host and, unless it is the scheme's default, port: what the `Host` header will say.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// Writes the URL of the root path, to which a query can be appended.
    pub(crate) fn put(&self, out: &mut String) {
        out.put(self.scheme.name());
        out.put("://");
        out.put(&self.authority);
        out.put("/");
    }

    /// Reads a host name or a base URL; `known` are the provider's short
    /// names, told to those who mistype one.
    pub(crate) fn parse(provider: Provider, text: &str, known: &[&str]) -> Result<Self, Error> {
        let refuse = |what: &str| Err(Error::invalid_input(provider, "Endpoint", what));
        let parts = match Parts::read(text) {
            Ok(parts) => parts,
            Err(what) => return refuse(what),
        };
        let mut authority = parts.host.to_ascii_lowercase();
        let kind = match HostKind::of(&authority) {
            Ok(kind) => kind,
            Err(what) => return refuse(what),
        };
        if kind == HostKind::Word && parts.scheme.is_none() && parts.port.is_none() {
            let mut what = String::from("is neither a host name nor a known name:");
            for name in known {
                what.put(" ");
                what.put(name);
            }
            return refuse(&what);
        }
        let scheme = parts.scheme.unwrap_or(Scheme::Https);
        if scheme == Scheme::Http && kind != HostKind::Loopback {
            return refuse(
                "must use https; http is for loopback only (localhost, 127.0.0.0/8, [::1])",
            );
        }
        if let Some(port) = parts.port.filter(|port| *port != scheme.default_port()) {
            authority.put(":");
            put_integer(&mut authority, port);
        }
        Ok(Self { scheme, authority: Cow::Owned(authority) })
    }
}

/// What an endpoint is written as.
struct Parts<'a> {
    scheme: Option<Scheme>,
    host: &'a str,
    port: Option<u64>,
}

impl<'a> Parts<'a> {
    fn read(text: &'a str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Err("is empty; leave it out for the default");
        }
        let (scheme, rest) = split_scheme(text)?;
        let path = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#' | b'@' | b'\\'));
        let (rest, path) = rest.split_at_checked(path.unwrap_or(rest.len())).unwrap_or_default();
        if !matches!(path, "" | "/") {
            return Err("must be a host name or a base URL without path, query or user info");
        }
        let (host, port) = split_port(rest)?;
        Ok(Self { scheme, host, port })
    }
}

fn split_scheme(text: &str) -> Result<(Option<Scheme>, &str), &'static str> {
    let Some((name, rest)) = split_once(text, b':') else { return Ok((None, text)) };
    let Some(rest) = rest.strip_prefix("//") else { return Ok((None, text)) };
    if name.eq_ignore_ascii_case("https") {
        Ok((Some(Scheme::Https), rest))
    } else if name.eq_ignore_ascii_case("http") {
        Ok((Some(Scheme::Http), rest))
    } else {
        Err("must be an https URL (http for loopback only)")
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u64>), &'static str> {
    // A colon in brackets is part of the host.
    let last = authority.bytes().rposition(|byte| matches!(byte, b':' | b']'));
    let (host, end) = authority.split_at_checked(last.unwrap_or_default()).unwrap_or_default();
    let Some(digits) = end.strip_prefix(':') else { return Ok((authority, None)) };
    match whole_number(digits) {
        Some(port @ 1..=65535) => Ok((host, Some(port))),
        _ => Err("has a port that is not 1 to 65535"),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum HostKind {
    /// `localhost`, `127.0.0.0/8` or `[::1]`.
    Loopback,
    /// A name without a dot.
    Word,
    /// Any other name or address.
    Other,
}

impl HostKind {
    /// Checks a host in lower case.
    fn of(host: &str) -> Result<Self, &'static str> {
        const FORM: &str = "must be a host name of ASCII letters, digits, '-', '_' and '.', \
                            an IPv4 address or [::1]";
        if host == "[::1]" || host == "localhost" {
            return Ok(Self::Loopback);
        }
        let (mut labels, mut octets) = (0, 0);
        let mut rest = Some(host);
        let mut last = host;
        while let Some(text) = rest {
            let (label, after) = split_once(text, b'.').unzip();
            (last, rest) = (label.unwrap_or(text), after);
            if !is_label(last) {
                return Err(FORM);
            }
            labels += 1;
            octets += u32::from(is_octet(last));
        }
        // URL parsers take a host with such a last label for an IPv4 address and
        // respell it ("127.1", "0x7f.0.0.1"); only the canonical spelling stays.
        let is_address = is_decimal(last) || last.starts_with("0x");
        match (is_address, labels, octets) {
            _ if host.len() > 253 => Err(FORM),
            (true, 4, 4) if host.starts_with("127.") => Ok(Self::Loopback),
            (true, 4, 4) | (false, 2.., _) => Ok(Self::Other),
            (false, ..) => Ok(Self::Word),
            (true, ..) => Err(FORM),
        }
    }
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Whether the label is a number from 0 to 255 without leading zeros.
fn is_octet(label: &str) -> bool {
    let is_short = label.len() == 1 || label.as_bytes().first() != Some(&b'0');
    is_short && whole_number(label).is_some_and(|number| number <= 255)
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;
    use crate::error::Provider;
    use std::string::String;

    fn url(text: &str) -> Option<String> {
        BaseUrl::parse(Provider::Zego, text, &["hkg"]).ok().map(|base| {
            let mut out = String::new();
            base.put(&mut out);
            out
        })
    }

    #[test]
    fn spells_the_authority_as_clients_send_it() {
        for (text, expected) in [
            ("rtc-api.zego.im", "https://rtc-api.zego.im/"),
            ("https://RTC-API.zego.im/", "https://rtc-api.zego.im/"),
            ("HTTPS://h.example:443", "https://h.example/"),
            ("h.example:8443", "https://h.example:8443/"),
            ("https://gateway", "https://gateway/"),
            ("gateway:8443", "https://gateway:8443/"),
            ("localhost", "https://localhost/"),
            ("http://localhost:8787", "http://localhost:8787/"),
            ("http://127.0.0.1:80/", "http://127.0.0.1/"),
            ("http://127.9.8.7", "http://127.9.8.7/"),
            ("http://[::1]:8787", "http://[::1]:8787/"),
            ("[::1]", "https://[::1]/"),
            ("1.2.3.4", "https://1.2.3.4/"),
            ("h.example:0443", "https://h.example/"),
        ] {
            assert_eq!(url(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_host_has_at_most_253_bytes() {
        let host = "a.".repeat(126) + "b";
        assert!(url(&host).is_some());
        assert_eq!(url(&(host + "b")), None);
    }

    #[test]
    fn refuses_what_a_client_would_respell_or_that_hides_something() {
        for text in [
            "",
            " ",
            "/",
            "hkgg",
            "https://",
            "ftp://h.example",
            "http://h.example",
            "http://h.example:443",
            "h.example/api",
            "h.example?x",
            "h.example#x",
            "user@h.example",
            "h.example:0",
            "h.example:65536",
            "h.example:",
            "h.example:+1",
            "h.example:8a",
            "h..example",
            "h.example.",
            ".example",
            "h example",
            "hé.example",
            "h%2eexample",
            "127.1",
            "0x7f.0.0.1",
            "1.2.3.256",
            "1.2.3.04",
            "2130706433.",
            "[::2]",
            "[::1",
            "::1",
            "https://https://h.example",
            "h.example\\x",
            "h.example\n",
            "http://127.0.0.1.example.com",
        ] {
            assert_eq!(url(text), None, "{text}");
        }
    }
}
