//! Callbacks on their way to the receiver.

use std::time::Duration;

use axum::http::{Request, header};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time;

use crate::provider::RoomKey;
use crate::settings::CallbackUrl;

/// How long TRTC waits for a receiver; ZEGO's patience is not documented.
const PATIENCE: Duration = Duration::from_secs(5);

/// A signed callback, ready to be sent.
#[derive(Debug)]
pub(crate) struct Callback {
    /// The room it is about.
    pub(crate) room: RoomKey,
    /// The event's name or number.
    pub(crate) event: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

/// Sends a callback once and gives the receiver's HTTP status.
pub(crate) async fn post(url: &CallbackUrl, callback: Callback) -> Result<u16, String> {
    time::timeout(PATIENCE, exchange(url, callback))
        .await
        .map_err(|_| format!("no answer within {} s", PATIENCE.as_secs()))?
        .map_err(|error| error.to_string())
}

async fn exchange(
    url: &CallbackUrl,
    callback: Callback,
) -> Result<u16, Box<dyn std::error::Error + Send + Sync>> {
    let mut request = Request::post(url.path_and_query())
        .header(header::HOST, url.authority())
        .header(header::CONNECTION, "close");
    for (name, value) in callback.headers {
        request = request.header(name, value);
    }
    let request = request.body(Full::new(Bytes::from(callback.body)))?;

    let stream = TcpStream::connect((url.host(), url.port())).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let status = async move {
        let response = sender.send_request(request).await?;
        Ok(response.status().as_u16())
    };
    // The response and the sender are gone when `status` is done, which ends
    // the connection as well; how it ends no longer matters then.
    let (status, _) = tokio::join!(status, connection);
    status
}
