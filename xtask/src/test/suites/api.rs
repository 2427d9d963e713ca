//! What users can call, compared with what was accepted.

use crate::api::SNAPSHOTS;
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::workspace::Workspace;

pub(super) fn snapshots(workspace: &Workspace) -> Outcome {
    let mut checks = Checks::of("API");
    for snapshot in SNAPSHOTS {
        checks.check(snapshot.name, || snapshot.compare(workspace));
    }
    checks.outcome()
}
