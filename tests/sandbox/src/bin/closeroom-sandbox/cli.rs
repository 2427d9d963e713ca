//! The command line.

use std::net::IpAddr;

use clap::{Parser, ValueEnum};
use closeroom_sandbox::{
    CallbackUrl, ClockOffset, Config, RoomKey, Secret, Settings, TrtcAccount, ZegoAccount,
};

/// A local stand-in for ZEGOCLOUD CloseRoom and Tencent TRTC DismissRoom
///
/// Checks every documented rule of a request (signature, clock, nonce, rate,
/// parameters), answers with the documented bodies and codes, sends the signed
/// callbacks of a closed room, and makes answers go wrong on demand. Both
/// providers are at the path `/` of one port: point your client's endpoint at
/// the URL of the first line printed. Then one line is printed per request.
#[derive(Debug, Parser)]
#[command(version, after_long_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Port to listen on; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    pub(crate) port: u16,

    /// Loopback address to listen on; others are refused
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", value_parser = loopback)]
    pub(crate) host: IpAddr,

    /// ZEGO: the AppId that is known
    #[arg(long, value_name = "N", default_value_t = ZegoAccount::PLACEHOLDER_APP_ID)]
    zego_app_id: u32,

    /// ZEGO: signs requests
    #[arg(
        long,
        value_name = "TEXT",
        env = "SANDBOX_ZEGO_SERVER_SECRET",
        hide_env_values = true,
        default_value = ZegoAccount::PLACEHOLDER_SERVER_SECRET
    )]
    zego_server_secret: Secret,

    /// ZEGO: signs callbacks
    #[arg(
        long,
        value_name = "TEXT",
        env = "SANDBOX_ZEGO_CALLBACK_SECRET",
        hide_env_values = true,
        default_value = ZegoAccount::PLACEHOLDER_CALLBACK_SECRET
    )]
    zego_callback_secret: Secret,

    /// TRTC: the SdkAppId that is known
    #[arg(long, value_name = "N", default_value_t = TrtcAccount::PLACEHOLDER_SDK_APP_ID)]
    trtc_sdk_app_id: u64,

    /// TRTC: names the secret key
    #[arg(
        long,
        value_name = "TEXT",
        env = "SANDBOX_TRTC_SECRET_ID",
        hide_env_values = true,
        default_value = TrtcAccount::PLACEHOLDER_SECRET_ID
    )]
    trtc_secret_id: String,

    /// TRTC: signs requests
    #[arg(
        long,
        value_name = "TEXT",
        env = "SANDBOX_TRTC_SECRET_KEY",
        hide_env_values = true,
        default_value = TrtcAccount::PLACEHOLDER_SECRET_KEY
    )]
    trtc_secret_key: Secret,

    /// TRTC: when set, requests must carry this token
    #[arg(long, value_name = "TEXT", env = "SANDBOX_TRTC_TOKEN", hide_env_values = true)]
    trtc_token: Option<Secret>,

    /// TRTC: signs callbacks
    #[arg(
        long,
        value_name = "TEXT",
        env = "SANDBOX_TRTC_CALLBACK_KEY",
        hide_env_values = true,
        default_value = TrtcAccount::PLACEHOLDER_CALLBACK_KEY
    )]
    trtc_callback_key: Secret,

    /// Where the signed callbacks of closed rooms are sent (http only)
    #[arg(long, value_name = "URL")]
    callback_url: Option<CallbackUrl>,

    /// Whether the documented rate limits hold: ZEGO 1 request a second, TRTC
    /// 20 a second for each action
    #[arg(long, value_name = "on|off", default_value = "on", hide_possible_values = true)]
    rate_limits: Switch,

    /// A room that exists from the start; repeatable.
    /// ROOM is zego:ID, trtc:string:ID or trtc:number:ID
    #[arg(long = "room", value_name = "ROOM")]
    rooms: Vec<RoomKey>,

    /// By how much the server's clock is off, also in its Date header
    #[arg(long, value_name = "SECONDS", default_value = "0", allow_negative_numbers = true)]
    clock_offset: ClockOffset,

    /// End when the standard input is closed, so that a test that dies leaves
    /// no server behind
    #[arg(long)]
    pub(crate) exit_with_stdin: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Cli {
    pub(crate) fn into_config(self) -> Config {
        Config {
            host: self.host,
            port: self.port,
            zego: ZegoAccount {
                app_id: self.zego_app_id,
                server_secret: self.zego_server_secret,
                callback_secret: self.zego_callback_secret,
            },
            trtc: TrtcAccount {
                sdk_app_id: self.trtc_sdk_app_id,
                secret_id: self.trtc_secret_id,
                secret_key: self.trtc_secret_key,
                token: self.trtc_token,
                callback_key: self.trtc_callback_key,
            },
            settings: Settings {
                callback_url: self.callback_url,
                rate_limits: self.rate_limits == Switch::On,
                clock_offset_seconds: self.clock_offset,
                ..Settings::default()
            },
            rooms: self.rooms,
        }
    }
}

