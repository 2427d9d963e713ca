//! A second address, at which nothing listens until it is asked to: what refuses connections.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::oneshot;

use crate::listen;

/// The address is taken from the start, so that nobody else can answer there.
#[derive(Debug)]
pub(crate) struct Door {
    address: SocketAddr,
    closed: Mutex<Option<Closed>>,
}

#[derive(Debug)]
struct Closed {
    socket: TcpSocket,
    opened: oneshot::Sender<TcpListener>,
}

/// What the control API says about it.
#[derive(Debug, Serialize)]
pub(crate) struct DoorState {
    url: String,
    open: bool,
}

impl Door {
    /// The second value resolves when the door is opened.
    pub(crate) fn new(host: IpAddr) -> io::Result<(Self, oneshot::Receiver<TcpListener>)> {
        let socket = listen::bind((host, 0).into())?;
        let address = socket.local_addr()?;
        let (opened, listener) = oneshot::channel();
        let closed = Mutex::new(Some(Closed { socket, opened }));
        Ok((Self { address, closed }, listener))
    }

    /// Listens from now on, as at the first address.
    pub(crate) fn open(&self) -> io::Result<()> {
        let closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Closed { socket, opened }) = closed {
            // Nobody takes it only when the sandbox is ending.
            let _ = opened.send(listen::listen(socket)?);
        }
        Ok(())
    }

    pub(crate) fn state(&self) -> DoorState {
        let open = self.closed.lock().unwrap_or_else(PoisonError::into_inner).is_none();
        DoorState { url: format!("http://{}", self.address), open }
    }
}
