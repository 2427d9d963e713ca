//! The survivors that a person has looked at, from core/mutants.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// The names in the text that explains them: each in backticks, as cargo-mutants gives it, but
/// without line and column, which change with every edit above.
pub(super) struct Explained(BTreeSet<String>);

impl Explained {
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Self::parse(&text))
    }

    fn parse(text: &str) -> Self {
        let in_backticks = text.split('`').skip(1).step_by(2);
        Self(in_backticks.filter(|name| name.contains(".rs: ")).map(str::to_owned).collect())
    }

    /// Whether the mutant of that name is among them.
    pub(super) fn has(&self, mutant: &str) -> bool {
        self.0.contains(&without_place(mutant))
    }

    /// Those that are none of these survivors: the tests notice them now, or the code is gone.
    pub(super) fn beyond<'a>(
        &self,
        survivors: impl Iterator<Item = &'a String>,
    ) -> impl Iterator<Item = &String> {
        let survivors: BTreeSet<_> = survivors.map(|mutant| without_place(mutant)).collect();
        self.0.iter().filter(move |name| !survivors.contains(*name))
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

    const TEXT: &str = "Of `core/src`.\n- `a.rs: replace | with ^ in A::b`, `a.rs: replace + with *`: no bit is in both";

    #[test]
    fn a_mutant_is_known_wherever_it_stands_in_its_file() {
        let explained = Explained::parse(TEXT);
        assert!(explained.has("a.rs:3:14: replace | with ^ in A::b"));
        assert!(explained.has("a.rs:9:1: replace | with ^ in A::b"));
        assert!(!explained.has("a.rs:3:14: replace | with ^ in A::bc"));
        assert!(!explained.has("b.rs:3:14: replace | with ^ in A::b"));
    }

    #[test]
    fn what_survives_no_more_is_told() {
        let survivors = ["a.rs:9:1: replace | with ^ in A::b".to_owned()];
        let explained = Explained::parse(TEXT);
        let beyond: Vec<_> = explained.beyond(survivors.iter()).collect();
        assert_eq!(beyond, ["a.rs: replace + with *"]);
    }
}
