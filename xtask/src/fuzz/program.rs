//! The targets as programs, by cargo-fuzz.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum;

use super::corpus;
use super::figures::Figures;
use crate::cmd::Cmd;
use crate::folder;
use crate::setup::needs;
use crate::workspace::Workspace;

/// The crate with the targets.
pub(super) const CRATE: &str = "tests/fuzz";

/// What watches a program while it runs.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Sanitizer {
    /// Nothing but the program itself: overflows and assertions panic.
    #[default]
    None,
    /// `AddressSanitizer`.
    Address,
}

/// How long to look.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Budget {
    Minutes(u64),
    /// That many inputs, always the same ones.
    Runs(u64),
}

impl Budget {
    fn arguments(self) -> Vec<String> {
        match self {
            Self::Minutes(minutes) => vec![format!("-max_total_time={}", minutes * 60)],
            Self::Runs(runs) => vec![format!("-runs={runs}"), "-seed=1".to_owned()],
        }
    }
}

/// The names of all targets: one program each.
pub(crate) fn targets() -> Result<Vec<String>> {
    let files = folder::files(&Path::new(CRATE).join("fuzz_targets"))?;
    let names = files.iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()));
    Ok(names.collect())
}

/// Compiles all of them.
pub(crate) fn build(workspace: &Workspace, sanitizer: Sanitizer) -> Result<()> {
    cargo_fuzz(workspace, sanitizer, "build").run()
}

/// Runs a target on the inputs that are kept and those in `found`, to which new ones are added.
pub(crate) fn run(
    workspace: &Workspace,
    sanitizer: Sanitizer,
    target: &str,
    found: &Path,
    budget: Budget,
) -> Result<Figures> {
    fs::create_dir_all(found)?;
    let kept = corpus::kept(target).into_iter().filter(|folder| folder.exists());
    let cmd = cargo_fuzz(workspace, sanitizer, "run")
        .arg(target)
        .arg(found)
        .args(kept)
        .arg("--")
        .args(budget.arguments())
        .args(dictionary(target))
        .args(["-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1"]);
    let log = workspace.target("fuzz/logs").join(format!("{target}.log"));
    let succeeded = logged(&cmd, &log)?;
    let figures = Figures::read(&fs::read_to_string(&log)?);
    figures
        .with_context(|| format!("`{cmd}` did not say what it ran; see {}", log.display()))
        .map(|figures| Figures { log, succeeded, ..figures })
}

/// Runs a target on one input, in the open.
pub(super) fn reproduce(
    workspace: &Workspace,
    sanitizer: Sanitizer,
    target: &str,
    input: &Path,
) -> Result<()> {
    cargo_fuzz(workspace, sanitizer, "run").arg(target).arg(input).run()
}

/// Keeps, in the first folder, the fewest inputs of the others that reach what it does not reach;
/// how often they do is left aside, as it would keep ten times as many.
pub(super) fn merge(
    workspace: &Workspace,
    sanitizer: Sanitizer,
    target: &str,
    folders: &[PathBuf],
) -> Result<()> {
    let cmd = cargo_fuzz(workspace, sanitizer, "run").arg(target).args(folders).args([
        "--",
        "-set_cover_merge=1",
        "-use_counters=0",
        "-max_len=512",
    ]);
    let log = workspace.target("fuzz/logs").join(format!("{target}-merge.log"));
    ensure!(logged(&cmd, &log)?, "`{cmd}` failed; see {}", log.display());
    Ok(())
}

/// Runs it with all that it prints going to a file; whether it succeeded.
fn logged(cmd: &Cmd, log: &Path) -> Result<bool> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log)?;
    let mut command = cmd.command();
    command.stdout(file.try_clone()?).stderr(file);
    Ok(command.status().with_context(|| cmd.cannot_start())?.success())
}

/// cargo-fuzz with all that decides about the build, which is the same for every use.
///
/// A stable toolchain will do, as nothing but the sanitizers needs another. The release profile
/// links with optimisation, for each of the programs anew: that takes minutes and finds nothing.
fn cargo_fuzz(workspace: &Workspace, sanitizer: Sanitizer, command: &str) -> Cmd {
    let cargo_fuzz = workspace.target(needs::FUZZ_VENV).join("bin/cargo-fuzz");
    let cmd = Cmd::new(cargo_fuzz)
        .args(["fuzz", command, "--fuzz-dir", CRATE, "--features", "link"])
        .args(["--codegen-units", "16", "--target-dir"])
        .arg(workspace.target("fuzz"))
        .env("CARGO_PROFILE_RELEASE_LTO", "false");
    match sanitizer {
        Sanitizer::None => cmd.args(["--sanitizer", "none"]),
        Sanitizer::Address => {
            cmd.args(["--sanitizer", "address"]).env("RUSTUP_TOOLCHAIN", "nightly")
        }
    }
}

/// The words of a target's format, where they help.
fn dictionary(target: &str) -> Option<String> {
    let file = format!("{CRATE}/dictionaries/{target}.dict");
    Path::new(&file).exists().then(|| format!("-dict={file}"))
}
