//! What libFuzzer says about a run.

use std::path::PathBuf;

/// How a run went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Inputs that were run.
    pub(crate) executions: u64,
    pub(crate) per_second: u64,
    /// Edges of the program's flow that were reached.
    pub(crate) edges: u64,
    /// The same with how often, and with what was compared.
    pub(crate) features: u64,
    /// Inputs in memory at the end, each of which reaches something of its own.
    pub(crate) inputs: u64,
    /// The most memory, in megabytes.
    pub(crate) peak_mb: u64,
    /// An input for which the target does not hold.
    pub(crate) crash: Option<String>,
    /// All that was printed.
    pub(crate) log: PathBuf,
    /// Whether the program says so too.
    pub(crate) succeeded: bool,
}

impl Figures {
    /// From what it printed; `None` where it did not get as far as running anything.
    pub(crate) fn read(log: &str) -> Option<Self> {
        let status = log.lines().rev().find(|line| line.contains(" cov: "));
        let number = |name: &str| {
            let mut words = status?.split_whitespace().skip_while(|word| *word != name);
            // `corp: 24/1021b`: of the two the number of inputs.
            words.nth(1)?.split('/').next()?.parse().ok()
        };
        let total = |name: &str| {
            let mut lines = log.lines().filter_map(|line| line.strip_prefix("stat::"));
            let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            value?.trim().parse().ok()
        };
        let crash = log.lines().find_map(|line| line.split_once("Test unit written to "));
        Some(Self {
            executions: total("number_of_executed_units")?,
            per_second: total("average_exec_per_sec")?,
            edges: number("cov:").unwrap_or_default(),
            features: number("ft:").unwrap_or_default(),
            inputs: number("corp:").unwrap_or_default(),
            peak_mb: total("peak_rss_mb")?,
            crash: crash.map(|(_, file)| file.trim().to_owned()),
            ..Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    /// As recorded with libFuzzer of LLVM 20.
    const LOG: &str = "\
INFO: seed corpus: files: 45 min: 1b max: 256b total: 3Kb rss: 27Mb
#46	INITED cov: 1250 ft: 2318 corp: 40/2899b exec/s: 0 rss: 31Mb
#1024	NEW    cov: 1301 ft: 2507 corp: 52/3921b lim: 256 exec/s: 0 rss: 31Mb L: 31/256 MS: 1 EraseBytes-
#6857	DONE   cov: 1455 ft: 3911 corp: 141/21Kb lim: 256 exec/s: 761 rss: 32Mb
Done 6857 runs in 9 second(s)
stat::number_of_executed_units: 6857
stat::average_exec_per_sec:     761
stat::new_units_added:          141
stat::slowest_unit_time_sec:    0
stat::peak_rss_mb:              32
";

    #[test]
    fn a_run_ends_with_its_figures() {
        let expected = Figures {
            executions: 6857,
            per_second: 761,
            edges: 1455,
            features: 3911,
            inputs: 141,
            peak_mb: 32,
            ..Figures::default()
        };
        assert_eq!(Figures::read(LOG), Some(expected));
    }

    #[test]
    fn a_crash_leaves_its_input() {
        let log = LOG.replace(
            "Done 6857 runs",
            "artifact_prefix='a/'; Test unit written to a/crash-f7d5\nBase64: aQ==",
        );
        assert_eq!(Figures::read(&log).unwrap().crash.as_deref(), Some("a/crash-f7d5"));
    }

    #[test]
    fn what_did_not_run_has_no_figures() {
        assert_eq!(Figures::read("error: could not compile"), None);
    }
}
