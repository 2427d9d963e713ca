//! On what the figures were taken.

use std::collections::BTreeMap;
use std::env::consts;
use std::fs;
use std::thread;

use anyhow::Result;
use serde::Serialize;

use super::measured::Measured;
use crate::cmd::Cmd;
use crate::workspace::VERSION;

/// Machine and toolchain.
#[derive(Clone, Serialize)]
pub(super) struct Machine {
    pub(super) processor: String,
    pub(super) cores: usize,
    pub(super) os: &'static str,
    pub(super) arch: &'static str,
    /// Of closeroom and its compiler, and of all else that the figures depend on.
    pub(super) versions: BTreeMap<String, String>,
}

/// When and on what the figures of a topic were taken.
#[derive(Serialize)]
pub(super) struct Taken {
    pub(super) date: String,
    #[serde(flatten)]
    pub(super) machine: Machine,
}

impl Machine {
    /// This one. Asked before the first topic: the tables change the page, and with it what
    /// git says of the source.
    pub(super) fn here() -> Result<Self> {
        let commit = Cmd::new("git").args(["describe", "--always", "--dirty"]).read();
        let commit = commit.unwrap_or_else(|_| "of no repository".to_owned());
        let rustc = Cmd::new("rustc").arg("--version").read()?;
        Ok(Self {
            processor: processor(),
            cores: thread::available_parallelism()?.get(),
            os: consts::OS,
            arch: consts::ARCH,
            versions: BTreeMap::from([
                ("closeroom".to_owned(), format!("{VERSION} ({})", commit.trim_end())),
                ("rustc".to_owned(), rustc.trim_start_matches("rustc ").trim_end().to_owned()),
            ]),
        })
    }

    /// Now, with what the topic depended on.
    pub(super) fn taken(&self, measured: &Measured) -> Result<Taken> {
        let date = Cmd::new("date").args(["-u", "+%Y-%m-%dT%H:%M:%SZ"]).read()?;
        let mut machine = self.clone();
        machine.versions.extend(measured.versions.clone());
        Ok(Taken { date: date.trim_end().to_owned(), machine })
    }
}

/// The processor's name, where the system tells it.
fn processor() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| "a processor of unknown name".to_owned(), |(_, name)| name.to_owned())
}
