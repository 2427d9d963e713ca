//! How a sandbox is started.

use std::net::{IpAddr, Ipv4Addr};

use crate::provider::RoomKey;
use crate::secret::Secret;
use crate::settings::Settings;

/// Everything a sandbox is started with. The default has the credentials that
/// the providers' own documentation uses as placeholders, and any free port.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address to listen on; loopback only.
    pub host: IpAddr,
    /// The port to listen on; 0 takes any free one.
    pub port: u16,
    /// The one project known at ZEGO.
    pub zego: ZegoAccount,
    /// The one application known at TRTC.
    pub trtc: TrtcAccount,
    /// The settings at the start and after a reset.
    pub settings: Settings,
    /// The rooms that exist at the start and after a reset, without users.
    pub rooms: Vec<RoomKey>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            zego: ZegoAccount::default(),
            trtc: TrtcAccount::default(),
            settings: Settings::default(),
            rooms: Vec::new(),
        }
    }
}

/// A ZEGO project's credentials.
#[derive(Clone, Debug)]
pub struct ZegoAccount {
    /// The project's `AppId`.
    pub app_id: u32,
    /// Signs requests.
    pub server_secret: Secret,
    /// Signs callbacks.
    pub callback_secret: Secret,
}

impl ZegoAccount {
    /// The placeholder `AppId`.
    pub const PLACEHOLDER_APP_ID: u32 = 1_234_567_890;
    /// The `ServerSecret` of ZEGO's published signature example.
    pub const PLACEHOLDER_SERVER_SECRET: &str = "9193cc662a4c0ec135ec71fb57194b38";
    /// The placeholder `CallbackSecret`.
    pub const PLACEHOLDER_CALLBACK_SECRET: &str = "zegocallbacksecret";
}

impl Default for ZegoAccount {
    fn default() -> Self {
        Self {
            app_id: Self::PLACEHOLDER_APP_ID,
            server_secret: Secret::new(Self::PLACEHOLDER_SERVER_SECRET),
            callback_secret: Secret::new(Self::PLACEHOLDER_CALLBACK_SECRET),
        }
    }
}

/// A TRTC application's credentials.
#[derive(Clone, Debug)]
pub struct TrtcAccount {
    /// The application's `SdkAppId`.
    pub sdk_app_id: u64,
    /// Names the key.
    pub secret_id: String,
    /// Signs requests.
    pub secret_key: Secret,
    /// When set, the key is a temporary one and requests must carry this
    /// token.
    pub token: Option<Secret>,
    /// Signs callbacks.
    pub callback_key: Secret,
}

impl TrtcAccount {
    /// The `SdkAppId` of TRTC's API examples.
    pub const PLACEHOLDER_SDK_APP_ID: u64 = 1_400_000_001;
    /// The `SecretId` of Tencent Cloud's signature examples.
    pub const PLACEHOLDER_SECRET_ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    /// The `SecretKey` of Tencent Cloud's signature examples.
    pub const PLACEHOLDER_SECRET_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    /// The callback key of TRTC's published signature example.
    pub const PLACEHOLDER_CALLBACK_KEY: &str = "123654";
}

impl Default for TrtcAccount {
    fn default() -> Self {
        Self {
            sdk_app_id: Self::PLACEHOLDER_SDK_APP_ID,
            secret_id: Self::PLACEHOLDER_SECRET_ID.to_owned(),
            secret_key: Secret::new(Self::PLACEHOLDER_SECRET_KEY),
            token: None,
            callback_key: Secret::new(Self::PLACEHOLDER_CALLBACK_KEY),
        }
    }
}
