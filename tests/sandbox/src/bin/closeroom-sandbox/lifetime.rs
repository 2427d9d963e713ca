//! When the program ends.

use std::io;
use std::thread;

use tokio::sync::oneshot;

/// Watches for SIGINT and SIGTERM and, if asked to, for the end of the
/// standard input.
#[derive(Debug)]
pub(crate) struct Lifetime {
    signals: Signals,
    stdin: Option<oneshot::Receiver<()>>,
}

impl Lifetime {
    /// From here on nothing that ends the program is missed.
    pub(crate) fn begin(exit_with_stdin: bool) -> io::Result<Self> {
        Ok(Self { signals: Signals::watch()?, stdin: exit_with_stdin.then(watch_stdin) })
    }

    /// Waits for the end.
    pub(crate) async fn end(self) {
        let stdin_watched = self.stdin.is_some();
        let stdin_closed = async {
            if let Some(closed) = self.stdin {
                let _ = closed.await;
            }
        };
        tokio::select! {
            () = self.signals.received() => {}
            () = stdin_closed, if stdin_watched => {}
        }
    }
}

/// On a thread of its own, because a read of the standard input cannot be
/// cancelled.
fn watch_stdin() -> oneshot::Receiver<()> {
    let (sender, closed) = oneshot::channel();
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = sender.send(());
    });
    closed
}

#[cfg(unix)]
#[derive(Debug)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn watch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn received(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
#[derive(Debug)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn watch() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn received(mut self) {
        self.0.recv().await;
    }
}
