//! The version, in the parts that names are made of.

use anyhow::{Context as _, Result};

use crate::workspace::VERSION;

/// The part that programs depend on: while the major version is 0, a new minor one may break
/// them.
pub(super) fn compatible() -> Result<String> {
    compatible_part(VERSION).with_context(|| format!("{VERSION:?} is no version"))
}

fn compatible_part(version: &str) -> Option<String> {
    match version.split('.').collect::<Vec<_>>()[..] {
        ["0", minor, _] => Some(format!("0.{minor}")),
        [major, _, _] => Some(major.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::compatible_part;

    #[test]
    fn a_minor_version_breaks_before_the_first_major_one_only() {
        assert_eq!(compatible_part("0.1.2").as_deref(), Some("0.1"));
        assert_eq!(compatible_part("1.2.3").as_deref(), Some("1"));
        assert_eq!(compatible_part("1.2"), None);
    }
}
