//! Where requests go: scheme and authority, in the spelling that HTTP clients send.
//!
//! TRTC signs the host. What is signed here must be what the client puts in
//! its `Host` header, so anything a client would rewrite is either rewritten
//! here first (case, default port) or refused (paths, odd IP spellings, any
//! IPv6 address but `[::1]`). Punycode is not decoded: a client refuses a
//! name like `xn--a.example`, which passes here.

use alloc::borrow::Cow;
use alloc::string::String;
use core::net::Ipv4Addr;

use crate::encode::Sink;
use crate::error::{Error, Provider};
use crate::text::text;

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

    const fn default_port(self) -> u16 {
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
    pub(crate) fn put(&self, out: &mut dyn Sink) {
        out.put(self.scheme.name());
        out.put("://");
        out.put(&self.authority);
        out.put("/");
    }

    /// Reads a host name or a base URL; `known` are the provider's short
    /// names, told to those who mistype one.
    pub(crate) fn parse(provider: Provider, text: &str, known: &[&str]) -> Result<Self, Error> {
        parse(text, known).map_err(|reason| Error::invalid_input(provider, "Endpoint", &reason))
    }
}

fn parse(text: &str, known: &[&str]) -> Result<BaseUrl, String> {
    if text.is_empty() {
        return Err(String::from("is empty; leave it out for the default"));
    }
    let (scheme, rest) = split_scheme(text)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if let Some(c) = rest.chars().find(|c| matches!(c, '/' | '?' | '#' | '@' | '\\')) {
        return Err(text![
            "must be a host name or a base URL without path, query or user info (found '",
            c,
            "'); the request's path is always '/'",
        ]);
    }
    let (host, port) = split_port(rest)?;
    let host = host.to_ascii_lowercase();
    if scheme == Some(Scheme::Http) && !is_loopback(&host) {
        return Err(String::from(
            "must use https: plain http is accepted for loopback (localhost, 127.0.0.0/8, [::1]) only",
        ));
    }
    check_host(&host)?;

    let bare_word = scheme.is_none() && port.is_none() && !host.contains(['.', ':']);
    if bare_word && host != "localhost" {
        return Err(text!["is neither a known name (", known.join(", "), ") nor a host name"]);
    }
    let scheme = scheme.unwrap_or(Scheme::Https);
    let authority = match port {
        Some(port) if port != scheme.default_port() => text![host, ":", port],
        _ => host,
    };
    Ok(BaseUrl { scheme, authority: Cow::Owned(authority) })
}

fn split_scheme<'a>(text: &'a str) -> Result<(Option<Scheme>, &'a str), String> {
    let after_name = |(name, rest): (_, &'a str)| Some((name, rest.strip_prefix("//")?));
    let Some((name, rest)) = text.split_once(':').and_then(after_name) else {
        return Ok((None, text));
    };
    let known = [Scheme::Https, Scheme::Http];
    match known.into_iter().find(|scheme| name.eq_ignore_ascii_case(scheme.name())) {
        Some(scheme) => Ok((Some(scheme), rest)),
        None => Err(String::from("must be an https URL (http for loopback only)")),
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), String> {
    let after_host = authority.rfind(']').map_or(0, |at| at + 1);
    let colon = authority.get(after_host..).and_then(|rest| rest.rfind(':'));
    let Some((host, port)) = colon.and_then(|at| authority.split_at_checked(after_host + at))
    else {
        return Ok((authority, None));
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(port) if is_number && port != 0 => Ok((host, Some(port))),
        _ => Err(String::from("has a port that is not a number from 1 to 65535")),
    }
}

fn check_host(host: &str) -> Result<(), String> {
    const FORM: &str = "must be a host name of ASCII letters, digits, '-', '_' and '.', \
                        an IPv4 address or [::1]";
    if host == "[::1]" {
        return Ok(());
    }
    let well_formed = host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        });
    if !well_formed {
        return Err(String::from(FORM));
    }
    // URL parsers take a host with such a last label for an IPv4 address and
    // respell it ("127.1", "0x7f.0.0.1"); only the canonical spelling stays.
    let last = host.rsplit('.').next().unwrap_or(host);
    let is_numeric = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    if is_numeric && host.parse::<Ipv4Addr>().is_err() {
        return Err(String::from(FORM));
    }
    Ok(())
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, parse};
    use std::string::String;

    fn url(text: &str) -> Option<String> {
        parse(text, &["hkg"]).ok().map(|base: BaseUrl| {
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
