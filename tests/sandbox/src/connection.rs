//! One TCP connection: HTTP/1.1, and the two things a handler cannot say with
//! a response alone.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower::ServiceExt;

use crate::app::App;
use crate::clock;

/// On a response: the connection is closed instead of sending it. As the error
/// of a body: the connection is closed at this point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection was dropped by a fault")
    }
}

impl std::error::Error for Dropped {}

/// On a response: it goes out without a `Date` header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoDate;

/// Serves requests until either side closes the connection.
pub(crate) async fn serve(stream: TcpStream, router: Router, app: Arc<App>) {
    let service = service_fn(|request: Request<Incoming>| {
        let answer = router.clone().oneshot(request.map(Body::new));
        let app = &app;
        async move {
            let response = answer.await.unwrap_or_else(|never: Infallible| match never {});
            finish(app, response)
        }
    });
    // hyper would write the machine's own date.
    let connection = http1::Builder::new()
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), service);
    // Clients may leave at any time, and dropped connections end in an error.
    let _ = connection.await;
}

/// Dates the response by the sandbox's clock, or refuses to send it.
fn finish(app: &App, mut response: Response) -> Result<Response, Dropped> {
    if response.extensions().get::<Dropped>().is_some() {
        return Err(Dropped);
    }
    if response.extensions().get::<NoDate>().is_none() {
        let date = clock::http_date(app.state().now_ms());
        let date = HeaderValue::from_str(&date).expect("a date is ASCII");
        response.headers_mut().insert(header::DATE, date);
    }
    Ok(response)
}
