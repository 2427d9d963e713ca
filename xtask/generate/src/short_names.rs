//! Short names for what the module imports from its glue.
//!
//! wasm-bindgen tells names apart by 16 hexadecimal digits each, which stand in the module
//! and once more in the glue, and which do not compress: 1.4 kB together.

use anyhow::{Result, ensure};
use walrus::Module;

/// Long names and the short ones that the module has now.
pub(crate) struct ShortNames(Vec<(String, String)>);

impl ShortNames {
    /// Renames imports to letters, and in exports the digits to numbers. The other exports
    /// keep their names, by which TypeScript and stack traces know them.
    pub(crate) fn give(module: &mut Module) -> Self {
        let mut names = Self(Vec::new());
        for import in module.imports.iter_mut() {
            import.module = names.short(&import.module, letters);
            import.name = names.short(&import.name, letters);
        }
        for export in module.exports.iter_mut().filter(|export| ends_with_digits(&export.name)) {
            export.name = names.short(&export.name, |number| format!("__wbg_invoke{number}"));
        }
        names
    }

    fn short(&mut self, long: &str, make: impl Fn(usize) -> String) -> String {
        if let Some((_, short)) = self.0.iter().find(|(known, _)| known == long) {
            return short.clone();
        }
        let short = make(self.0.len());
        self.0.push((long.to_owned(), short.clone()));
        short
    }

    /// Renames in the glue as well.
    pub(crate) fn apply(&self, glue: &str) -> Result<String> {
        let mut glue = glue.to_owned();
        for (long, short) in &self.0 {
            ensure!(glue.contains(long), "the glue does not know {long}");
            glue = glue.replace(long, short);
        }
        Ok(glue)
    }
}

fn ends_with_digits(name: &str) -> bool {
    let digits = name.len().checked_sub(16).and_then(|start| name.get(start..));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// a, b, … z, ba, bb, …
fn letters(number: usize) -> String {
    let last = char::from(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
    match number / 26 {
        0 => last.to_string(),
        rest => letters(rest) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, Module};

    use super::{ShortNames, letters};

    const THEN: &str = "__wbg_then_656f253a5dd7d8ea";
    const NOW: &str = "__wbg_now_463ac581d2fc7ea3";
    const INVOKE: &str = "closures_invoke__h332025d848aac39a";

    #[test]
    fn module_and_glue_have_the_same_short_names() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func("./core_bg.js", THEN, ty);
        module.add_import_func("./core_bg.js", NOW, ty);
        for name in [INVOKE, "client_parse"] {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.func_body().unreachable();
            let function = builder.finish(Vec::new(), &mut module.funcs);
            module.exports.add(name, function);
        }

        let names = ShortNames::give(&mut module);

        let imports: Vec<_> =
            module.imports.iter().map(|i| format!("{} {}", i.module, i.name)).collect();
        let exports: Vec<_> = module.exports.iter().map(|export| &export.name).collect();
        assert_eq!(imports, ["a b", "a c"]);
        assert_eq!(exports, ["__wbg_invoke3", "client_parse"]);
        let glue = format!("{{ {THEN}, {NOW}, './core_bg.js' }} {INVOKE} client_parse");
        assert_eq!(names.apply(&glue).unwrap(), "{ b, c, 'a' } __wbg_invoke3 client_parse");
    }

    #[test]
    fn glue_of_another_module_is_an_error() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func("./core_bg.js", THEN, ty);
        assert!(ShortNames::give(&mut module).apply("").is_err());
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 676].map(letters), ["a", "z", "ba", "bb", "baa"]);
    }
}
