//! Functions that need no code.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail, ensure};
use walrus::ir::{Call, Visitor, dfs_in_order};
use walrus::{ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind, Module};

/// Makes traps of functions, which saves 2 kB and makes no difference at run time:
///
/// - A panic composes a message that nobody sees, since there is no stderr, and then traps.
/// - So what formats that message is not needed.
/// - The shims of closures that nobody calls are left over from the descriptions that
///   wasm-bindgen has read and removed; a table still refers to them.
///
/// `wasm-opt` then removes what led to them.
pub(crate) fn set(module: &mut Module) -> Result<()> {
    let callers = callers(module);
    let is_trap = |function: &&Function| {
        let name = name(function);
        is_panic(&name) || (is_left_over(&name) && !callers.contains_key(&function.id()))
    };
    let traps: HashSet<_> = module.funcs.iter().filter(is_trap).map(Function::id).collect();
    // Under other names than these, what follows would check nothing.
    let panics = module.funcs.iter().any(|function| is_panic(&name(function)));
    ensure!(traps.is_empty() || panics, "no function is known to compose panic messages");
    // Where anything still formats text, what it calls by reference must not trap.
    let formats = |function: &&Function| {
        let is_called = callers.get(&function.id()).is_some_and(|by| !by.is_subset(&traps));
        name(function).contains("::fmt::") && !traps.contains(&function.id()) && is_called
    };
    if let Some(function) = module.funcs.iter().find(formats) {
        bail!("the module formats text: it calls {}", name(function));
    }
    for id in traps {
        trap(module, id);
    }
    Ok(())
}

/// Its name without what tells crates and instances apart: `core::panicking::panic_fmt` of
/// `core[c5930c85a12de822]::panicking::panic_fmt` or `core::panicking::panic_fmt::h3ed01a2b3c4d5e6f`.
fn name(function: &Function) -> String {
    let name = function.name.as_deref().unwrap_or_default();
    let name = match name.rsplit_once("::h") {
        Some((name, hash)) if is_hash(hash) => name,
        _ => name,
    };
    let mut parts = name.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if is_hash(hash) => plain.push_str(rest),
            _ => plain.extend(["[", part]),
        }
    }
    plain
}

fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_panic(name: &str) -> bool {
    name == "core::panicking::panic_fmt"
}

/// Of those that only a table refers to. Not what text is written to (`fmt::Write`): that
/// may well be reached by reference alone.
fn is_left_over(name: &str) -> bool {
    let is_shim = name.contains("::convert::closures::") && name.contains("::invoke");
    let shows = name.ends_with("Display>::fmt") || name.ends_with("Debug>::fmt");
    is_shim || shows || name.contains("::panicking::")
}

/// Who calls a function by name; an export is called by itself.
fn callers(module: &Module) -> HashMap<FunctionId, HashSet<FunctionId>> {
    struct Calls<'a> {
        caller: FunctionId,
        callers: &'a mut HashMap<FunctionId, HashSet<FunctionId>>,
    }
    impl Visitor<'_> for Calls<'_> {
        fn visit_call(&mut self, call: &Call) {
            self.callers.entry(call.func).or_default().insert(self.caller);
        }
    }
    let mut callers = HashMap::new();
    for (caller, function) in module.funcs.iter_local() {
        let mut calls = Calls { caller, callers: &mut callers };
        dfs_in_order(&mut calls, function, function.entry_block());
    }
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            callers.entry(id).or_default().insert(id);
        }
    }
    callers
}

fn trap(module: &mut Module, id: FunctionId) {
    let kind = module.types.get(module.funcs.get(id).ty());
    let (parameters, results) = (kind.params().to_vec(), kind.results().to_vec());
    let arguments = parameters.iter().map(|&parameter| module.locals.add(parameter)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, FunctionId, Module};

    use super::set;

    /// A function that calls those.
    fn function(module: &mut Module, name: &str, callees: &[FunctionId]) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name(name.to_owned());
        for &callee in callees {
            builder.func_body().call(callee);
        }
        builder.finish(Vec::new(), &mut module.funcs)
    }

    /// How many instructions it has; a trap has one.
    fn length(module: &Module, id: FunctionId) -> u64 {
        module.funcs.get(id).kind.unwrap_local().size()
    }

    #[test]
    fn panics_and_what_only_they_need_trap() {
        let mut module = Module::default();
        let leaf = function(&mut module, "leaf", &[]);
        let write = function(&mut module, "core[c5930c85a12de822]::fmt::write", &[leaf, leaf]);
        let display = function(
            &mut module,
            "<u64 as core[c5930c85a12de822]::fmt::Display>::fmt",
            &[write, write],
        );
        let panic =
            function(&mut module, "core[c5930c85a12de822]::panicking::panic_fmt", &[leaf, leaf]);
        let export = function(&mut module, "export", &[panic, leaf]);
        module.exports.add("export", export);

        set(&mut module).unwrap();

        assert_eq!([panic, display].map(|id| length(&module, id)), [1, 1]);
        assert_eq!(length(&module, export), 2);
    }

    #[test]
    fn a_module_with_unknown_names_is_an_error() {
        let mut module = Module::default();
        function(&mut module, "core[c5930c85a12de822]::panicking::panic_otherwise", &[]);
        function(&mut module, "<u64 as core[c5930c85a12de822]::fmt::Display>::fmt", &[]);
        assert!(set(&mut module).is_err());
    }

    #[test]
    fn names_are_known_in_both_manglings() {
        let mut module = Module::default();
        let panic = "core::panicking::panic_fmt::h3ed01a2b3c4d5e6f";
        let panic = function(&mut module, panic, &[]);
        let sink = "<alloc[3ca501edff3f0c7c]::string::String as core[c5930c85a12de822]::fmt::Write>::write_str";
        let leaf = function(&mut module, "leaf", &[]);
        let sink = function(&mut module, sink, &[leaf, leaf]);
        set(&mut module).unwrap();
        assert_eq!(length(&module, panic), 1);
        assert_eq!(length(&module, sink), 2, "what may be reached by reference stays");
    }

    #[test]
    fn a_module_that_formats_numbers_is_an_error() {
        let mut module = Module::default();
        function(&mut module, "core::panicking::panic_fmt::h3ed01a2b3c4d5e6f", &[]);
        let digits = "core[c5930c85a12de822]::fmt::float::float_to_decimal_common_shortest";
        let digits = function(&mut module, digits, &[]);
        let export = function(&mut module, "export", &[digits]);
        module.exports.add("export", export);
        assert!(set(&mut module).is_err());
    }

    #[test]
    fn a_module_that_formats_is_an_error() {
        let mut module = Module::default();
        function(&mut module, "core[c5930c85a12de822]::panicking::panic_fmt", &[]);
        let write = function(&mut module, "core[c5930c85a12de822]::fmt::write", &[]);
        let export = function(&mut module, "export", &[write]);
        module.exports.add("export", export);
        assert!(set(&mut module).is_err());
    }
}
