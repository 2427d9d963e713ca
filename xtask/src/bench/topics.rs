//! What there is to measure. A new topic is a row here, and a function that gives its
//! tables: most run a program that prints them (see [`super::measured`]).

use anyhow::Result;

use super::bindings;
use super::javascript;
use super::measured::Measured;
use super::native;
use crate::setup::{Need, needs};
use crate::workspace::Workspace;

/// Tables that are measured together.
pub(super) struct Topic {
    pub(super) name: &'static str,
    /// What it measures.
    pub(super) about: &'static str,
    pub(super) needs: &'static [Need],
    pub(super) run: fn(&Workspace) -> Result<Measured>,
}

/// What the programs in `xtask/bench` need.
const JAVASCRIPT: &[Need] =
    &[needs::WASM32, needs::NODE, needs::NPM, needs::NPM_PACKAGES, needs::BENCH_PACKAGES];

pub(super) const TOPICS: &[Topic] = &[
    Topic {
        name: "sizes",
        about: "the npm package in a bundle and on disk, beside the official SDK",
        needs: JAVASCRIPT,
        run: |workspace| javascript::run(workspace, "sizes"),
    },
    Topic {
        name: "cold-start",
        about: "a fresh Node process up to the first signed request, beside the official SDK",
        needs: JAVASCRIPT,
        run: |workspace| javascript::run(workspace, "cold-start"),
    },
    Topic {
        name: "calls",
        about: "a call of the npm package in Node, Deno, Bun and workerd, beside what else there is",
        needs: JAVASCRIPT,
        run: |workspace| javascript::run(workspace, "calls"),
    },
    Topic {
        name: "scale",
        about: "the npm package's time and memory for a thousand to ten million requests",
        needs: JAVASCRIPT,
        run: |workspace| javascript::run(workspace, "scale"),
    },
    Topic {
        name: "bindings",
        about: "a call in C, on the JVM and in Swift, beside the core's own cost; what they weigh",
        needs: bindings::NEEDS,
        run: bindings::run,
    },
    Topic {
        name: "workerd",
        about: "the first request to a fresh worker in workerd, beside a bare worker",
        needs: JAVASCRIPT,
        run: |workspace| javascript::run(workspace, "workerd"),
    },
    Topic {
        name: "runtimes",
        about: "a fresh process of Deno and Bun, and a fresh edge function, beside the official SDK",
        needs: JAVASCRIPT,
        run: |workspace| javascript::run(workspace, "runtimes"),
    },
    Topic {
        name: "native",
        about: "a request built, a response parsed, a callback verified, beside the bare hashes \
                and other crates",
        needs: &[],
        run: |workspace| native::run(workspace, "speed"),
    },
    Topic {
        name: "native-memory",
        about: "what the same allocates, and what many requests do",
        needs: &[],
        run: |workspace| native::run(workspace, "memory"),
    },
    Topic {
        name: "native-scale",
        about: "a request among thousands and millions, and in several threads",
        needs: &[],
        run: |workspace| native::run(workspace, "scale"),
    },
];
