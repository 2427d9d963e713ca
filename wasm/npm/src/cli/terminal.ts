/** How to make text stand out; leaves it as it is where that would not show. */
export type Styles = Record<keyof typeof CODES, (text: string) => string>;

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

/** For a terminal that has colours, unless NO_COLOR is set. */
export function stylesFor(stream: NodeJS.WriteStream): Styles {
  const isColoured = stream.isTTY && !process.env.NO_COLOR && stream.hasColors();
  const style = (code: number) => (text: string) =>
    isColoured ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: style(CODES.bold),
    dim: style(CODES.dim),
    red: style(CODES.red),
    green: style(CODES.green),
    yellow: style(CODES.yellow),
  };
}

const DEFAULT_WIDTH = 80;

/** In columns; some terminals say 0, and what is none has the width that COLUMNS says. */
export function widthOf({ columns }: NodeJS.WriteStream): number {
  const { COLUMNS = "" } = process.env;
  return columns || (/^\d+$/.test(COLUMNS) && Number(COLUMNS)) || DEFAULT_WIDTH;
}

/** The text on one line, without what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
