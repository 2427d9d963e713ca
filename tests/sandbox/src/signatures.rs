//! The signatures of callbacks, for those who test their own receiver.

/// ZEGO's `signature`: of the three texts, sorted and joined.
pub fn zego_callback(callback_secret: &str, timestamp: &str, nonce: &str) -> String {
    crate::zego::callback_signature(callback_secret, timestamp, nonce)
}

/// TRTC's header `Sign`: of the raw body.
pub fn trtc_callback(callback_key: &str, body: &[u8]) -> String {
    crate::trtc::callback_signature(callback_key, body)
}
