//! Follows an answer to its end, for the journal.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::http::header;
use axum::response::Response;
use hyper::body::{Body as _, Bytes, Frame, SizeHint};

use crate::app::App;
use crate::connection::Dropped;
use crate::journal::{AnswerEnd, EntryId};

/// Records how the answer to a request ended: when it is dropped, which a client that leaves
/// brings about at any time.
#[derive(Debug)]
pub(crate) struct Watch {
    app: Arc<App>,
    record: EntryId,
    end: AnswerEnd,
}

impl Watch {
    pub(crate) fn new(app: &Arc<App>, record: EntryId) -> Self {
        Self { app: Arc::clone(app), record, end: AnswerEnd::CutOff }
    }

    /// Goes on watching while the response is sent.
    pub(crate) fn over(self, response: Response) -> Response {
        if response.extensions().get::<Dropped>().is_some() {
            return response;
        }
        let announced = response.headers().get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse().ok());
        response.map(|body| {
            let left = announced.or(body.size_hint().exact());
            Body::new(Watched { body, left, watch: self }.checked())
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.app.ended(self.record, self.end);
    }
}

#[derive(Debug)]
struct Watched {
    body: Body,
    /// How many bytes are still to be sent, where that is known.
    left: Option<u64>,
    watch: Watch,
}

impl Watched {
    /// A body is often dropped after its last byte, without being asked for its end.
    fn checked(mut self) -> Self {
        self.check();
        self
    }

    fn check(&mut self) {
        if self.left == Some(0) || self.body.is_end_stream() {
            self.watch.end = AnswerEnd::Complete;
        }
    }
}

impl hyper::body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Ok(frame)) = &frame {
            let sent = frame.data_ref().map_or(0, |data| data.len() as u64);
            self.left = self.left.map(|left| left.saturating_sub(sent));
        }
        match frame {
            None => self.watch.end = AnswerEnd::Complete,
            Some(Ok(_)) => self.check(),
            Some(Err(_)) => {}
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
