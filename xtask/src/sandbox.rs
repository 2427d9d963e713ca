//! The stand-in for the providers, as a process beside a task.

use std::io::{self, BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;

use anyhow::{Context as _, Result};

use crate::cargo;
use crate::cmd::Cmd;

/// Builds the sandbox and says where the binary is.
pub(crate) fn build() -> Result<PathBuf> {
    let name = format!("closeroom-sandbox{}", std::env::consts::EXE_SUFFIX);
    cargo::build(&["-p", "closeroom-sandbox"], &name)
}

/// A sandbox that listens on loopback until it is dropped.
pub(crate) struct Sandbox {
    child: Child,
    /// Its base URL.
    pub(crate) url: String,
}

impl Sandbox {
    /// Builds it, starts it and waits until it listens.
    pub(crate) fn start() -> Result<Self> {
        let cmd = Cmd::new(build()?).args(["--port", "0", "--exit-with-stdin"]).echo();
        let mut child = cmd
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| cmd.cannot_start())?;
        let mut stdout = BufReader::new(child.stdout.take().context("the pipe asked for")?);
        let mut greeting = String::new();
        stdout.read_line(&mut greeting)?;
        // What it says later is of no use here, but it must never wait to say it.
        thread::spawn(move || io::copy(&mut stdout, &mut io::sink()));
        let url = greeting
            .trim_end()
            .strip_prefix("closeroom-sandbox listening on ")
            .with_context(|| format!("`{cmd}` did not say where it listens: {greeting:?}"))?
            .to_owned();
        Ok(Self { child, url })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended by itself already; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
