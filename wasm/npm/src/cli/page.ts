/** A page of help, in the manner of a manual. */
export interface Page {
  name: string;
  /** What it does, in a few words. */
  summary: string;
  /** How it is called; once for every way. */
  synopsis: readonly string[];
  sections: readonly Section[];
}

export interface Section {
  title: string;
  blocks: readonly Block[];
}

/** A paragraph, a term with what it means, or a command to paste into a shell. */
export type Block = string | { term: string; text: string } | { command: string };

/** What a page is shown on. */
export interface Screen {
  /** In columns. */
  width: number;
  /** How headings stand out. */
  heading(title: string): string;
}

const INDENT = "    ";

/** The page as text, no wider than the screen unless a single word is. */
export function renderPage({ name, summary, synopsis, sections }: Page, screen: Screen): string {
  const { width, heading } = screen;
  const usage = synopsis.map((line) =>
    wrapped(line.split(" "), { first: INDENT, rest: INDENT + INDENT, width }),
  );
  return [
    `${heading("NAME")}\n${renderBlock(`${name} - ${summary}`, width)}`,
    `${heading("SYNOPSIS")}\n${usage.join("\n")}`,
    ...sections.map(({ title, blocks }) => {
      return `${heading(title)}\n${blocks.map((block) => renderBlock(block, width)).join("\n\n")}`;
    }),
  ].join("\n\n");
}

function renderBlock(block: Block, width: number): string {
  if (typeof block === "string") return paragraph(block, INDENT, width);
  if ("command" in block) return renderCommand(block.command, width);
  return `${INDENT}${block.term}\n${paragraph(block.text, INDENT + INDENT, width)}`;
}

function paragraph(text: string, indent: string, width: number): string {
  return wrapped(text.split(" "), { first: indent, rest: indent, width });
}

/** On several lines it is still one command. */
function renderCommand(command: string, width: number): string {
  const words = command.match(/('[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const first = INDENT + INDENT;
  return wrapped(words, { first, rest: first + INDENT, width, continuation: " \\" });
}

interface Wrapping {
  /** What the first line begins with. */
  first: string;
  /** What the other lines begin with. */
  rest: string;
  width: number;
  /** What all lines but the last one end with. */
  continuation?: string;
}

function wrapped(words: readonly string[], { first, rest, width, ...more }: Wrapping): string {
  const { continuation = "" } = more;
  const lines: string[] = [];
  let line = "";
  for (const [index, word] of words.entries()) {
    const end = index === words.length - 1 ? width : width - continuation.length;
    const indent = lines.length === 0 ? first : rest;
    if (line !== "" && indent.length + line.length + 1 + word.length > end) {
      lines.push(indent + line + continuation);
      line = word;
    } else {
      line += line === "" ? word : ` ${word}`;
    }
  }
  return [...lines, (lines.length === 0 ? first : rest) + line].join("\n");
}
