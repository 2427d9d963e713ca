//! Functions that need no code.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, ensure};
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
        is_panic(name) || (is_left_over(name) && !callers.contains_key(&function.id()))
    };
    let traps: HashSet<_> = module.funcs.iter().filter(is_trap).map(Function::id).collect();
    // Under other names than these, what follows would check nothing.
    let panics = module.funcs.iter().any(|function| is_panic(name(function)));
    ensure!(traps.is_empty() || panics, "no function is known to compose panic messages");
    // Where a function still formats text, what it calls must not trap.
    for write in module.funcs.iter().filter(|function| is_write(name(function))) {
        let formats = callers.get(&write.id()).is_some_and(|callers| !callers.is_subset(&traps));
        ensure!(!formats, "the module formats text");
    }
    for id in traps {
        trap(module, id);
    }
    Ok(())
}

/// As in `core[c5930c85a12de822]::panicking::panic_fmt`.
fn name(function: &Function) -> &str {
    function.name.as_deref().unwrap_or_default()
}

fn is_panic(name: &str) -> bool {
    name.starts_with("core") && name.ends_with("::panicking::panic_fmt")
}

fn is_write(name: &str) -> bool {
    name.starts_with("core") && name.ends_with("::fmt::write")
}

/// Of those that only a table refers to.
fn is_left_over(name: &str) -> bool {
    let is_shim = name.contains("::convert::closures::") && name.contains("::invoke");
    is_shim || name.contains("::fmt::") || name.contains("::panicking::")
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
        let write = function(&mut module, "core[c5]::fmt::write", &[leaf, leaf]);
        let display =
            function(&mut module, "<u64 as core[c5]::fmt::Display>::fmt", &[write, write]);
        let panic = function(&mut module, "core[c5]::panicking::panic_fmt", &[leaf, leaf]);
        let export = function(&mut module, "export", &[panic, leaf]);
        module.exports.add("export", export);

        set(&mut module).unwrap();

        assert_eq!([panic, display].map(|id| length(&module, id)), [1, 1]);
        assert_eq!(length(&module, export), 2);
    }

    #[test]
    fn a_module_with_unknown_names_is_an_error() {
        let mut module = Module::default();
        function(&mut module, "core[c5]::panicking::panic_otherwise", &[]);
        function(&mut module, "<u64 as core[c5]::fmt::Display>::fmt", &[]);
        assert!(set(&mut module).is_err());
    }

    #[test]
    fn a_module_that_formats_is_an_error() {
        let mut module = Module::default();
        function(&mut module, "core[c5]::panicking::panic_fmt", &[]);
        let write = function(&mut module, "core[c5]::fmt::write", &[]);
        let export = function(&mut module, "export", &[write]);
        module.exports.add("export", export);
        assert!(set(&mut module).is_err());
    }
}
