//! Running other programs, visibly.
//!
//! What does work is echoed first, quoted for a shell, so that a person can repeat it.
//! What fails is named, with its exit code.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, bail};

/// A program to run, with its arguments, environment and folder.
#[derive(Clone, Debug)]
pub(crate) struct Cmd {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(&'static str, OsString)>,
    dir: Option<PathBuf>,
}

/// How a watched program ended, and all that it printed.
pub(crate) struct Watched {
    pub(crate) status: ExitStatus,
    pub(crate) output: String,
}

impl Cmd {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Self { program: program.as_ref().to_owned(), args: Vec::new(), env: Vec::new(), dir: None }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub(crate) fn args(self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name, value.as_ref().to_owned()));
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.dir = Some(dir.as_ref().to_owned());
        self
    }

    /// Prints the command line.
    pub(crate) fn echo(self) -> Self {
        println!("$ {self}");
        self
    }

    /// Runs it in the open; an error when it fails.
    pub(crate) fn run(&self) -> Result<()> {
        println!("$ {self}");
        let status = self.command().status().with_context(|| self.cannot_start())?;
        self.expect_success(status)
    }

    /// Runs it in the open and keeps what it prints, whether it fails or not.
    pub(crate) fn watch(&self) -> Result<Watched> {
        println!("$ {self}");
        let (mut pipe, writer) = io::pipe()?;
        let mut child = self
            .command()
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .spawn()
            .with_context(|| self.cannot_start())?;
        let mut output = Vec::new();
        let mut chunk = [0; 8192];
        loop {
            match pipe.read(&mut chunk)? {
                0 => break,
                length => {
                    output.extend_from_slice(&chunk[..length]);
                    io::stdout().write_all(&chunk[..length])?;
                    io::stdout().flush()?;
                }
            }
        }
        Ok(Watched { status: child.wait()?, output: String::from_utf8_lossy(&output).into_owned() })
    }

    /// What it prints to its standard output; an error when it fails.
    pub(crate) fn read(&self) -> Result<String> {
        let output = self
            .command()
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| self.cannot_start())?;
        self.expect_success(output.status)?;
        String::from_utf8(output.stdout).with_context(|| format!("`{self}` printed no UTF-8"))
    }

    /// Whether it is there and succeeds; it prints nothing.
    pub(crate) fn succeeds(&self) -> bool {
        self.command().output().is_ok_and(|output| output.status.success())
    }

    /// The same as the standard library has it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args);
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        command
    }

    fn expect_success(&self, status: ExitStatus) -> Result<()> {
        if !status.success() {
            bail!("`{self}` failed ({status})");
        }
        Ok(())
    }

    pub(crate) fn cannot_start(&self) -> String {
        format!("could not start `{self}`")
    }
}

/// The command line as a shell takes it, from the working directory of this program.
impl fmt::Display for Cmd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(dir) = &self.dir {
            write!(f, "(cd {} && ", quoted(dir.as_os_str()))?;
        }
        for (name, value) in &self.env {
            write!(f, "{name}={} ", quoted(value))?;
        }
        f.write_str(&quoted(&self.program))?;
        for arg in &self.args {
            write!(f, " {}", quoted(arg))?;
        }
        if self.dir.is_some() {
            f.write_str(")")?;
        }
        Ok(())
    }
}

/// One word of a POSIX shell's command line.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::Cmd;

    #[test]
    fn the_echo_can_be_pasted_into_a_shell() {
        let cmd = Cmd::new("node")
            .args(["-e", "console.log('a')", ""])
            .env("FLAGS", "-D warnings")
            .dir("wasm/npm");
        assert_eq!(
            cmd.to_string(),
            r"(cd wasm/npm && FLAGS='-D warnings' node -e 'console.log('\''a'\'')' '')"
        );
    }

    #[test]
    fn a_watched_program_may_fail_and_its_output_is_kept() {
        let watched =
            Cmd::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]).watch().unwrap();
        assert_eq!(watched.status.code(), Some(3));
        assert_eq!(watched.output, "out\nerr\n");
    }

    #[test]
    fn a_failure_names_the_command_and_its_exit_code() {
        let error = Cmd::new("sh").args(["-c", "exit 3"]).run().unwrap_err();
        assert_eq!(error.to_string(), "`sh -c 'exit 3'` failed (exit status: 3)");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let missing = Cmd::new("closeroom-no-such-program");
        assert!(!missing.succeeds());
        let error = missing.read().unwrap_err();
        assert_eq!(error.to_string(), "could not start `closeroom-no-such-program`");
    }
}
