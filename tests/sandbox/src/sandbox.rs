//! A running sandbox.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{broadcast, mpsc};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time;

use crate::app::App;
use crate::config::Config;
use crate::door::Door;
use crate::journal::RequestRecord;
use crate::{connection, delivery, listen, routes};

/// A running sandbox. It ends when it is dropped, with all its connections.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    app: Arc<App>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a sandbox on the current tokio runtime. Fails if the address is
    /// taken, or is not a loopback address.
    #[expect(clippy::unused_async, reason = "it needs the runtime, as callers can see by this")]
    pub async fn start(config: Config) -> io::Result<Self> {
        if !config.host.is_loopback() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{} is not a loopback address", config.host),
            ));
        }
        let listener = listen::listen(listen::bind((config.host, config.port).into())?)?;
        let address = listener.local_addr()?;
        let (door, opened) = Door::new(config.host)?;
        let (deliveries, batches) = mpsc::unbounded_channel();
        let app = Arc::new(App::new(config, door, deliveries));
        let server = tokio::spawn({
            let app = Arc::clone(&app);
            async move {
                let behind_door = async {
                    // The sender lives as long as the app.
                    if let Ok(listener) = opened.await {
                        accept(listener, Arc::clone(&app)).await;
                    }
                };
                let first = accept(listener, Arc::clone(&app));
                tokio::join!(first, behind_door, delivery::run(Arc::clone(&app), batches));
            }
        });
        Ok(Self { address, app, server })
    }

    /// The base URL of both providers and of the control API, as in
    /// `http://127.0.0.1:8787`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every provider request from now on. A receiver that lags far behind
    /// misses some.
    pub fn subscribe(&self) -> broadcast::Receiver<RequestRecord> {
        self.app.subscribe()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn accept(listener: TcpListener, app: Arc<App>) {
    /// When the machine is out of something that a connection needs.
    const PAUSE: Duration = Duration::from_millis(50);

    let router = routes::router(Arc::clone(&app));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection::serve(stream, router.clone(), Arc::clone(&app)));
                }
                Err(_) => time::sleep(PAUSE).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}