fn loopback(text: &str) -> Result<IpAddr, String> {
    match text.parse::<IpAddr>() {
        Ok(address) if address.is_loopback() => Ok(address),
        Ok(_) => Err("the sandbox listens on loopback addresses only".to_owned()),
        Err(_) => Err("expected an IP address such as 127.0.0.1 or ::1".to_owned()),
    }
}

const AFTER_HELP: &str = "\
The defaults of the secrets are the placeholders of the providers' own
documentation. Configured secrets, signatures and tokens are never printed.

Control API (JSON; errors are {\"error\": \"…\"} and name the field):
  POST /_sandbox/rooms      open a room: {\"provider\":\"zego\"|\"trtc\",
                            \"room_id\":\"r1\" (or 123: a numeric TRTC room),
                            \"users\":[\"alice\"], \"streams\":[\"s1\"]}
  GET  /_sandbox/rooms      the open rooms
  GET  /_sandbox/requests   the provider requests seen, oldest first
  GET  /_sandbox/callbacks  the callbacks sent, with the receiver's status
  GET  /_sandbox/settings   the settings
  PUT  /_sandbox/settings   change some: {\"callback_url\":URL|null,
                            \"rate_limits\":true|false, \"clock_offset_seconds\":N,
                            \"zego_room_gone_code\":104|5018|5024|50001,
                            \"zego_callback_form\":\"json\"|\"percent\"|\"form\"}
  POST /_sandbox/faults     {\"provider\":\"zego\"|\"trtc\" (default: both),
                            \"fault\":{\"kind\":…}, \"times\":N (default 1),
                            \"after_close\":true|false (default false)}
  POST /_sandbox/reset      back to the start

Faults, by kind:
  delay ms            hang                drop               drop_mid_body
  status status [retry_after] [body]      html               truncated_json
  empty_body          big_body bytes      endless_body       slow_body ms
  wrong_content_type  code code [message] redirect location  no_date
With after_close the request is carried out before its answer is spoilt.
Without, the room stays, unless the client still gets the provider's own
answer: delay, big_body, slow_body, wrong_content_type, no_date.

Where the sandbox guesses, because no document says it (the README has all):
  both   a + in a query or form is a space; a repeated parameter is refused; a
         rate limit is a sliding second that counts admitted requests
  ZEGO   the order of the checks; a reused nonce is 100000005; other methods
         than GET are 100000007; unknown parameters are ignored; a clock 600 s
         off still passes; room_close has close_reason 0, room_logout has
         reason 3, stream_close has type 5
  TRTC   the order of the checks; a reused v1 nonce, and a credential with the
         wrong date or service, is AuthFailure.SignatureFailure; any RoomId of
         the right type is accepted; event 104 has Reason 3
Callbacks are sent once; the providers repeat those that fail.
";
