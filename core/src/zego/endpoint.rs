//! ZEGOCLOUD's access points ("Accessing Server APIs", both editions alike).

use alloc::string::String;
use core::str::FromStr;

use crate::endpoint::BaseUrl;
use crate::error::{Error, Provider};

/// Which access point to call; all of them reach the same rooms, as far as
/// the documents go. The provider recommends the one nearest to **your server**.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint(BaseUrl);

impl Endpoint {
    /// `unified`: `rtc-api.zego.im`, region not distinguished. The default.
    pub const UNIFIED: Self = Self(BaseUrl::of_host("rtc-api.zego.im"));
    /// `sha`: Chinese mainland (Shanghai).
    pub const SHA: Self = Self(BaseUrl::of_host("rtc-api-sha.zego.im"));
    /// `hkg`: Hong Kong, Macao, Taiwan (Hong Kong).
    pub const HKG: Self = Self(BaseUrl::of_host("rtc-api-hkg.zego.im"));
    /// `fra`: Europe (Frankfurt).
    pub const FRA: Self = Self(BaseUrl::of_host("rtc-api-fra.zego.im"));
    /// `lax`: western United States (California).
    pub const LAX: Self = Self(BaseUrl::of_host("rtc-api-lax.zego.im"));
    /// `bom`: Asia-Pacific (Mumbai).
    pub const BOM: Self = Self(BaseUrl::of_host("rtc-api-bom.zego.im"));
    /// `sgp`: South-East Asia (Singapore).
    pub const SGP: Self = Self(BaseUrl::of_host("rtc-api-sgp.zego.im"));

    /// The short names that [`FromStr`] knows.
    pub const NAMES: &'static [&'static str] =
        &["unified", "sha", "hkg", "fra", "lax", "bom", "sgp"];

    /// In the order of the names.
    const ALL: &'static [Self] =
        &[Self::UNIFIED, Self::SHA, Self::HKG, Self::FRA, Self::LAX, Self::BOM, Self::SGP];

    pub(super) fn put(&self, out: &mut String) {
        self.0.put(out);
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self::UNIFIED
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    /// A short name, a host name, or an https base URL (http for loopback only).
    fn from_str(text: &str) -> Result<Self, Error> {
        let mut known = Self::NAMES.iter().zip(Self::ALL);
        match known.find(|(name, _)| **name == text) {
            Some((_, endpoint)) => Ok(endpoint.clone()),
            None => Ok(Self(BaseUrl::parse(Provider::Zego, text, Self::NAMES)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn every_name_is_known() {
        for name in Endpoint::NAMES {
            assert!(name.parse::<Endpoint>().is_ok(), "{name}");
        }
    }
}
