//! The suites, the cheap ones first. A new suite is a row here, and a function in the
//! module of its language.

mod api;
mod c;
mod deny;
mod faults;
mod fuzz;
mod javascript;
mod kotlin;
mod library;
mod python;
mod rust;
mod swift;

use anyhow::Result;

use super::outcome::Outcome;
use crate::fuzz as fuzzing;
use crate::package::{kotlin as kotlin_package, npm, swift as swift_package};
use crate::setup::{Need, needs};
use crate::workspace::Workspace;

/// Tests that belong together.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    /// What it proves.
    pub(crate) about: &'static str,
    pub(crate) needs: &'static [Need],
    pub(crate) run: fn(&Workspace) -> Result<Outcome>,
}

pub(crate) const SUITES: &[Suite] = &[
    Suite {
        name: "format",
        about: "the Rust code is formatted",
        needs: &[needs::RUSTFMT],
        run: rust::format,
    },
    Suite {
        name: "vectors",
        about: "the test vectors agree with their generator",
        needs: &[needs::PYTHON],
        run: python::vectors,
    },
    Suite {
        name: "clippy",
        about: "the lint table of the workspace, natively and for JavaScript",
        needs: &[needs::CLIPPY, needs::WASM32],
        run: rust::clippy,
    },
    Suite { name: "docs", about: "rustdoc without a warning", needs: &[], run: rust::docs },
    Suite {
        name: "no-std",
        about: "the core builds where there is no operating system",
        needs: &[needs::WASM32, needs::BARE_METAL],
        run: rust::no_std,
    },
    Suite {
        name: "deny",
        about: "licences, bans and sources of all that the crates depend on",
        needs: &[needs::PYTHON, needs::PYTHON_VENV, needs::RUST_TOOLS],
        run: deny::dependencies,
    },
    Suite {
        name: "core",
        about: "the core and its examples",
        needs: &[],
        run: |_| rust::test(&["closeroom"], &[]),
    },
    Suite {
        name: "ffi",
        about: "the boundary of the C API, from the inside",
        needs: &[],
        run: |_| rust::test(&["closeroom-ffi"], &["--all-features"]),
    },
    Suite {
        name: "sandbox",
        about: "the stand-in for the providers",
        needs: &[],
        run: |_| rust::test(&["closeroom-sandbox"], &[]),
    },
    Suite {
        name: "faults",
        about: "the fault matrix agrees with its generator, and Rust gets through every row",
        needs: &[needs::PYTHON],
        run: faults::matrix,
    },
    Suite {
        name: "xtask",
        about: "this task runner and the code generators",
        needs: &[],
        run: |_| rust::test(&["xtask", "closeroom-generate", "closeroom-generate-uniffi"], &[]),
    },
    Suite {
        name: "fuzz",
        about: "the fuzz targets: the inputs that are kept, and some thousands of new ones",
        needs: fuzzing::NEEDS,
        run: fuzz::targets_hold,
    },
    Suite {
        name: "npm-lint",
        about: "the JavaScript and TypeScript code is formatted, linted and well typed",
        needs: npm::NEEDS,
        run: javascript::lint,
    },
    Suite {
        name: "api",
        about: "what users can call in Rust and TypeScript is what was accepted",
        needs: &[], // each language has its own
        run: |workspace| Ok(api::snapshots(workspace)),
    },
    Suite {
        name: "npm",
        about: "the npm package, installed from its tarball",
        needs: &[
            needs::WASM32,
            needs::NODE,
            needs::NPM,
            needs::NPM_PACKAGES,
            needs::PYTHON, // for its terminals
        ],
        run: javascript::npm,
    },
    Suite {
        name: "packaging",
        about: "the packed npm package, in every runtime and bundler",
        needs: &[needs::WASM32, needs::NODE, needs::NPM, needs::NPM_PACKAGES, needs::CHROMIUM],
        run: javascript::packaging,
    },
    Suite {
        name: "oracle",
        about: "the npm package and the core agree with the providers' official SDKs and samples",
        needs: &[
            needs::WASM32,
            needs::NODE,
            needs::NPM,
            needs::NPM_PACKAGES,
            needs::PYTHON,
            needs::PYTHON_VENV,
            needs::ORACLE_PACKAGES,
            needs::ORACLE_NODE_PACKAGES,
            needs::GO,
            needs::PHP,
        ],
        run: python::oracle,
    },
    Suite {
        name: "c",
        about: "the C library: plain, under valgrind and with sanitizers",
        needs: &[
            needs::C_COMPILER,
            needs::CMAKE,
            needs::PKG_CONFIG,
            needs::VALGRIND,
            needs::CMOCKA,
            needs::JANSSON,
        ],
        run: c::behaviour,
    },
    Suite {
        name: "c-package",
        about: "the C package: what is in it, and programs built with pkg-config and CMake",
        needs: &[needs::C_COMPILER, needs::CMAKE, needs::PKG_CONFIG, needs::VALGRIND],
        run: c::package,
    },
    Suite {
        name: "c-examples",
        about: "the C examples: the fault matrix, plain, with sanitizers, under valgrind",
        needs: &[
            needs::C_COMPILER,
            needs::CMAKE,
            needs::PKG_CONFIG,
            needs::VALGRIND,
            needs::LIBCURL,
            needs::JANSSON,
            needs::OPENSSL,
            needs::PYTHON,
            needs::PYTHON_VENV,
            needs::C_EXAMPLES_PACKAGES,
        ],
        run: c::examples,
    },
    Suite {
        name: "c-cross",
        about: "the C package for other machines: built, linked with, and run where anything can",
        needs: &[
            needs::CMAKE,
            needs::PKG_CONFIG,
            needs::QEMU,
            needs::AARCH64_LIBC,
            needs::MUSL,
            needs::WINE,
        ],
        run: c::cross,
    },
    Suite {
        name: "kotlin",
        about: "the Kotlin package: projects in Kotlin and Java that take it from its repository",
        needs: kotlin_package::NEEDS,
        run: kotlin::behaviour,
    },
    Suite {
        name: "kotlin-package",
        about: "the Kotlin package: what is in it",
        needs: kotlin_package::NEEDS,
        run: kotlin::package,
    },
    Suite {
        name: "kotlin-cross",
        about: "the Kotlin package with the libraries for all machines: built, and looked at",
        needs: kotlin_package::NEEDS,
        run: kotlin::cross,
    },
    Suite {
        name: "swift",
        about: "the Swift package, on Linux: a package that depends on it",
        needs: swift_package::NEEDS,
        run: swift::behaviour,
    },
    Suite {
        name: "swift-package",
        about: "the Swift package: what is in it, the libraries for Apple's systems included",
        needs: swift_package::NEEDS,
        run: swift::package,
    },
    Suite {
        name: "demo",
        about: "the demo ends as it should",
        needs: npm::NEEDS,
        run: javascript::demo,
    },
];
