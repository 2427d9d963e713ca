//! Random ids.

/// A number of 19 digits, beyond what a double holds exactly: the shape of
/// ZEGO's request and session ids.
pub(crate) fn nineteen_digits() -> u64 {
    const SMALLEST: u64 = 1_000_000_000_000_000_000;
    SMALLEST + random_u64() % (8 * SMALLEST)
}

/// A version 4 UUID: the shape of TRTC's request ids.
pub(crate) fn uuid() -> String {
    let random = (u128::from(random_u64()) << 64) | u128::from(random_u64());
    let version = 0x4000_u128 << 64;
    let variant = 0x8000_u128 << 48;
    let bits = random & !(0xf000_u128 << 64) & !(0xc000_u128 << 48) | version | variant;
    let hex = format!("{bits:032x}");
    let groups = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    groups.join("-")
}

fn random_u64() -> u64 {
    getrandom::u64().expect("the operating system provides random numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_their_shape() {
        assert_eq!(nineteen_digits().to_string().len(), 19);
        let id = uuid();
        let lengths: Vec<_> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(id.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&id.as_bytes()[19]));
    }
}
