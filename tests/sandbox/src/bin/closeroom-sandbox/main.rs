//! The program `closeroom-sandbox`: a local stand-in for ZEGOCLOUD `CloseRoom`
//! and Tencent TRTC `DismissRoom`.

#![forbid(unsafe_code)]

mod cli;
mod lifetime;
mod request_log;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use closeroom_sandbox::Sandbox;

use cli::Cli;
use lifetime::Lifetime;
use request_log::RequestLog;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("closeroom-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> io::Result<()> {
    let lifetime = Lifetime::begin(cli.exit_with_stdin)?;
    let (host, port) = (cli.host, cli.port);
    let sandbox = Sandbox::start(cli.into_config()).await.map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen on {host}, port {port}: {error}"))
    })?;
    let requests = sandbox.subscribe();

    let mut stdout = io::stdout();
    // Whoever closes our output may still want the server.
    let _ = writeln!(stdout, "closeroom-sandbox listening on {}", sandbox.url());
    let _ = stdout.flush();

    let log = RequestLog::start(requests);
    lifetime.end().await;
    drop(sandbox);
    log.finish();
    Ok(())
}
