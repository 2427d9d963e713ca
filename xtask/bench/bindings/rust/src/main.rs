//! Builds requests by the core itself. See `../README.md`.

use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::time::Instant;

use closeroom::trtc::{self, Trtc};
use closeroom::zego::{self, CloseRoom, Zego};

const TIMESTAMP: u64 = 1_700_000_000;
const NONCE: &str = "0123456789abcdef";

fn main() {
    let zego = zego::Config::new(1_234_567_890, "9193cc662a4c0ec135ec71fb57194b38");
    let zego = Zego::new(zego).expect("the credentials are well formed");
    let trtc = trtc::Config::new(
        1_400_000_001,
        "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE1234",
        "EXAMPLEEXAMPLEEXAMPLEEXAMPLE1234",
        "ap-guangzhou",
    );
    let trtc = Trtc::new(trtc).expect("the credentials are well formed");

    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let (provider, count) = line.split_once(' ').expect("a provider and a count");
        let count: u64 = count.parse().expect("a count");
        let started = Instant::now();
        for _ in 0..count {
            let request = if provider == "zego" {
                zego.build(&CloseRoom::new(black_box("room-1")), TIMESTAMP, NONCE)
            } else {
                trtc.build(&black_box("room-1").into(), TIMESTAMP, NONCE)
            };
            drop(black_box(request.expect("the arguments are well formed")));
        }
        println!("{}", started.elapsed().as_nanos());
        io::stdout().flush().expect("the standard output is open");
    }
}
