//! The little typography that the output has.

use std::env;
use std::io::{self, IsTerminal as _};

/// Bold on a terminal; as it is in a file, in a pipe and under `NO_COLOR`.
pub(crate) fn bold(text: &str) -> String {
    if io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) {
        format!("\x1b[1m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

/// A number of bytes as people read it.
#[allow(clippy::cast_precision_loss)] // shown with one decimal
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_decimal() {
        assert_eq!(size(999), "999 B");
        assert_eq!(size(61_234), "61.2 kB");
        assert_eq!(size(44_435_837), "44.4 MB");
    }
}
