//! What differs between two texts of an API: lines that went, lines that came.

use similar::TextDiff;

/// As `diff --unified` shows it.
pub(super) fn of(accepted: &str, now: &str) -> String {
    TextDiff::from_lines(accepted, now).unified_diff().header("accepted", "now").to_string()
}
