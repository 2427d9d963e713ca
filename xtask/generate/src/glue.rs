//! The glue as a function, which makes glue for one instance of the module.
//!
//! wasm-bindgen's own keeps its instance in variables of the JavaScript module: one
//! instance for good. Its `reset_state_function` puts another into the same variables,
//! where calls of the old one that are still under way would write into the memory of
//! the new one, and timers of the old one would throw.

use anyhow::{Context as _, Result};

/// Where loading the module begins, which is left to the caller.
const LOADING: &str = "\nasync function __wbg_load(";
const LOADING_TYPES: &str = "\nexport type InitInput ";

/// Turns `core.js` into a module whose one export is the function `makeGlue`.
pub(crate) fn as_function(script: &str) -> Result<String> {
    let (glue, _) = script.split_once(LOADING).context("the glue does not load a module")?;
    let mut names = Vec::new();
    let mut lines = Vec::new();
    for line in glue.lines() {
        let declaration = line.strip_prefix("export ");
        if let Some(declaration) = declaration {
            let name = declaration.split([' ', '(']).nth(1);
            names.push(name.context("an export without a name")?);
        }
        lines.push(declaration.unwrap_or(line));
    }
    let (glue, names) = (lines.join("\n"), names.join(", "));
    Ok(format!(
        "export function makeGlue(instantiate) {{
{glue}
__wbg_finalize_init(instantiate(__wbg_get_imports()));
return {{ {names} }};
}}
"
    ))
}

/// The declarations for it, `core.d.ts`. The classes stay declared, as types.
pub(crate) fn declarations(declarations: &str) -> Result<String> {
    let (exports, _) =
        declarations.split_once(LOADING_TYPES).context("the declarations do not load a module")?;
    Ok(format!(
        "{exports}
/** Instantiates the module by `instantiate`, and makes the glue of that one instance. */
export function makeGlue(
    instantiate: (imports: WebAssembly.Imports) => Pick<WebAssembly.Instance, \"exports\">,
): Omit<typeof import(\"./core.js\"), \"makeGlue\">;
"
    ))
}

#[cfg(test)]
mod tests {
    use super::as_function;

    #[test]
    fn what_the_glue_exports_is_what_the_function_returns() {
        let glue = "export class Client {}\nexport function verify(body) {}\nlet wasm;\n";
        let loading = "async function __wbg_load(module) {}\nexport { initSync };\n";
        assert_eq!(
            as_function(&format!("{glue}\n{loading}")).unwrap(),
            "export function makeGlue(instantiate) {
class Client {}
function verify(body) {}
let wasm;
__wbg_finalize_init(instantiate(__wbg_get_imports()));
return { Client, verify };
}
"
        );
    }

    #[test]
    fn glue_of_another_form_is_an_error() {
        assert!(as_function("export class Client {}\n").is_err());
    }
}
