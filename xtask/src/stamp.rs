//! Telling whether something was made of the files that are there now.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A file beside something that was made, with a fingerprint of what it was made of.
pub(crate) struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// The stamp that belongs to these sources as they are now, their paths included.
    pub(crate) fn of<P: AsRef<Path>>(sources: &[P], file: PathBuf) -> Result<Self> {
        // The hash may differ between versions of Rust; then the thing is made once more.
        let mut hasher = DefaultHasher::new();
        for source in sources {
            let source = source.as_ref();
            source.hash(&mut hasher);
            fs::read(source)
                .with_context(|| format!("cannot read {}", source.display()))?
                .hash(&mut hasher);
        }
        Ok(Self { file, fingerprint: format!("{:016x}", hasher.finish()) })
    }

    /// The stamp for what else decides about the thing, which no file says.
    pub(crate) fn and(mut self, circumstances: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        circumstances.hash(&mut hasher);
        self.fingerprint = format!("{}-{:016x}", self.fingerprint, hasher.finish());
        self
    }

    /// Whether the thing was made of just these sources.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|found| found == self.fingerprint)
    }

    /// Says that it was.
    pub(crate) fn write(&self) -> Result<()> {
        fs::write(&self.file, &self.fingerprint)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::fs;
    use std::path::PathBuf;
    use std::process;

    use super::Stamp;

    const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/stamp.rs");
    const OTHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs");

    #[test]
    fn a_stamp_is_current_for_the_same_sources_only() {
        let file = env::temp_dir().join(format!("closeroom-stamp-{}", process::id()));
        let stamp = Stamp::of(&[HERE], file.clone()).unwrap();
        assert!(!stamp.is_current());
        stamp.write().unwrap();
        assert!(stamp.is_current());
        assert!(Stamp::of(&[HERE], file.clone()).unwrap().is_current());
        assert!(!Stamp::of(&[HERE, OTHER], file.clone()).unwrap().is_current());
        assert!(!Stamp::of(&[HERE], file.clone()).unwrap().and("other").is_current());
        fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_missing_source_is_an_error() {
        assert!(Stamp::of(&["/no/such/file"], PathBuf::new()).is_err());
    }
}
