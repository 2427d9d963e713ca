//! One thing that a task needs: how to look for it, and how it is installed.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::cmd::Cmd;
use crate::stamp::Stamp;
use crate::swift;
use crate::workspace::Workspace;

/// Something that a task needs on the machine.
#[derive(Clone, Copy)]
pub(crate) enum Need {
    /// The standard library for a target.
    RustTarget(&'static str),
    /// The same, or where rustup has none: its source, to be compiled with what needs it.
    RustTargetOrSource(&'static str),
    /// A version of Rust, beside the one in use.
    RustToolchain(&'static str),
    /// A part of the Rust toolchain; it is there when `probe` succeeds.
    RustComponent { name: &'static str, probe: &'static [&'static str] },
    /// A command of cargo's, such as `mutants`, that cargo compiles, in the build folder.
    CargoCommand { name: &'static str, version: &'static str },
    /// A program of the system; it is there when `probe` succeeds.
    Program { name: &'static str, probe: &'static [&'static str], debian: &'static str },
    /// The packages that the `package-lock.json` of a folder names.
    NpmPackages { folder: &'static str },
    /// The packages that a requirements file names, in an environment in the build folder.
    PythonPackages { venv: &'static str, requirements: &'static str },
    /// Swift 6 or newer: that on the PATH, or Debian's in the build folder.
    Swift,
}

/// Installs those of the needs that are missing.
pub(crate) fn ensure(workspace: &Workspace, needs: &[Need]) -> Result<()> {
    needs.iter().filter(|need| !need.is_met(workspace)).try_for_each(|need| need.install(workspace))
}

impl Need {
    /// Whether it is there. Quick, and changes nothing.
    pub(crate) fn is_met(&self, workspace: &Workspace) -> bool {
        match self {
            Self::RustTarget(target) => has_standard_library(target),
            Self::RustTargetOrSource(target) => has_standard_library(target) || has_rust_source(),
            Self::RustToolchain(version) => {
                Cmd::new("rustup").args(["run", version, "cargo", "--version"]).succeeds()
            }
            Self::RustComponent { probe, .. } | Self::Program { probe, .. } => {
                Cmd::new(probe[0]).args(&probe[1..]).succeeds()
            }
            Self::CargoCommand { name, version } => Cmd::new(cargo_command(workspace, name))
                .args([*name, "--version"])
                .command()
                .output()
                .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(version)),
            Self::Swift if swift::is_on_path() => true,
            Self::Swift | Self::NpmPackages { .. } | Self::PythonPackages { .. } => {
                matches!(self.stamp(workspace), Ok(Some(stamp)) if stamp.is_current())
            }
        }
    }

    /// Installs it, or says exactly what a person has to run.
    pub(crate) fn install(&self, workspace: &Workspace) -> Result<()> {
        println!("Installing {self}.");
        if matches!(self, Self::Program { .. }) && !can_use_apt() {
            bail!("{self} is missing. Run: {}", self.remedy(workspace));
        }
        for cmd in self.commands(workspace) {
            cmd.run().with_context(|| format!("{self} could not be installed"))?;
        }
        if let Some(stamp) = self.stamp(workspace)? {
            stamp.write()?;
        }
        if !self.is_met(workspace) {
            bail!("{self} is still missing after: {}", self.remedy(workspace));
        }
        Ok(())
    }

    /// The line for a shell that installs it.
    pub(crate) fn remedy(&self, workspace: &Workspace) -> String {
        let sudo = match self {
            Self::Program { .. } if !is_root() => "sudo ",
            _ => "",
        };
        let lines = self.commands(workspace).into_iter().map(|cmd| format!("{sudo}{cmd}"));
        lines.collect::<Vec<_>>().join(" && ")
    }

    fn commands(&self, workspace: &Workspace) -> Vec<Cmd> {
        match self {
            Self::RustTarget(target) => vec![Cmd::new("rustup").args(["target", "add", target])],
            Self::RustTargetOrSource(target) => {
                let either = format!("rustup target add {target} || rustup component add rust-src");
                vec![Cmd::new("sh").args(["-c", &either])]
            }
            Self::RustToolchain(version) => {
                let install = Cmd::new("rustup").args(["toolchain", "install", version]);
                vec![install.args(["--profile", "minimal", "--no-self-update"])]
            }
            Self::RustComponent { name, .. } => {
                vec![Cmd::new("rustup").args(["component", "add", name])]
            }
            Self::CargoCommand { name, version } => {
                let install = Cmd::new("cargo").args(["install", "--locked", "--root"]);
                let install = install.arg(workspace.target(CARGO_TOOLS));
                let package = format!("cargo-{name}");
                vec![install.args([&package, "--version", *version, "--force"])]
            }
            Self::Program { debian, .. } => vec![
                Cmd::new("apt-get").args(["update", "--quiet"]),
                Cmd::new("apt-get").args(["install", "--yes", "--no-install-recommends", debian]),
            ],
            Self::Swift => vec![swift::setup(workspace)],
            Self::NpmPackages { folder } => {
                vec![Cmd::new("npm").args(["ci", "--no-audit", "--no-fund"]).dir(folder)]
            }
            Self::PythonPackages { venv, requirements } => {
                let venv = workspace.target(venv);
                let pip = Cmd::new(venv.join("bin/python")).args(["-m", "pip", "install"]);
                vec![
                    Cmd::new("python3").args(["-m", "venv", "--clear"]).arg(venv),
                    pip.args(["--disable-pip-version-check", "--requirement", requirements]),
                ]
            }
        }
    }

    /// For what a file lists or unpacks: remembers, where that is, the file it is of.
    fn stamp(&self, workspace: &Workspace) -> Result<Option<Stamp>> {
        let (list, place) = match self {
            Self::NpmPackages { folder } => {
                let folder = Path::new(folder);
                (folder.join("package-lock.json"), folder.join("node_modules"))
            }
            Self::PythonPackages { venv, requirements } => {
                (PathBuf::from(requirements), workspace.target(venv))
            }
            Self::Swift => (PathBuf::from(swift::SETUP), workspace.target(swift::FOLDER)),
            _ => return Ok(None),
        };
        Stamp::of(&[list], place.join(".installed-from")).map(Some)
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RustTarget(target) | Self::RustTargetOrSource(target) => {
                write!(f, "Rust for {target}")
            }
            Self::RustToolchain(version) => write!(f, "Rust {version}"),
            Self::CargoCommand { name, version } => write!(f, "cargo-{name} {version}"),
            Self::RustComponent { name, .. } | Self::Program { name, .. } => f.write_str(name),
            Self::Swift => f.write_str("Swift 6"),
            Self::NpmPackages { folder } => write!(f, "what {folder}/package-lock.json names"),
            Self::PythonPackages { requirements, .. } => write!(f, "what {requirements} names"),
        }
    }
}

/// Where what cargo compiles is, in the build folder.
const CARGO_TOOLS: &str = "tools";

/// The program that is there once [`Need::CargoCommand`] is met.
pub(crate) fn cargo_command(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target(CARGO_TOOLS).join("bin").join(format!("cargo-{name}"))
}

/// Asks the compiler and not rustup, which need not be there.
pub(crate) fn has_standard_library(target: &str) -> bool {
    Cmd::new("rustc")
        .args(["--print", "target-libdir", "--target", target])
        .read()
        .is_ok_and(|folder| Path::new(folder.trim_end()).is_dir())
}

fn has_rust_source() -> bool {
    let sysroot = Cmd::new("rustc").args(["--print", "sysroot"]).read();
    let library = "lib/rustlib/src/rust/library/Cargo.lock";
    sysroot.is_ok_and(|sysroot| Path::new(sysroot.trim_end()).join(library).exists())
}

/// On Debian and its kin, as root.
fn can_use_apt() -> bool {
    is_root() && Cmd::new("apt-get").arg("--version").succeeds()
}

fn is_root() -> bool {
    Cmd::new("id").arg("-u").read().is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::Need;
    use crate::setup::needs;
    use crate::workspace::Workspace;

    #[test]
    fn a_remedy_is_the_exact_command() {
        let workspace = Workspace::enter().unwrap();
        let remedy = |need: Need| need.remedy(&workspace);
        assert_eq!(remedy(needs::WASM32), "rustup target add wasm32-unknown-unknown");
        assert_eq!(remedy(needs::NPM_PACKAGES), "(cd wasm/npm && npm ci --no-audit --no-fund)");
        assert!(
            remedy(needs::NODE).ends_with("apt-get install --yes --no-install-recommends nodejs")
        );
    }

    #[test]
    fn what_is_not_there_is_missing() {
        let workspace = Workspace::enter().unwrap();
        let nonsense = Need::Program {
            name: "nonsense",
            probe: &["closeroom-no-such-program"],
            debian: "closeroom-no-such-package",
        };
        assert!(!nonsense.is_met(&workspace));
        assert!(!Need::NpmPackages { folder: "no/such/folder" }.is_met(&workspace));
    }
}
