//! The sandbox behind its HTTP face.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;
use tokio::sync::mpsc::UnboundedSender;

use crate::answer::Answer;
use crate::callback::Callback;
use crate::clock;
use crate::config::Config;
use crate::delivery::Batch;
use crate::door::Door;
use crate::fault::{Fault, PlannedFault};
use crate::journal::{AnswerEnd, CallbackRecord, EntryId, RequestRecord};
use crate::provider::Provider;
use crate::state::State;
use crate::wire::WireRequest;
use crate::{trtc, zego};

/// One sandbox: what it was started with and what has happened since.
#[derive(Debug)]
pub(crate) struct App {
    config: Config,
    pub(crate) door: Door,
    state: Mutex<State>,
    deliveries: UnboundedSender<Batch>,
    requests: broadcast::Sender<RequestRecord>,
}

impl App {
    pub(crate) fn new(config: Config, door: Door, deliveries: UnboundedSender<Batch>) -> Self {
        /// How far a subscriber may lag behind.
        const SUBSCRIBER_BACKLOG: usize = 4096;

        Self {
            state: Mutex::new(State::new(&config)),
            config,
            door,
            deliveries,
            requests: broadcast::Sender::new(SUBSCRIBER_BACKLOG),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic in one request must not silence all later ones.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<RequestRecord> {
        self.requests.subscribe()
    }

    /// Back to how the sandbox was started.
    pub(crate) fn reset(&self) {
        self.state().reset(&self.config);
    }

    /// The fault that strikes the next request to `provider`, if one is due.
    pub(crate) fn strike(&self, provider: Provider) -> Option<PlannedFault> {
        self.state().faults.strike(provider)
    }

    /// Carries a request out that no fault has struck, and records it.
    pub(crate) fn answer(&self, provider: Provider, request: &WireRequest) -> (EntryId, Answer) {
        let answer = self.carry_out(provider, request);
        let mut record = RequestRecord::new(provider, request, answer.code.clone(), Some(200));
        record.code = Some(answer.code.clone());
        (self.record(record), answer)
    }

    /// Records a request that a fault has struck.
    pub(crate) fn record_struck(
        &self,
        provider: Provider,
        request: &WireRequest,
        fault: &Fault,
    ) -> EntryId {
        let outcome = fault.kind().to_owned();
        self.record(RequestRecord::new(provider, request, outcome, fault.http_status()))
    }

    /// Adds to the record of a struck request what the provider would answer.
    pub(crate) fn carried_out(&self, record: EntryId, answer: &Answer) {
        if let Some(record) = self.state().requests.get_mut(record) {
            record.code = Some(answer.code.clone());
        }
    }

    /// Adds to the record of a request how its answer ended.
    pub(crate) fn ended(&self, record: EntryId, end: AnswerEnd) {
        if let Some(record) = self.state().requests.get_mut(record) {
            record.answer = Some(end);
        }
    }

    fn record(&self, record: RequestRecord) -> EntryId {
        // Without a subscriber there is nobody to tell.
        let _ = self.requests.send(record.clone());
        self.state().requests.push(record)
    }

    /// Applies the provider's rules, closes the room if they allow it, and
    /// sends its callbacks on their way.
    pub(crate) fn carry_out(&self, provider: Provider, request: &WireRequest) -> Answer {
        let mut state = self.state();
        let (answer, callbacks) = match provider {
            Provider::Zego => zego::carry_out(&self.config.zego, &mut state, request),
            Provider::Trtc => trtc::carry_out(&self.config.trtc, &mut state, request),
        };
        self.send(&mut state, callbacks);
        answer
    }

    fn send(&self, state: &mut State, callbacks: Vec<Callback>) {
        let Some(url) = state.settings.callback_url.clone() else {
            return;
        };
        let mut record = |callback: &Callback| {
            state.callbacks.push(CallbackRecord {
                provider: callback.room.provider(),
                event: callback.event,
                room_id: callback.room.id().clone(),
                url: url.to_string(),
                body: callback.body.clone(),
                at_ms: clock::unix_ms(),
                status: None,
                error: None,
            })
        };
        let callbacks =
            callbacks.into_iter().map(|callback| (record(&callback), callback)).collect();
        // The delivery ends only together with the sandbox.
        let _ = self.deliveries.send(Batch { url, callbacks });
    }

    pub(crate) fn callback_answered(&self, id: EntryId, answer: Result<u16, String>) {
        if let Some(record) = self.state().callbacks.get_mut(id) {
            match answer {
                Ok(status) => record.status = Some(status),
                Err(error) => record.error = Some(error),
            }
        }
    }
}
