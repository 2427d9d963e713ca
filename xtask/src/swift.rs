//! The Swift toolchain: that on the PATH, or else Debian's, in the build folder.

use std::path::PathBuf;

use crate::cmd::Cmd;
use crate::workspace::Workspace;

/// One of its programs: `swift`, `clang`, ...
pub(crate) fn program(workspace: &Workspace, name: &str) -> Cmd {
    if is_new_enough(&Cmd::new("swift")) { Cmd::new(name) } else { Cmd::new(own(workspace, name)) }
}

/// Whether there is one.
pub(crate) fn is_there(workspace: &Workspace) -> bool {
    is_new_enough(&program(workspace, "swift"))
}

/// What unpacks Debian's.
pub(crate) fn setup(workspace: &Workspace) -> Cmd {
    Cmd::new("bash").arg("xtask/swift/setup.sh").arg(workspace.target("swift"))
}

fn own(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target("swift/bin").join(name)
}

fn is_new_enough(swift: &Cmd) -> bool {
    let about = swift.clone().arg("--version");
    about.succeeds() && about.read().is_ok_and(|about| major(&about).is_some_and(|it| it >= 6))
}

/// The major version, of `Swift version 6.0.3 (...)`.
fn major(about: &str) -> Option<u32> {
    about.split_once("Swift version ")?.1.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_version_is_read_from_what_it_says_of_itself() {
        assert_eq!(major("Swift version 6.0.3 (swift-6.0.3-RELEASE)\nTarget: x"), Some(6));
        let apple = "swift-driver version: 1.115 Apple Swift version 5.10 (swiftlang-5.10)\n";
        assert_eq!(major(apple), Some(5));
        assert_eq!(major("an error"), None);
    }
}
