//! The survivors that a person has looked at, from core/mutants.md.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// The text that explains them. It names each in backticks, as cargo-mutants does, but without
/// line and column, which change with every edit above.
pub(super) struct Explained(String);

impl Explained {
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Self(text))
    }

    /// Whether the mutant of that name is among them.
    pub(super) fn has(&self, mutant: &str) -> bool {
        self.0.contains(&format!("`{}`", without_place(mutant)))
    }
}

/// `core/src/a.rs:3:14: replace …` as `core/src/a.rs: replace …`.
fn without_place(mutant: &str) -> String {
    let Some((place, change)) = mutant.split_once(": ") else { return mutant.to_owned() };
    let file = place.split(':').next().unwrap_or(place);
    format!("{file}: {change}")
}

#[cfg(test)]
mod tests {
    use super::Explained;

    #[test]
    fn a_mutant_is_known_wherever_it_stands_in_its_file() {
        let text = Explained("- `a.rs: replace | with ^ in A::b`: no bit is in both".to_owned());
        assert!(text.has("a.rs:3:14: replace | with ^ in A::b"));
        assert!(text.has("a.rs:9:1: replace | with ^ in A::b"));
        assert!(!text.has("a.rs:3:14: replace | with ^ in A::bc"));
        assert!(!text.has("b.rs:3:14: replace | with ^ in A::b"));
    }
}
