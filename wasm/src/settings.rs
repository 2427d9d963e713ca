//! What a client is made of.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A `Map` of the settings that are text, by the names that errors give them: one
    /// import instead of an argument for each, whose conversions are half a kilobyte.
    pub type Settings;

    #[wasm_bindgen(method)]
    pub(crate) fn get(this: &Settings, name: &str) -> Option<String>;
}

impl Settings {
    /// One that TypeScript has checked to be there.
    pub(crate) fn required(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }
}
