//! A small HTTP client that shows what really comes over the connection.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// No test waits longer than this for a server that has gone silent.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: String::new(),
        }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let mut lines = vec![format!("{} {} HTTP/1.1", self.method, self.target)];
        let mut header = |name: &str, value: &str| lines.push(format!("{name}: {value}"));
        if !self.has("host") {
            header("Host", &address.to_string());
        }
        for (name, value) in &self.headers {
            header(name, value);
        }
        if !self.body.is_empty() {
            header("Content-Length", &self.body.len().to_string());
        }
        header("Connection", "close");
        format!("{}\r\n\r\n{}", lines.join("\r\n"), self.body).into_bytes()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// Sends a request on a connection of its own.
pub(crate) fn open(address: SocketAddr, request: &Request) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&request.bytes(address))?;
    Ok(stream)
}

/// Sends a request and reads the whole answer. A connection that ends before
/// the answer does is an `UnexpectedEof`.
pub(crate) fn send(address: SocketAddr, request: &Request) -> io::Result<Reply> {
    let mut received = Vec::new();
    open(address, request)?.read_to_end(&mut received)?;
    let (mut reply, body) = parse_head(&received).ok_or(io::ErrorKind::UnexpectedEof)?;
    let length = reply.header("content-length").map(|it| it.parse().unwrap());
    if length.is_some_and(|length: usize| length != body.len()) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    reply.body = body.to_vec();
    Ok(reply)
}

/// The head of an answer and what follows it, if the head is complete.
pub(crate) fn parse_head(received: &[u8]) -> Option<(Reply, &[u8])> {
    let end = received.windows(4).position(|it| it == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&received[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let reply = Reply { status, headers, body: Vec::new() };
    Some((reply, &received[end + 4..]))
}
