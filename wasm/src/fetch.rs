//! One attempt over the host's `fetch`.

use closeroom::{HttpRequest, HttpResponse, TransportFailure};
use js_sys::{ArrayBuffer, Error as JsError, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use crate::interrupt::Interrupt;

#[wasm_bindgen]
extern "C" {
    /// A `Response`, or what an injected `fetch` gives in its place: nothing
    /// about it is taken for granted.
    #[wasm_bindgen(extends = Object)]
    type Response;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn status(this: &Response) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn headers(this: &Response) -> Result<Headers, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn body(this: &Response) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = arrayBuffer)]
    fn array_buffer(this: &Response) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Headers;
    #[wasm_bindgen(method, structural, catch)]
    fn get(this: &Headers, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type ReadableStream;
    #[wasm_bindgen(method, structural, catch, js_name = getReader)]
    fn get_reader(this: &ReadableStream) -> Result<Reader, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Reader;
    #[wasm_bindgen(method, structural, catch)]
    fn read(this: &Reader) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    fn cancel(this: &Reader) -> Result<Promise, JsValue>;
}

/// The headers that the core looks at.
const HEADERS: [&str; 2] = ["Date", "Retry-After"];

/// Why an attempt brought no response, and what the host threw.
pub(crate) struct Failed {
    pub(crate) failure: TransportFailure,
    pub(crate) cause: Option<JsValue>,
}

impl From<TransportFailure> for Failed {
    fn from(failure: TransportFailure) -> Self {
        Self { failure, cause: None }
    }
}

impl From<JsValue> for Failed {
    fn from(thrown: JsValue) -> Self {
        Self { failure: TransportFailure::Other(describe(&thrown)), cause: Some(thrown) }
    }
}

impl From<JsError> for Failed {
    fn from(error: JsError) -> Self {
        Self::from(JsValue::from(error))
    }
}

/// A client for requests to the providers.
pub(crate) struct Fetch {
    fetch: JsValue,
    signal: Option<AbortSignal>,
}

impl Fetch {
    /// With the caller's `fetch`, or the global one.
    pub(crate) fn new(fetch: Option<Function>, signal: Option<AbortSignal>) -> Self {
        let global = || Reflect::get(&js_sys::global(), &"fetch".into()).unwrap_or_default();
        Self { fetch: fetch.map_or_else(global, JsValue::from), signal }
    }

    pub(crate) fn signal(&self) -> Option<&AbortSignal> {
        self.signal.as_ref()
    }

    /// Sends and reads the whole body. Whatever ends it early aborts the
    /// request in flight, so that the host frees its connection.
    pub(crate) async fn send(
        &self,
        request: &HttpRequest,
        timeout_ms: u64,
        max_response_bytes: usize,
    ) -> Result<HttpResponse, Failed> {
        let interrupt = Interrupt::new(self.signal(), timeout_ms);
        let controller = AbortController::new()?;
        let result = self.exchange(request, &controller, &interrupt, max_response_bytes).await;
        if result.is_err() {
            controller.abort();
        }
        result
    }

    async fn exchange(
        &self,
        request: &HttpRequest,
        controller: &AbortController,
        interrupt: &Interrupt,
        max_response_bytes: usize,
    ) -> Result<HttpResponse, Failed> {
        let fetch: &Function = self
            .fetch
            .dyn_ref()
            .ok_or_else(|| JsError::new("this runtime has no fetch; pass one as an option"))?;
        let init = request_init(request, controller)?;
        let promise = fetch.call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)?;
        let response = interrupt.race(JsFuture::from(Promise::resolve(&promise))).await??;
        if !response.is_object() {
            return Err(JsError::new("fetch did not give a Response").into());
        }
        let response: Response = response.unchecked_into();

        let mut received = HttpResponse::new(status(&response)?, Vec::new());
        let headers = response.headers()?;
        for name in HEADERS {
            if let Some(value) = headers.get(name)?.as_string() {
                received = received.with_header(name, value);
            }
        }
        received.body = read_body(&response, interrupt, max_response_bytes).await?;
        Ok(received)
    }
}

