// Imported before the package: notes what the package does while it is imported. Nothing is
// allowed then; several runtimes refuse to compile, to draw randomness or to fetch at that time.

const WATCHED = [
  [globalThis, "fetch"],
  [globalThis, "setTimeout"],
  [globalThis.crypto, "getRandomValues"],
  [Date, "now"],
  [Math, "random"],
  [WebAssembly, "Module"],
  [WebAssembly, "Instance"],
  [WebAssembly, "compile"],
  [WebAssembly, "instantiate"],
];

const calls = [];
const restore = WATCHED.map(([object, name]) => {
  const original = object[name];
  const isOwn = Object.hasOwn(object, name);
  const note = () => calls.push(name);
  // Assigned, not defined: some runtimes allow no other property descriptor.
  object[name] = new Proxy(original, {
    apply(target, self, args) {
      note();
      return Reflect.apply(target, self, args);
    },
    construct(target, args) {
      note();
      return Reflect.construct(target, args);
    },
  });
  return () => {
    if (isOwn) object[name] = original;
    else delete object[name];
  };
});

/** Ends the watch; the names of what was called since this module was imported. */
export function callsAtImport() {
  for (const undo of restore) undo();
  return calls;
}
