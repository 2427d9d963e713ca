//! An HTTP message as plain text, so that an input can be read, written and mutated as one.
//!
//! A first line, a header on each further line, an empty line, and the body: raw bytes.

use closeroom::HttpResponse;

pub(crate) struct Message<'a> {
    first_line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: &'a [u8],
}

impl<'a> Message<'a> {
    pub(crate) fn read(data: &'a [u8]) -> Self {
        let end = data.windows(2).position(|pair| pair == b"\n\n");
        let (head, body) = end.map_or((data, &[][..]), |end| (&data[..end], &data[end + 2..]));
        let head = String::from_utf8_lossy(head);
        let mut lines = head.split('\n');
        let first_line = lines.next().unwrap_or_default().to_owned();
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { first_line, headers, body }
    }

    /// As a response, whose status is the first line.
    pub(crate) fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.first_line.parse().unwrap_or(200), self.body);
        response.headers.clone_from(&self.headers);
        response
    }

    /// The headers as callbacks are verified with.
    pub(crate) fn header_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
