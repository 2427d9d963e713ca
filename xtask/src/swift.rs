//! The Swift toolchain: that on the PATH, or else Debian's, in the build folder.

use crate::cmd::Cmd;
use crate::workspace::Workspace;

/// What unpacks Debian's.
pub(crate) const SETUP: &str = "xtask/swift/setup.sh";
/// Where to, in the build folder.
pub(crate) const FOLDER: &str = "swift";

/// One of its programs: `swift`, `clang`, ...
pub(crate) fn program(workspace: &Workspace, name: &str) -> Cmd {
    if is_on_path() {
        Cmd::new(name)
    } else {
        Cmd::new(workspace.target(FOLDER).join("bin").join(name))
    }
}

/// Whether one that is new enough is on the PATH.
pub(crate) fn is_on_path() -> bool {
    let about = Cmd::new("swift").arg("--version");
    about.succeeds() && about.read().is_ok_and(|about| major(&about).is_some_and(|it| it >= 6))
}

/// Unpacks Debian's.
pub(crate) fn setup(workspace: &Workspace) -> Cmd {
    Cmd::new("bash").arg(SETUP).arg(workspace.target(FOLDER))
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
