//! Numbers that may not be there.

/// A number of 32 bits that may not be there.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct closeroom_optional_u32 {
    /// Whether there is one.
    pub has_value: bool,
    /// The number; 0 when there is none.
    pub value: u32,
}

/// A number of 64 bits that may not be there.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct closeroom_optional_u64 {
    /// Whether there is one.
    pub has_value: bool,
    /// The number; 0 when there is none.
    pub value: u64,
}

impl From<Option<u32>> for closeroom_optional_u32 {
    fn from(number: Option<u32>) -> Self {
        Self { has_value: number.is_some(), value: number.unwrap_or_default() }
    }
}

impl From<Option<u64>> for closeroom_optional_u64 {
    fn from(number: Option<u64>) -> Self {
        Self { has_value: number.is_some(), value: number.unwrap_or_default() }
    }
}
