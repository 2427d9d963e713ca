//! The program `closeroom-sandbox`.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::http::{self, Reply, Request};
use crate::support::trtc::{BY_STRING, Tc3, body, post, query, v1};
use crate::support::zego::close_room;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeroom-sandbox"));
    command.args(arguments);
    command
}

fn output(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A running program that ends with the test, whatever happens.
struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Program {
    fn start(command: &mut Command) -> Self {
        let mut child = command
            .args(["--port", "0", "--exit-with-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line
            .strip_prefix("closeroom-sandbox listening on http://")
            .and_then(|rest| rest.strip_suffix('\n'))
            .unwrap_or_else(|| panic!("{line:?}"))
            .parse()
            .unwrap();
        Self { child, stdout, address }
    }

    fn send(&self, request: &Request) -> Reply {
        http::send(self.address, request).unwrap()
    }

    fn get(&self, path: &str) -> Value {
        self.send(&Request::new("GET", &format!("/_sandbox{path}"))).json()
    }

    fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "still running");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the standard input and gives all that was still printed.
    fn finish(mut self) -> String {
        drop(self.child.stdin.take());
        assert!(self.ended().success());
        let mut printed = String::new();
        self.stdout.read_to_string(&mut printed).unwrap();
        let stderr = self.child.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut printed).unwrap();
        printed
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn prints_a_line_for_every_request() {
    let program = Program::start(&mut command(&["--room", "zego:r1", "--rate-limits", "off"]));
    let address = program.address;
    program.send(&close_room("r1").request());
    program.send(&close_room("a\nb").request());
    program.send(&post(BY_STRING, body("r1")).request(address));
    program.send(&post("A\nB", body("r1")).header("X-TC-Action", "A").request(address));
    program.send(&Request::new("GET", "/"));
    let expected = "GET zego CloseRoom \"r1\" -> success\n\
                    GET zego CloseRoom \"a\\nb\" -> 5018\n\
                    POST trtc DismissRoomByStrRoomId \"r1\" -> FailedOperation.RoomNotExist\n\
                    POST trtc A \"r1\" -> InvalidAction\n\
                    GET zego - - -> 100000006\n";
    assert_eq!(program.finish(), expected);
}

#[test]
fn takes_its_options() {
    let program = Program::start(&mut command(&[
        "--host=::1",
        "--zego-app-id=7",
        "--trtc-sdk-app-id=8",
        "--callback-url=http://127.0.0.1:9/hook",
        "--rate-limits=off",
        "--clock-offset=-7200",
        "--room=zego:r1",
        "--room=trtc:string:7",
        "--room=trtc:number:7",
    ]));
    assert!(program.address.is_ipv6());
    let settings = program.get("/settings");
    assert_eq!(settings["callback_url"], "http://127.0.0.1:9/hook");
    assert_eq!(settings["rate_limits"], false);
    assert_eq!(settings["clock_offset_seconds"], -7200);
    assert_eq!(program.get("/rooms").as_array().unwrap().len(), 3);
    program.finish();
}

#[test]
fn never_prints_credentials() {
    let secrets = [
        ("SANDBOX_ZEGO_SERVER_SECRET", "server-secret-of-mine"),
        ("SANDBOX_ZEGO_CALLBACK_SECRET", "callback-secret-of-mine"),
        ("SANDBOX_TRTC_SECRET_ID", "secret-id-of-mine"),
        ("SANDBOX_TRTC_SECRET_KEY", "secret-key-of-mine"),
        ("SANDBOX_TRTC_TOKEN", "token-of-mine"),
        ("SANDBOX_TRTC_CALLBACK_KEY", "callback-key-of-mine"),
    ];
    let help = command(&["--help"]).envs(secrets).output().unwrap();
    let mut printed = text(&help.stdout).to_owned();
    let wrong = command(&["--port=x"]).envs(secrets).output().unwrap();
    printed.push_str(text(&wrong.stderr));

    let program = Program::start(command(&["--rate-limits=off"]).envs(secrets));
    let address = program.address;
    let mine = Tc3 {
        secret_id: "secret-id-of-mine",
        secret_key: "secret-key-of-mine",
        ..post(BY_STRING, body("r1"))
    }
    .header("X-TC-Token", "token-of-mine");
    let accepted = program.send(&mine.request(address));
    assert!(accepted.text().contains("RoomNotExist"), "{}", accepted.text());
    let v1 = v1("GET", BY_STRING, "r1").set("Token", "token-of-mine");
    let mut answers = accepted.text().to_owned();
    for request in [
        v1.request(address),
        close_room("r1").request(),
        Request::new("GET", &format!("/?{}", query("r1"))),
    ] {
        answers.push_str(program.send(&request).text());
    }
    printed.push_str(&program.get("/requests").to_string());
    printed.push_str(&program.get("/settings").to_string());
    printed.push_str(&answers);
    printed.push_str(&program.finish());
    assert!(!printed.contains("of-mine"), "{printed}");
    assert!(!printed.contains("Signature="), "{printed}");
}

#[test]
fn refuses_wrong_usage() {
    for (arguments, says) in [
        (["--host", "0.0.0.0"], "loopback addresses only"),
        (["--host", "example.com"], "expected an IP address"),
        (["--room", "r1"], "expected zego:ID"),
        (["--callback-url", "https://example.com"], "no https"),
        (["--clock-offset", "1e3"], "a number of seconds"),
        (["--rate-limits", "maybe"], "maybe"),
    ] {
        let output = output(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let stderr = text(&output.stderr);
        assert!(stderr.contains(says), "{stderr}");
    }
}

#[test]
fn says_that_the_address_is_taken() {
    let taken = Program::start(&mut command(&[]));
    let port = taken.address.port().to_string();
    let output = output(&["--port", &port]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = text(&output.stderr);
    assert!(stderr.starts_with("closeroom-sandbox: cannot listen on 127.0.0.1"), "{stderr}");
}

#[test]
fn the_help_explains_control_api_faults_and_guesses() {
    let output = output(&["--help"]);
    assert!(output.status.success());
    let help = text(&output.stdout);
    for part in
        ["/_sandbox/faults", "drop_mid_body", "Where the sandbox guesses", "SANDBOX_TRTC_TOKEN"]
    {
        assert!(help.contains(part), "{part}");
    }
}

#[test]
fn goes_on_when_nobody_reads_its_lines() {
    let mut program = Program::start(&mut command(&["--rate-limits", "off"]));
    // More than a pipe holds.
    let long = "x".repeat(4000);
    for _ in 0..40 {
        program.send(&close_room("").set("Action", &long).request());
    }
    assert_eq!(program.get("/requests").as_array().unwrap().len(), 40);
    drop(program.child.stdin.take());
    assert!(program.ended().success());
}

#[cfg(unix)]
#[test]
fn ends_on_a_signal() {
    for signal in ["-INT", "-TERM"] {
        let mut program = Program::start(&mut command(&[]));
        // A client that stays does not keep it from ending.
        let stay = Request::new("GET", "/").header("X-Slow", "1");
        let _client = http::open(program.address, &stay).unwrap();
        let pid = program.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        assert!(program.ended().success(), "{signal}");
    }
}
