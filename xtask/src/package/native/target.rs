//! The machines that libraries are made for.

use anyhow::{Context as _, Result, bail};
use object::Architecture;

use super::zig;
use crate::cmd::Cmd;
use crate::setup::{Need, needs};
use crate::workspace::Workspace;

/// A machine to build for.
pub(crate) struct Target {
    /// As Rust calls it.
    pub(crate) triple: String,
    pub(crate) system: System,
    /// None for this machine, for which its own compiler links.
    cross: Option<&'static Cross>,
    /// The variables that say which versions of the system to build for, where Rust's own choice
    /// will not do.
    pub(super) oldest: &'static [(&'static str, &'static str)],
}

/// What decides about formats, and about the names of files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum System {
    Linux,
    /// And Apple's other systems, whose formats are the same.
    MacOs,
    Windows,
}

/// A machine like none in particular.
struct Cross {
    /// As Rust calls it.
    triple: &'static str,
    /// As zig calls it, with the oldest version of its system that Rust supports.
    zig: &'static str,
}

const CROSS: [Cross; 8] = [
    Cross { triple: "x86_64-unknown-linux-gnu", zig: "x86_64-linux-gnu.2.17" },
    Cross { triple: "aarch64-unknown-linux-gnu", zig: "aarch64-linux-gnu.2.17" },
    Cross { triple: "x86_64-unknown-linux-musl", zig: "x86_64-linux-musl" },
    Cross { triple: "aarch64-unknown-linux-musl", zig: "aarch64-linux-musl" },
    Cross { triple: "x86_64-apple-darwin", zig: "x86_64-macos.10.12" },
    Cross { triple: "aarch64-apple-darwin", zig: "aarch64-macos.11.0" },
    Cross { triple: "x86_64-pc-windows-gnu", zig: "x86_64-windows-gnu" },
    Cross { triple: "aarch64-pc-windows-gnullvm", zig: "aarch64-windows-gnu" },
];

impl Target {
    /// What [`Target::cross`] accepts.
    pub(crate) const NAMES: [&'static str; CROSS.len()] = names();

    /// This machine.
    pub(crate) fn host() -> Result<Self> {
        let about = Cmd::new("rustc").arg("-vV").read()?;
        let triple = about.lines().find_map(|line| line.strip_prefix("host: "));
        let triple = triple.context("`rustc -vV` names no host")?;
        Ok(Self {
            triple: triple.to_owned(),
            system: System::of(triple)?,
            cross: None,
            oldest: &[],
        })
    }

    /// Any machine of this kind.
    pub(crate) fn cross(triple: &str) -> Result<Self> {
        let cross = CROSS.iter().find(|cross| cross.triple == triple);
        let cross = cross.with_context(|| format!("nothing is built for {triple}"))?;
        Ok(Self {
            triple: triple.to_owned(),
            system: System::of(triple)?,
            cross: Some(cross),
            oldest: &[],
        })
    }

    /// One of Apple's systems as `Package.swift` names them, for a static library: nothing links
    /// for it here.
    pub(crate) fn apple(triple: &str) -> Self {
        const OLDEST: &[(&str, &str)] =
            &[("IPHONEOS_DEPLOYMENT_TARGET", "15.0"), ("MACOSX_DEPLOYMENT_TARGET", "12.0")];
        Self { triple: triple.to_owned(), system: System::MacOs, cross: None, oldest: OLDEST }
    }

    pub(crate) fn is_cross(&self) -> bool {
        self.cross.is_some()
    }

    /// What building for it needs.
    pub(crate) fn needs(&self) -> Vec<Need> {
        match self.cross {
            None => vec![needs::C_COMPILER],
            Some(Cross { triple, .. }) => {
                vec![needs::PYTHON, needs::PYTHON_VENV, needs::ZIG, Need::RustTarget(triple)]
            }
        }
    }

    /// Its processor.
    pub(crate) fn architecture(&self) -> Result<Architecture> {
        match self.triple.split('-').next() {
            Some("x86_64") => Ok(Architecture::X86_64),
            Some("aarch64") => Ok(Architecture::Aarch64),
            _ => bail!("what is the processor of {}?", self.triple),
        }
    }

    /// What CMake may call its processor.
    pub(crate) fn processors(&self) -> Result<&'static str> {
        match self.architecture()? {
            Architecture::X86_64 => Ok("x86_64|AMD64|amd64|x64"),
            Architecture::Aarch64 => Ok("aarch64|arm64|ARM64"),
            other => bail!("what CMake calls {other:?} is not known"),
        }
    }

    /// What compiles C for it, and links.
    pub(crate) fn compiler(&self, workspace: &Workspace) -> Cmd {
        match self.cross {
            None => Cmd::new("cc"),
            Some(Cross { zig, .. }) => zig::command(workspace, "cc").args(["-target", zig]),
        }
    }

    /// What links code that unwinds, beyond what the compiler knows by itself: zig has an
    /// unwinder, but does not expect to need it for C.
    pub(crate) fn unwinder(&self) -> Option<&'static str> {
        (self.is_cross() && self.system != System::MacOs).then_some("-lunwind")
    }
}

const fn names() -> [&'static str; CROSS.len()] {
    let mut names = [""; CROSS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = CROSS[at].triple;
        at += 1;
    }
    names
}

impl System {
    fn of(triple: &str) -> Result<Self> {
        match triple {
            _ if triple.contains("-linux-") => Ok(Self::Linux),
            _ if triple.ends_with("-apple-darwin") => Ok(Self::MacOs),
            _ if triple.contains("-windows-gnu") => Ok(Self::Windows),
            _ => bail!("no library is made for {triple}; --target builds for others"),
        }
    }

    /// As CMake calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Linux => "Linux",
            Self::MacOs => "Darwin",
            Self::Windows => "Windows",
        }
    }

    /// How C's names begin in object files.
    pub(crate) fn symbol_prefix(self) -> &'static str {
        if self == Self::MacOs { "_" } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::{System, Target};

    #[test]
    fn every_target_is_of_a_known_system() {
        for name in Target::NAMES {
            assert_eq!(Target::cross(name).unwrap().triple, name);
        }
    }

    #[test]
    fn a_system_without_a_layout_is_refused() {
        let error = System::of("x86_64-pc-windows-msvc").unwrap_err().to_string();
        assert!(error.contains("x86_64-pc-windows-msvc"), "{error}");
    }
}
