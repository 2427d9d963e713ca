//! What happened, for tests to look at.

use std::collections::VecDeque;

use serde::Serialize;

use crate::clock;
use crate::provider::{Provider, RoomId};
use crate::wire::WireRequest;

/// The last entries of their kind, oldest first.
#[derive(Debug)]
pub(crate) struct Journal<T> {
    entries: VecDeque<T>,
    forgotten: usize,
}

/// Finds an entry again, unless it has been forgotten.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryId(usize);

impl<T> Journal<T> {
    pub(crate) const CAPACITY: usize = 10_000;

    pub(crate) fn push(&mut self, entry: T) -> EntryId {
        if self.entries.len() == Self::CAPACITY {
            self.entries.pop_front();
            self.forgotten += 1;
        }
        self.entries.push_back(entry);
        EntryId(self.forgotten + self.entries.len() - 1)
    }

    pub(crate) fn get_mut(&mut self, id: EntryId) -> Option<&mut T> {
        self.entries.get_mut(id.0.checked_sub(self.forgotten)?)
    }

    /// The same journal with all entries forgotten; their ids stay unknown for
    /// good.
    pub(crate) fn cleared(self) -> Self {
        Self { forgotten: self.forgotten + self.entries.len(), entries: VecDeque::new() }
    }

    pub(crate) fn entries(&self) -> &VecDeque<T> {
        &self.entries
    }
}

impl<T> Default for Journal<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), forgotten: 0 }
    }
}

/// A provider request that was seen.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RequestRecord {
    /// Whose request it was taken for.
    pub provider: Provider,
    /// The HTTP method.
    pub method: String,
    /// The action it asked for, as sent.
    pub action: Option<String>,
    /// The room it named, as sent.
    pub room_id: Option<RoomId>,
    /// When it came, in milliseconds since 1970 by the machine's own clock.
    pub at_ms: i64,
    /// `success`, the provider's error code, or the kind of the fault that
    /// struck.
    pub outcome: String,
    /// `success` or the provider's error code; none if a fault kept the
    /// request from being carried out (yet).
    pub code: Option<String>,
    /// The HTTP status of the answer, if there is one.
    pub http_status: Option<u16>,
    /// The timestamp it was signed with, as sent.
    pub timestamp: Option<String>,
    /// How its answer ended; none while it is under way.
    pub answer: Option<AnswerEnd>,
}

/// How an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnswerEnd {
    /// It was sent to its end.
    Complete,
    /// The client left before its end, or a fault closed the connection.
    CutOff,
}

impl RequestRecord {
    pub(crate) fn new(
        provider: Provider,
        request: &WireRequest,
        outcome: String,
        http_status: Option<u16>,
    ) -> Self {
        let description = provider.describe(request);
        Self {
            provider,
            method: request.method.to_string(),
            action: description.action,
            room_id: description.room_id,
            at_ms: clock::unix_ms(),
            outcome,
            code: None,
            http_status,
            timestamp: description.timestamp,
            answer: None,
        }
    }
}

/// A callback that was sent.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CallbackRecord {
    pub(crate) provider: Provider,
    pub(crate) event: &'static str,
    pub(crate) room_id: RoomId,
    pub(crate) url: String,
    pub(crate) body: String,
    pub(crate) at_ms: i64,
    /// The receiver's HTTP status, once it has answered.
    pub(crate) status: Option<u16>,
    /// Why there is no answer.
    pub(crate) error: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgets_the_oldest() {
        let mut journal = Journal::default();
        let first = journal.push(0);
        let ids: Vec<_> =
            (1..=Journal::<usize>::CAPACITY).map(|entry| journal.push(entry)).collect();
        assert_eq!(journal.entries().len(), Journal::<usize>::CAPACITY);
        assert_eq!(journal.get_mut(first), None);
        assert_eq!(journal.get_mut(ids[0]), Some(&mut 1));
        assert_eq!(journal.get_mut(ids[9_999]), Some(&mut 10_000));
    }

    #[test]
    fn a_cleared_entry_is_not_taken_for_a_new_one() {
        let mut journal = Journal::default();
        let old = journal.push("old");
        let mut journal = journal.cleared();
        journal.push("new");
        assert_eq!(journal.get_mut(old), None);
    }
}
