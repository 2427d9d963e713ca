//! One attempt over the host's `fetch`.

use closeroom::{HttpRequest, HttpResponse, TransportFailure};
use js_sys::{
    Array, ArrayBuffer, Error as JsError, Function, Object, Promise, Reflect, Symbol, Uint8Array,
};
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
    fn array_buffer(this: &Response) -> Result<JsValue, JsValue>;

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
    fn read(this: &Reader) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    fn cancel(this: &Reader) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(extends = Uint8Array, js_name = Uint8Array)]
    type Bytes;
    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn of(source: &JsValue) -> Result<Bytes, JsValue>;
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
    fetch: Function,
    signal: Option<AbortSignal>,
}

impl Fetch {
    /// With the caller's `fetch`, or the global one; `None` where there is neither.
    pub(crate) fn new(fetch: Option<Function>, signal: Option<AbortSignal>) -> Option<Self> {
        let global = || Reflect::get(&js_sys::global(), &"fetch".into()).ok()?.dyn_into().ok();
        Some(Self { fetch: fetch.or_else(global)?, signal })
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
        let init = request_init(request, controller)?;
        let promise = self.fetch.call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)?;
        let response = interrupt.race(settled(&promise)).await??;
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
        let buffer = interrupt.race(settled(&response.array_buffer()?)).await??;
        return take(Vec::new(), &bytes_of(&buffer)?, limit);
    }
    let reader = stream.unchecked_into::<ReadableStream>().get_reader()?;
    let body = read_chunks(&reader, interrupt, limit).await;
    if body.is_err()
        && let Ok(cancelled) = reader.cancel()
    {
        // Nobody waits for it, but its failure is not to surface anywhere.
        drop(settled(&cancelled));
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
        // Chunks that are always there, and empty, would keep the timer from firing.
        interrupt.check_time()?;
        let chunk = interrupt.race(settled(&reader.read()?)).await??;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(body);
        }
        let bytes = bytes_of(&Reflect::get(&chunk, &"value".into())?)?;
        body = take(body, &bytes, limit)?;
    }
}

/// Adopts whatever a host gave as a promise. Unlike `Promise.resolve`, this
/// also survives an object whose `then` throws.
fn settled(promise: &JsValue) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, _reject| {
        // Resolving a promise does not throw.
        let _ = resolve.call1(&JsValue::UNDEFINED, promise);
    }))
}

/// Not by `instanceof`, which knows the bytes of this realm only.
fn bytes_of(value: &JsValue) -> Result<Uint8Array, JsValue> {
    let tag = || Reflect::get(value, &Symbol::to_string_tag()).ok()?.as_string();
    if ArrayBuffer::is_view(value) || tag().as_deref() == Some("ArrayBuffer") {
        return Bytes::of(value).map(Uint8Array::from);
    }
    Err(JsError::new("the response's body is not made of bytes").into())
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

/// All the text that an inspection of what was thrown would show: of errors,
/// plain objects and arrays, with all that they hold. `None` where that
/// cannot be told, or is more than an error ought to hold.
pub(crate) fn seen_in(thrown: &JsValue) -> Option<String> {
    let mut sight = Sight { text: String::new(), objects: Vec::new() };
    sight.take(thrown, 6).then_some(sight.text)
}

struct Sight {
    text: String,
    objects: Vec<JsValue>,
}

impl Sight {
    /// An error that holds more objects than this is not looked through.
    const MOST_OBJECTS: usize = 64;

    /// Takes in a value; whether all of it could be. What throws when it is
    /// looked at shows nothing.
    fn take(&mut self, value: &JsValue, depth_left: u32) -> bool {
        if let Some(text) = value.as_string() {
            self.text.push_str(&text);
            self.text.push('\n');
            return true;
        }
        if !value.is_object() || self.objects.contains(value) {
            return true;
        }
        let Ok(names) = Reflect::own_keys(value) else { return true };
        if depth_left == 0
            || self.objects.len() == Self::MOST_OBJECTS
            || !is_transparent(value, &names)
        {
            return false;
        }
        self.objects.push(value.clone());
        // A class of errors may have these on its prototype.
        let inherited = ["message", "stack"].map(JsValue::from_str);
        names.iter().chain(inherited).all(|name| {
            let member = Reflect::get(value, &name).unwrap_or_default();
            self.take(&name, depth_left) && self.take(&member, depth_left - 1)
        })
    }
}

/// Whether an object's properties are all there is to it, unlike those of a `URL` or a `Map`.
fn is_transparent(object: &JsValue, names: &Array) -> bool {
    let is_plain = || {
        let prototype = Reflect::get_prototype_of(object).ok()?;
        let above = Reflect::get_prototype_of(&prototype).map_or(JsValue::NULL, JsValue::from);
        Some(prototype.is_null() || above.is_null())
    };
    // An error of another realm is known by its stack.
    let is_error = object.is_instance_of::<JsError>() || names.includes(&"stack".into(), 0);
    is_error || Array::is_array(object) || is_plain().unwrap_or(false)
}
