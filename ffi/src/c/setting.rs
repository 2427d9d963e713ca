//! One thing that can be set in options.

use super::error::closeroom_error;

/// What a setter refused is remembered: a program that does not look at the setter's result must
/// not go on with the default, such as another endpoint.
#[derive(Default)]
pub(super) enum Setting<T> {
    #[default]
    Unset,
    Refused,
    Set(T),
}

impl<T: Clone> Setting<T> {
    pub(super) fn set(&mut self, value: Result<T, closeroom_error>) -> Result<(), closeroom_error> {
        let (setting, outcome) = match value {
            Ok(value) => (Self::Set(value), Ok(())),
            Err(error) => (Self::Refused, Err(error)),
        };
        *self = setting;
        outcome
    }

    /// The value, if it was set; `name` is for the error when it was refused.
    pub(super) fn get(&self, name: &'static str) -> Result<Option<T>, closeroom_error> {
        match self {
            Self::Unset => Ok(None),
            Self::Set(value) => Ok(Some(value.clone())),
            Self::Refused => {
                Err(closeroom_error::misuse(name, "was refused when it was set in these options"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Setting;
    use crate::c::error::closeroom_error;

    #[test]
    fn what_was_refused_stays_refused_until_it_is_set_right() {
        let mut setting = Setting::default();
        assert_eq!(setting.get("Endpoint").ok(), Some(None));
        assert!(setting.set(Err(closeroom_error::null("Endpoint"))).is_err());
        let error = setting.get("Endpoint").expect_err("refused");
        assert_eq!(error.to_string(), "Endpoint was refused when it was set in these options");
        assert!(setting.set(Ok(7)).is_ok());
        assert_eq!(setting.get("Endpoint").ok(), Some(Some(7)));
    }
}
