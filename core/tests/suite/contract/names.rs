//! Names and numbers that every language shares.

use std::error::Error as _;

use closeroom::trtc::{self, Language, SignatureMethod, region};
use closeroom::{ErrorKind, Method, Provider, Status, zego};

use crate::clients;

#[test]
fn error_kinds_have_the_numbers_and_names_of_the_contract() {
    let table = [
        (ErrorKind::InvalidInput, 1, "invalid_input"),
        (ErrorKind::Unauthorized, 2, "unauthorized"),
        (ErrorKind::ClockSkew, 3, "clock_skew"),
        (ErrorKind::PermissionDenied, 4, "permission_denied"),
        (ErrorKind::RoomNotFound, 5, "room_not_found"),
        (ErrorKind::RateLimited, 6, "rate_limited"),
        (ErrorKind::Rejected, 7, "rejected"),
        (ErrorKind::Unavailable, 8, "unavailable"),
        (ErrorKind::UnexpectedResponse, 9, "unexpected_response"),
        (ErrorKind::Transport, 10, "transport"),
        (ErrorKind::DeadlineExceeded, 11, "deadline_exceeded"),
        (ErrorKind::Cancelled, 12, "cancelled"),
        (ErrorKind::InvalidSignature, 13, "invalid_signature"),
        (ErrorKind::Stale, 14, "stale"),
    ];
    for (kind, number, name) in table {
        assert_eq!(kind.number(), number, "{name}");
        assert_eq!(kind as u32, number, "{name}");
        assert_eq!(kind.as_str(), name);
        assert_eq!(kind.to_string(), name);
    }
    assert_eq!(ErrorKind::ALL, table.map(|(kind, _, _)| kind));
}

#[test]
fn outcomes_and_providers_have_names() {
    assert_eq!(Status::Closed.as_str(), "closed");
    assert_eq!(Status::AlreadyGone.to_string(), "already_gone");
    assert_eq!(Provider::Zego.as_str(), "zego");
    assert_eq!(Provider::Trtc.to_string(), "trtc");
    assert_eq!((Method::Get.as_str(), Method::Post.as_str()), ("GET", "POST"));
    assert_eq!(Method::Get.to_string(), "GET");
    assert_eq!(Method::default(), Method::Post);
}

#[test]
fn trtc_options_are_spelled_as_tencent_spells_them() {
    for (method, name) in [
        (SignatureMethod::Tc3HmacSha256, "TC3-HMAC-SHA256"),
        (SignatureMethod::HmacSha256, "HmacSHA256"),
        (SignatureMethod::HmacSha1, "HmacSHA1"),
    ] {
        assert_eq!(method.as_str(), name);
        assert_eq!(name.parse(), Ok(method));
    }
    assert_eq!(SignatureMethod::default(), SignatureMethod::Tc3HmacSha256);
    for unknown in ["", "hmacsha1", "TC3-HMAC-SHA256 ", "HmacMD5"] {
        let error = unknown.parse::<SignatureMethod>().expect_err(unknown);
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.message().contains("SignatureMethod"), "{error}");
        assert!(error.message().contains("TC3-HMAC-SHA256"), "{error}");
    }
    for (method, name) in [(Method::Get, "GET"), (Method::Post, "POST")] {
        assert_eq!(trtc::parse_http_method(name), Ok(method));
    }
    let error = trtc::parse_http_method("get").expect_err("lower case");
    assert_eq!(error.field(), Some("HttpMethod"));
    for (language, name) in [(Language::ZhCn, "zh-CN"), (Language::EnUs, "en-US")] {
        assert_eq!(language.as_str(), name);
        assert_eq!(name.parse(), Ok(language));
    }
    let regions =
        [region::AP_BEIJING, region::AP_GUANGZHOU, region::AP_SINGAPORE, region::AP_MUMBAI];
    assert_eq!(regions, ["ap-beijing", "ap-guangzhou", "ap-singapore", "ap-mumbai"]);
}

/// Languages with wider or signed numbers hand those over as they are.
#[test]
fn an_app_id_of_zego_has_32_bits() {
    for number in [1, 12_345, u32::MAX] {
        assert_eq!(zego::app_id(number.into()).expect("in range"), number);
    }
    let error = zego::app_id(u64::from(u32::MAX) + 1).expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().contains("AppId"), "{error}");
}

#[test]
fn zego_endpoints_are_the_documented_hosts() {
    use zego::{CloseRoom, Config, Endpoint, Zego};
    let hosts = [
        ("unified", Endpoint::UNIFIED, "rtc-api.zego.im"),
        ("sha", Endpoint::SHA, "rtc-api-sha.zego.im"),
        ("hkg", Endpoint::HKG, "rtc-api-hkg.zego.im"),
        ("fra", Endpoint::FRA, "rtc-api-fra.zego.im"),
        ("lax", Endpoint::LAX, "rtc-api-lax.zego.im"),
        ("bom", Endpoint::BOM, "rtc-api-bom.zego.im"),
        ("sgp", Endpoint::SGP, "rtc-api-sgp.zego.im"),
    ];
    assert_eq!(Endpoint::NAMES, hosts.clone().map(|(name, _, _)| name));
    assert_eq!(Endpoint::default(), Endpoint::UNIFIED);
    for (name, constant, host) in hosts {
        let endpoint: Endpoint = name.parse().expect(name);
        assert_eq!(endpoint, constant);
        let mut config = Config::new(1, "secret");
        config.endpoint = endpoint;
        let zego = Zego::new(config).expect("valid");
        let request = zego.build(&CloseRoom::new("r"), 1_700_000_000, "0123456789abcdef");
        assert!(request.expect("valid").url.starts_with(&format!("https://{host}/?Action=")));
    }
}

#[test]
fn trtc_endpoints_are_the_documented_hosts() {
    use trtc::{Endpoint, RoomId, Trtc};
    let sites = [("china", "trtc.tencentcloudapi.com"), ("intl", "trtc.intl.tencentcloudapi.com")];
    let regions = [
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
    let regional = regions.map(|region| (region, format!("trtc.{region}.tencentcloudapi.com")));
    let sites = sites.map(|(name, host)| (name, host.to_owned()));
    let hosts: Vec<_> = sites.into_iter().chain(regional).collect();
    assert_eq!(Endpoint::NAMES, hosts.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert_eq!(Endpoint::default(), Endpoint::CHINA);
    assert_eq!("china".parse(), Ok(Endpoint::CHINA));
    assert_eq!("intl".parse(), Ok(Endpoint::INTL));
    for (name, host) in hosts {
        let mut config = clients::trtc_config();
        config.endpoint = name.parse().expect(name);
        let trtc = Trtc::new(config).expect("valid");
        let request = trtc.build(&RoomId::from("r"), 1_700_000_000, "0123456789abcdef");
        assert_eq!(request.expect("valid").url, format!("https://{host}/"));
    }
}

#[test]
fn errors_are_standard_errors() {
    let error = zego::Zego::new(zego::Config::new(0, "secret")).expect_err("0");
    assert!(error.source().is_none());
    assert_eq!(error.to_string(), error.message());
    let debug = format!("{error:?}");
    assert!(debug.contains("InvalidInput") && debug.contains(error.message()), "{debug}");
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.clone().into();
    assert_eq!(boxed.downcast_ref(), Some(&error));
}
