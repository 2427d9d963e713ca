//! Whose rooms: the placeholders of the providers' own documents, as the sandbox has them.

use closeroom::{trtc, zego};
use closeroom_sandbox::{TrtcAccount, ZegoAccount};

/// 2023-11-14 22:13:20 UTC.
pub(crate) const NOW: u64 = 1_700_000_000;
pub(crate) const NONCE: &str = "4fd24687296dd9f3";
pub(crate) const TOKEN: &str = "TokenEXAMPLE-0123456789";

pub(crate) const SERVER_SECRET: &str = ZegoAccount::PLACEHOLDER_SERVER_SECRET;
pub(crate) const CALLBACK_SECRET: &str = ZegoAccount::PLACEHOLDER_CALLBACK_SECRET;
pub(crate) const SECRET_KEY: &str = TrtcAccount::PLACEHOLDER_SECRET_KEY;
pub(crate) const CALLBACK_KEY: &str = TrtcAccount::PLACEHOLDER_CALLBACK_KEY;

/// What a client of ZEGOCLOUD knows.
pub(crate) const ZEGO_SECRETS: [&str; 1] = [SERVER_SECRET];
/// What a client of TRTC knows.
pub(crate) const TRTC_SECRETS: [&str; 2] = [SECRET_KEY, TOKEN];

pub(crate) fn zego_config() -> zego::Config {
    zego::Config::new(ZegoAccount::PLACEHOLDER_APP_ID, SERVER_SECRET)
}

pub(crate) fn trtc_config() -> trtc::Config {
    trtc::Config::new(
        TrtcAccount::PLACEHOLDER_SDK_APP_ID,
        TrtcAccount::PLACEHOLDER_SECRET_ID,
        SECRET_KEY,
        "ap-guangzhou",
    )
}

pub(crate) fn zego() -> zego::Zego {
    zego::Zego::new(zego_config()).expect("valid")
}

pub(crate) fn trtc() -> trtc::Trtc {
    trtc::Trtc::new(trtc_config().with_token(TOKEN)).expect("valid")
}
