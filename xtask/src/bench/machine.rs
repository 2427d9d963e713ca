//! On what the figures were taken.

use std::collections::BTreeMap;
use std::env::consts;
use std::fs;
use std::thread;

use anyhow::Result;
use serde::Serialize;

use super::measured::Measured;
use super::topics::Topic;
use crate::cmd::Cmd;
use crate::workspace::VERSION;

/// Machine, day and programs.
#[derive(Serialize)]
pub(super) struct Machine {
    pub(super) date: String,
    pub(super) processor: String,
    pub(super) cores: usize,
    pub(super) os: &'static str,
    pub(super) arch: &'static str,
    pub(super) versions: BTreeMap<String, String>,
}

impl Machine {
    /// This one, now, with all that the topics depended on.
    pub(super) fn of(measured: &[(&Topic, Measured)]) -> Result<Self> {
        let date = Cmd::new("date").args(["-u", "+%Y-%m-%dT%H:%M:%SZ"]).read()?;
        let rustc = Cmd::new("rustc").arg("--version").read()?;
        let mut versions = BTreeMap::from([
            ("closeroom".to_owned(), VERSION.to_owned()),
            ("rustc".to_owned(), rustc.trim_start_matches("rustc ").trim_end().to_owned()),
        ]);
        for (_, result) in measured {
            versions.extend(result.versions.clone());
        }
        Ok(Self {
            date: date.trim_end().to_owned(),
            processor: processor(),
            cores: thread::available_parallelism()?.get(),
            os: consts::OS,
            arch: consts::ARCH,
            versions,
        })
    }
}

/// The processor's name, where the system tells it.
fn processor() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| "a processor of unknown name".to_owned(), |(_, name)| name.to_owned())
}
