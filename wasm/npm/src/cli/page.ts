/** A page of help, in the manner of a manual. */
export interface Page {
  name: string;
  /** What it does, in a few words. */
  summary: string;
  /** How it is called, without the program's name. */
  synopsis: readonly string[];
  sections: readonly Section[];
}

export interface Section {
  title: string;
  blocks: readonly Block[];
}

/** A paragraph, a term with what it means, or lines that stay as they are. */
export type Block = string | { term: string; text: string } | { lines: readonly string[] };

const WIDTH = 80;
const INDENT = "    ";

/** The page as text, at most 80 columns wide. */
export function renderPage({ name, summary, synopsis, sections }: Page): string {
  const all: Section[] = [
    { title: "NAME", blocks: [`${name} - ${summary}`] },
    { title: "SYNOPSIS", blocks: [{ lines: synopsis }] },
    ...sections,
  ];
  return all.map(renderSection).join("\n\n");
}

function renderSection({ title, blocks }: Section): string {
  return `${title}\n${blocks.map(renderBlock).join("\n\n")}`;
}

function renderBlock(block: Block): string {
  if (typeof block === "string") return wrapped(block, INDENT);
  if ("lines" in block) return block.lines.map((line) => INDENT + line).join("\n");
  return `${INDENT}${block.term}\n${wrapped(block.text, INDENT + INDENT)}`;
}

/** The text in lines that begin with the indent. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line !== indent && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
