//! What answers a question.

use std::hint::black_box;

/// One way to do the work, under the name of its row.
pub struct Contestant {
    /// The row's name.
    pub name: &'static str,
    repeat: Box<dyn Fn(u64)>,
}

impl Contestant {
    /// The work is done once for each call of the function; what it returns is dropped.
    pub fn new<T>(name: &'static str, work: impl Fn() -> T + 'static) -> Self {
        let repeat = move |times| {
            for _ in 0..times {
                black_box(work());
            }
        };
        Self { name, repeat: Box::new(repeat) }
    }

    /// Does the work so many times.
    pub fn run(&self, times: u64) {
        (self.repeat)(times);
    }
}

/// Work that several contestants do, each in its own way.
pub struct Question {
    /// The table's name, for programs.
    pub name: &'static str,
    /// The table's title, for people.
    pub title: &'static str,
    /// What to know about the rows.
    pub note: &'static str,
    /// The first is what the others are compared with.
    pub contestants: Vec<Contestant>,
}
