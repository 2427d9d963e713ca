/** Headers as the module takes them: names and values in turn, one a line. */
export function packHeaders(texts: string[]): string {
  // HTTP has no line breaks in them, which would shift the rest.
  return texts.map((text) => text.replaceAll("\n", " ")).join("\n");
}
