//! One line for every provider request.

use std::io::{self, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use closeroom_sandbox::RequestRecord;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// Writes the lines on a thread of its own: if nobody reads them, lines get
/// lost, and the server goes on.
#[derive(Debug)]
pub(crate) struct RequestLog {
    finished: mpsc::Receiver<()>,
}

impl RequestLog {
    pub(crate) fn start(requests: Receiver<RequestRecord>) -> Self {
        let (done, finished) = mpsc::channel();
        thread::spawn(move || {
            write_lines(requests);
            let _ = done.send(());
        });
        Self { finished }
    }

    /// Waits until the lines are out, but not for a reader that has stopped.
    pub(crate) fn finish(self) {
        let _ = self.finished.recv_timeout(Duration::from_secs(1));
    }
}

fn write_lines(mut requests: Receiver<RequestRecord>) {
    let mut stdout = io::stdout();
    loop {
        let written = match requests.blocking_recv() {
            Ok(request) => writeln!(stdout, "{}", line(&request)),
            Err(RecvError::Lagged(missed)) => writeln!(stdout, "({missed} lines lost)"),
            Err(RecvError::Closed) => return,
        };
        if written.and_then(|()| stdout.flush()).is_err() {
            return;
        }
    }
}

/// What a request wrote is escaped: it must not look like lines of its own.
fn line(request: &RequestRecord) -> String {
    let action = request.action.as_deref().unwrap_or("-").escape_debug();
    let room = request.room_id.as_ref().map_or("-".to_owned(), ToString::to_string);
    let (method, provider, outcome) = (&request.method, request.provider, &request.outcome);
    format!("{method} {provider} {action} {room} -> {outcome}")
}
