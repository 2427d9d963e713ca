//! Many samples in a few numbers that a single slow run does not move.

/// The middle of some samples, and between what the middle half of them lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Summary {
    pub(super) median: f64,
    pub(super) lower_quartile: f64,
    pub(super) upper_quartile: f64,
    pub(super) runs: usize,
}

impl Summary {
    /// Of at least one sample. A quartile is the median of a half, which the middle sample
    /// belongs to (Tukey's hinges).
    pub(super) fn of(samples: &[f64]) -> Self {
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let runs = sorted.len();
        Self {
            median: median(&sorted),
            lower_quartile: median(&sorted[..runs.div_ceil(2)]),
            upper_quartile: median(&sorted[runs / 2..]),
            runs,
        }
    }
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn quartiles_enclose_the_middle_half() {
        let of_five = Summary { median: 3.0, lower_quartile: 2.0, upper_quartile: 4.0, runs: 5 };
        assert_eq!(Summary::of(&[5.0, 1.0, 4.0, 2.0, 3.0]), of_five);
        let of_four = Summary { median: 2.5, lower_quartile: 1.5, upper_quartile: 3.5, runs: 4 };
        assert_eq!(Summary::of(&[4.0, 3.0, 2.0, 1.0]), of_four);
        let of_one = Summary { median: 7.0, lower_quartile: 7.0, upper_quartile: 7.0, runs: 1 };
        assert_eq!(Summary::of(&[7.0]), of_one);
    }

    #[test]
    fn one_slow_run_moves_nothing() {
        assert_eq!(
            Summary::of(&[1.0, 2.0, 3.0, 4.0, 5.0]),
            Summary::of(&[1.0, 2.0, 3.0, 4.0, 500.0])
        );
    }
}
