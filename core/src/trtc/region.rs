//! The regions that documents name for the two actions (`X-TC-Region`).
//!
//! A region is open text: the documents disagree (37088 lists Beijing and
//! Guangzhou, 34269 adds Singapore, 64160 names Mumbai), and more may come.

/// Beijing.
pub const AP_BEIJING: &str = "ap-beijing";
/// Guangzhou.
pub const AP_GUANGZHOU: &str = "ap-guangzhou";
/// Singapore; on the international pages only.
pub const AP_SINGAPORE: &str = "ap-singapore";
/// Mumbai; on the "End Calls" page only.
pub const AP_MUMBAI: &str = "ap-mumbai";