/// Only what every runtime knows: workerd throws at options that it does not have.
fn request_init(request: &HttpRequest, controller: &AbortController) -> Result<Object, JsValue> {
    let headers = Object::new();
    for header in &request.headers {
        Reflect::set(&headers, &header.name.into(), &(&*header.value).into())?;
    }
    let init = Object::new();
    Reflect::set(&init, &"method".into(), &request.method.as_str().into())?;
    Reflect::set(&init, &"headers".into(), &headers)?;
    if let Some(body) = &request.body {
        Reflect::set(&init, &"body".into(), &body.as_str().into())?;
    }
    // A signed request is meant for one host alone.
    Reflect::set(&init, &"redirect".into(), &"manual".into())?;
    Reflect::set(&init, &"signal".into(), &controller.signal())?;
    Ok(init)
}

/// 0 stands for the redirect that a browser hides.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
fn status(response: &Response) -> Result<u16, JsValue> {
    match response.status()?.as_f64() {
        Some(status) if (0.0..1000.0).contains(&status) => Ok(status as u16),
        _ => Err(JsError::new("fetch gave a Response without a status").into()),
    }
}

async fn read_body(
    response: &Response,
    interrupt: &Interrupt,
    limit: usize,
) -> Result<Vec<u8>, Failed> {
    let stream = response.body()?;
    if !stream.is_object() || !Reflect::has(&stream, &"getReader".into())? {
        // No body, or a Response without web streams.
        let buffer = interrupt.race(JsFuture::from(response.array_buffer()?)).await??;
        return take(Vec::new(), &Uint8Array::new(&buffer), limit);
    }
    let reader = stream.unchecked_into::<ReadableStream>().get_reader()?;
    let body = read_chunks(&reader, interrupt, limit).await;
    if body.is_err()
        && let Ok(cancelled) = reader.cancel()
    {
        // Nobody waits for it, but its failure is not to surface anywhere.
        drop(JsFuture::from(cancelled));
    }
    body
}

async fn read_chunks(
    reader: &Reader,
    interrupt: &Interrupt,
    limit: usize,
) -> Result<Vec<u8>, Failed> {
    let mut body = Vec::new();
    loop {
        let chunk = interrupt.race(JsFuture::from(reader.read()?)).await??;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(body);
        }
        let bytes = Reflect::get(&chunk, &"value".into())?;
        // Not `instanceof`, which knows the bytes of this realm only.
        if !ArrayBuffer::is_view(&bytes) {
            return Err(JsError::new("the response's body is not a stream of bytes").into());
        }
        body = take(body, &Uint8Array::new(&bytes), limit)?;
    }
}

fn take(mut body: Vec<u8>, chunk: &Uint8Array, limit: usize) -> Result<Vec<u8>, Failed> {
    if chunk.length() as usize > limit.saturating_sub(body.len()) {
        return Err(TransportFailure::BodyTooLarge.into());
    }
    body.extend_from_slice(&chunk.to_vec());
    Ok(body)
}

/// What was thrown, in one line. Node hides the reason ("connect
/// ECONNREFUSED …", or a bare code) in the cause of "fetch failed".
fn describe(thrown: &JsValue) -> String {
    let text_of = |value: &JsValue, name: &str| {
        let member = Reflect::get(value, &name.into()).ok()?;
        member.as_string().filter(|text| !text.is_empty())
    };
    let cause = Reflect::get(thrown, &"cause".into()).unwrap_or_default();
    let message = thrown.as_string().or_else(|| text_of(thrown, "message"));
    let reason = text_of(&cause, "message").or_else(|| text_of(&cause, "code"));
    match (message, reason) {
        (Some(message), Some(cause)) => format!("{message}: {cause}"),
        (Some(message), None) => message,
        (None, Some(cause)) => cause,
        (None, None) => "it gave no reason".into(),
    }
}
