//! TRTC's API hosts (documents 37088 and 34262).

use alloc::string::String;
use core::str::FromStr;

use crate::endpoint::BaseUrl;
use crate::error::{Error, Provider};
use crate::text::text;

/// Which host to call. The host's region is only where the request enters;
/// which region's data it is about is the `Region` of the
/// [`Config`](super::Config).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint(BaseUrl);

impl Endpoint {
    /// `china`: `trtc.tencentcloudapi.com`. The default.
    pub const CHINA: Self = Self(BaseUrl::of_host("trtc.tencentcloudapi.com"));
    /// `intl`: `trtc.intl.tencentcloudapi.com`, the international site.
    pub const INTL: Self = Self(BaseUrl::of_host("trtc.intl.tencentcloudapi.com"));

    /// The short names that [`FromStr`] knows: the two sites, and the regional hosts.
    pub const NAMES: &'static [&'static str] = &[
        "china",
        "intl",
        "ap-bangkok",
        "ap-beijing",
        "ap-chengdu",
        "ap-chongqing",
        "ap-guangzhou",
        "ap-hongkong",
        "ap-jakarta",
        "ap-nanjing",
        "ap-seoul",
        "ap-shanghai",
        "ap-singapore",
        "ap-tokyo",
        "eu-frankfurt",
        "na-ashburn",
        "na-siliconvalley",
        "sa-saopaulo",
    ];

    pub(super) fn put(&self, out: &mut String) {
        self.0.put(out);
    }

    /// The host that is signed.
    pub(super) fn authority(&self) -> &str {
        self.0.authority()
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self::CHINA
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    /// A short name, a host name, or an https base URL (http for loopback only).
    fn from_str(text: &str) -> Result<Self, Error> {
        if text == "china" {
            return Ok(Self::CHINA);
        }
        let regional = text!["trtc.", text, ".tencentcloudapi.com"];
        let host = if Self::NAMES.contains(&text) { &regional } else { text };
        Ok(Self(BaseUrl::parse(Provider::Trtc, host, Self::NAMES)?))
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn regional_names_are_hosts() {
        let endpoint: Endpoint = "ap-tokyo".parse().expect("known");
        assert_eq!(endpoint.authority(), "trtc.ap-tokyo.tencentcloudapi.com");
        assert_eq!("china".parse(), Ok(Endpoint::CHINA));
        assert_eq!("intl".parse(), Ok(Endpoint::INTL));
        for name in Endpoint::NAMES {
            assert!(name.parse::<Endpoint>().is_ok(), "{name}");
        }
    }
}
