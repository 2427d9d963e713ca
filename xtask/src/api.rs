//! `cargo xtask api`: what users can call, as text, so that a change is seen.

mod diff;
mod rust;
mod typescript;

use std::fs;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::package::npm;
use crate::setup::{self, Need, needs};
use crate::workspace::Workspace;

/// Compares what users can call with what was accepted, in tests/api.
///
/// The C API has its text already, ffi/include/closeroom.h, which the suites xtask and
/// c-package compare with the code and with what the libraries export.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Take the differences over into tests/api, to be committed with the change.
    #[arg(long)]
    accept: bool,
}

/// One language's API.
pub(crate) struct Snapshot {
    pub(crate) name: &'static str,
    /// What was accepted.
    file: &'static str,
    needs: &'static [Need],
    /// What there is now.
    read: fn(&Workspace) -> Result<String>,
}

pub(crate) const SNAPSHOTS: &[Snapshot] = &[
    Snapshot {
        name: "Rust",
        file: "tests/api/rust.txt",
        needs: &[needs::API_TOOLCHAIN],
        read: rust::read,
    },
    Snapshot {
        name: "TypeScript",
        file: "tests/api/typescript.d.ts",
        needs: npm::NEEDS,
        read: typescript::read,
    },
];

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for snapshot in SNAPSHOTS {
        if options.accept {
            snapshot.accept(workspace)?;
        } else if let Err(error) = snapshot.compare(workspace) {
            println!("{error:#}");
            code = ExitCode::FAILURE;
        } else {
            println!("The {} API is that of {}.", snapshot.name, snapshot.file);
        }
    }
    Ok(code)
}

impl Snapshot {
    /// An error when there is something else than was accepted.
    pub(crate) fn compare(&self, workspace: &Workspace) -> Result<()> {
        let now = self.now(workspace)?;
        let accepted = fs::read_to_string(self.file).unwrap_or_default();
        if now == accepted {
            return Ok(());
        }
        bail!(
            "the {} API is another than {} says:\n\n{}\n\
             Is it meant? Then `cargo xtask api --accept`, and a line in CHANGELOG.md.",
            self.name,
            self.file,
            diff::of(&accepted, &now)
        )
    }

    fn accept(&self, workspace: &Workspace) -> Result<()> {
        fs::write(self.file, self.now(workspace)?)?;
        println!("{} is what the {} API is now.", self.file, self.name);
        Ok(())
    }

    fn now(&self, workspace: &Workspace) -> Result<String> {
        setup::ensure(workspace, self.needs)?;
        (self.read)(workspace)
    }
}
