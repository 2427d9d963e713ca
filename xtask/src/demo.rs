//! `cargo xtask demo`: the npm package at work, as its users have it.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::cmd::Cmd;
use crate::folder;
use crate::package::npm;
use crate::sandbox::Sandbox;
use crate::setup;
use crate::workspace::Workspace;

/// Closes rooms of both providers with the npm package and shows every step.
///
/// Packs the npm package, installs the tarball in an empty folder, starts the
/// sandbox (a stand-in for both providers on this machine) and closes rooms in it
/// over HTTP: the requests as sent, the responses, the outcomes and the verified
/// callbacks. Exit code 1 when anything does not go as expected.
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = LIVE_HELP)]
pub(crate) struct Options {
    /// Close real rooms at the providers instead.
    ///
    /// Credentials and room ids come from the environment, see below. Only the
    /// rooms whose variables are all set are closed.
    #[arg(long, verbatim_doc_comment)]
    live: bool,
}

const LIVE_HELP: &str = "\
Environment of --live:
  ZEGO  ZEGO_APP_ID, ZEGO_SERVER_SECRET, ZEGO_ROOM_ID
  TRTC  TRTC_SDK_APP_ID, TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY,
        TENCENTCLOUD_TOKEN (with temporary credentials only), TRTC_REGION,
        TRTC_ROOM_ID, TRTC_NUMERIC_ROOM_ID (either or both)";

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    setup::ensure(workspace, npm::NEEDS)?;
    if options.live {
        live(workspace)?;
    } else {
        in_sandbox(workspace, Cmd::run)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the whole story while a sandbox is up. The command fails when a scene does not
/// go as expected.
pub(crate) fn in_sandbox<T>(
    workspace: &Workspace,
    run: impl FnOnce(&Cmd) -> Result<T>,
) -> Result<T> {
    let demo = prepare(workspace)?;
    let sandbox = Sandbox::start()?;
    run(&demo.args(["--sandbox", &sandbox.url]))
}

fn live(workspace: &Workspace) -> Result<()> {
    prepare(workspace)?.arg("--live").run()
}

/// Installs the package and the demo beside it.
fn prepare(workspace: &Workspace) -> Result<Cmd> {
    let tarball = npm::package(workspace)?;
    let place = npm::install(workspace, &tarball, "demo")?;
    folder::copy(Path::new("xtask/demo"), &place)?;
    Ok(Cmd::new("node").arg("demo.mjs").dir(place))
}
