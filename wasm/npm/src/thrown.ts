/** An error that holds more objects than this is not looked through. */
const MOST_OBJECTS = 64;
const DEEPEST = 6;

/** Objects with this method say themselves what an inspection shows. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/**
 * All the text that an inspection of what was thrown would show: of errors,
 * plain objects and arrays, with all that they hold. `undefined` where that
 * cannot be told, or is more than an error ought to hold.
 */
export function seenIn(thrown: unknown): string | undefined {
  const texts: string[] = [];
  const objects = new Set<object>();

  /** Takes in a value; whether all of it could be. */
  function take(value: unknown, depthLeft: number): boolean {
    if (typeof value === "string" || typeof value === "symbol") texts.push(String(value));
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    if (!isObject || objects.has(value)) return true;
    const names = attempt(() => Reflect.ownKeys(value));
    // What throws when it is looked at shows nothing.
    if (!names) return true;
    if (depthLeft === 0 || objects.size === MOST_OBJECTS || !isTransparent(value, names)) {
      return false;
    }
    objects.add(value);
    const member = (name: string | symbol) => attempt(() => Reflect.get(value, name));
    // A class of errors may have these on its prototype, and its name is shown.
    const inherited = [member("message"), member("stack"), memberOf(member("constructor"), "name")];
    return (
      names.every((name) => take(name, depthLeft) && take(member(name), depthLeft - 1)) &&
      inherited.every((value) => take(value, depthLeft - 1))
    );
  }

  return take(thrown, DEEPEST) ? texts.join("\n") : undefined;
}

/** Whether an object's properties are all there is to it, unlike those of a `URL` or a `Map`. */
function isTransparent(object: object, names: (string | symbol)[]): boolean {
  const transparent = attempt(() => {
    const inspect = Reflect.get(object, INSPECT);
    // Next.js gives one to all errors.
    if (inspect && inspect !== Reflect.get(Error.prototype, INSPECT)) return false;
    if (typeof object === "function") return true;
    // An error of another realm is known by its stack.
    if (object instanceof Error || names.includes("stack") || Array.isArray(object)) return true;
    const prototype = Object.getPrototypeOf(object);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  });
  return transparent ?? false;
}

/** In one line, why `fetch` failed. Node hides it ("connect ECONNREFUSED …") in the cause of "fetch failed". */
export function reasonOf(thrown: unknown): string {
  const textOf = (value: unknown, name: string) => {
    const member = memberOf(value, name);
    return typeof member === "string" ? member : "";
  };
  const cause = memberOf(thrown, "cause");
  const message = typeof thrown === "string" ? thrown : textOf(thrown, "message");
  const reason = textOf(cause, "message") || textOf(cause, "code");
  return [message, reason].filter(Boolean).join(": ") || "it gave no reason";
}

function memberOf(value: unknown, name: string): unknown {
  return attempt(() => (value as Record<string, unknown> | null | undefined)?.[name]);
}

/** What the function gives, or nothing where it throws. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
