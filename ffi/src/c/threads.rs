//! What the header promises about threads, held by the compiler.

use super::call::closeroom_call;
use super::call_options::closeroom_call_options;
use super::closed::closeroom_closed;
use super::error::closeroom_error;
use super::explained::closeroom_explained;
use super::request::closeroom_request;
use super::response::closeroom_response;
use super::trtc::callback::closeroom_trtc_callback;
use super::trtc::client::closeroom_trtc;
use super::trtc::options::closeroom_trtc_options;
use super::zego::callback::closeroom_zego_callback;
use super::zego::client::closeroom_zego;
use super::zego::close_options::closeroom_zego_close_options;
use super::zego::options::closeroom_zego_options;

/// Any number of threads at once, and freed by any of them.
const fn shared<T: Send + Sync>() {}

/// One thread at a time, whichever.
const fn one_at_a_time<T: Send>() {}

const _: () = {
    shared::<closeroom_zego>();
    shared::<closeroom_trtc>();
    shared::<closeroom_request>();
    shared::<closeroom_explained>();
    shared::<closeroom_closed>();
    shared::<closeroom_error>();
    shared::<closeroom_zego_callback>();
    shared::<closeroom_trtc_callback>();
    one_at_a_time::<closeroom_call>();
    one_at_a_time::<closeroom_response>();
    one_at_a_time::<closeroom_call_options>();
    one_at_a_time::<closeroom_zego_options>();
    one_at_a_time::<closeroom_zego_close_options>();
    one_at_a_time::<closeroom_trtc_options>();
};

#[cfg(test)]
mod tests {
    const HEADER: &str = include_str!("../../include/closeroom.h");
    const HERE: &str = include_str!("threads.rs");

    #[test]
    fn every_object_of_the_header_is_held_to_its_word() {
        let mut objects = 0;
        for (comment, rest) in HEADER.match_indices("\ntypedef struct closeroom_").map(|(at, _)| {
            let (before, rest) = HEADER.split_at(at);
            (before.rsplit_once("/**").unwrap().1, rest)
        }) {
            let declaration = rest.trim_start().lines().next().unwrap();
            let name = declaration.split(' ').nth(2).unwrap();
            if declaration.ends_with('{') {
                continue; // a value, which its owner copies
            }
            let word = match comment.split_once("Threads: ").unwrap().1 {
                text if text.starts_with("one at a time") => "one_at_a_time",
                text if text.starts_with("never changes") => "shared",
                text => panic!("{name}: {text}"),
            };
            assert!(HERE.contains(&format!("    {word}::<{name}>();")), "{word} {name}");
            objects += 1;
        }
        assert_eq!(objects, 14);
    }
}
