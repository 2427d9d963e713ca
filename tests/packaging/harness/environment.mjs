// What whoever runs the matrix says: where things are.

function path(name, what) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be ${what}`);
  return value;
}

/** The packed package. */
export const TARBALL = path("CLOSEROOM_TARBALL", "the path of the packed npm package");
/** Where the projects are installed. */
export const SCRATCH = path("CLOSEROOM_SCRATCH", "a folder for the projects' installations");
/** The test vectors. */
export const VECTORS = path("CLOSEROOM_VECTORS", "the folder of the test vectors");
