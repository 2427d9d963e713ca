//! A server that receives callbacks.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// What the sandbox sent.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value))
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// Answers every request with one status, until the test ends.
#[derive(Debug)]
pub(crate) struct Receiver {
    address: SocketAddr,
    received: mpsc::Receiver<Received>,
}

impl Receiver {
    pub(crate) fn start(status: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, received) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let request = answer(stream.unwrap(), status);
                if sender.send(request).is_err() {
                    break;
                }
            }
        });
        Self { address, received }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook?from=sandbox", self.address)
    }

    pub(crate) fn next(&self) -> Received {
        self.received.recv_timeout(Duration::from_secs(10)).expect("a callback")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.received.try_recv().is_err()
    }
}

fn answer(mut stream: TcpStream, status: u16) -> Received {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let request = loop {
        let count = stream.read(&mut chunk).unwrap();
        assert_ne!(count, 0, "the request ended early");
        bytes.extend_from_slice(&chunk[..count]);
        if let Some(request) = parse(&bytes) {
            break request;
        }
    };
    let head = format!("HTTP/1.1 {status} Status\r\ncontent-length: 10\r\n\r\n{{\"code\":0}}");
    stream.write_all(head.as_bytes()).unwrap();
    request
}

fn parse(bytes: &[u8]) -> Option<Received> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let target = lines.next()?.strip_prefix("POST ")?.split(' ').next()?;
    let headers: Vec<_> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let received = Received { target: target.to_owned(), headers, body: body.to_owned() };
    let length: usize = received.header("content-length")?.parse().ok()?;
    (body.len() == length).then_some(received)
}
