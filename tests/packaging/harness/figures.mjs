// What a project says about itself for the table: a diagnostic of its test, in the form `name: value`.

/** Says it. Every project says its `runtime`: what ran, with the version. */
export function figure(t, name, value) {
  t.diagnostic(`${name}: ${value}`);
}

/** The name and value that a diagnostic says, if it is of that form. */
export function readFigure(message) {
  const [, name, value] = message.match(/^([\w -]+): (.+)$/) ?? [];
  return name && { name, value };
}
