//! Sends the callbacks of closed rooms in the background.

use std::sync::Arc;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;

use crate::app::App;
use crate::callback::{self, Callback};
use crate::journal::EntryId;
use crate::settings::CallbackUrl;

/// The callbacks of one closed room, sent one after the other.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) url: CallbackUrl,
    pub(crate) callbacks: Vec<(EntryId, Callback)>,
}

/// Delivers every batch that comes in, batches side by side.
pub(crate) async fn run(app: Arc<App>, mut batches: UnboundedReceiver<Batch>) {
    let mut deliveries = JoinSet::new();
    loop {
        tokio::select! {
            Some(batch) = batches.recv() => {
                deliveries.spawn(deliver(Arc::clone(&app), batch));
            }
            Some(_) = deliveries.join_next() => {}
            else => break,
        }
    }
}

async fn deliver(app: Arc<App>, batch: Batch) {
    for (id, callback) in batch.callbacks {
        let answer = callback::post(&batch.url, callback).await;
        app.callback_answered(id, answer);
    }
}
