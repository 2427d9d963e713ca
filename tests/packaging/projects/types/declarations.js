// Reads the package's declarations with the compiler and prints what is wrong with them, as JSON.
// `node declarations.js import` or `require` says whose they are.
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5.9";

const RESOLVE = {
  import: (name) => fileURLToPath(import.meta.resolve(name)),
  require: createRequire(import.meta.url).resolve,
};

const [way] = process.argv.slice(2);
const entry = RESOLVE[way]("closeroom").replace(/\.(c?)js$/, ".d.$1ts");
const program = ts.createProgram([entry], {
  module: ts.ModuleKind.NodeNext,
  strict: true,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
});
const checker = program.getTypeChecker();
const files = program
  .getSourceFiles()
  .filter(({ fileName }) => fileName.startsWith(`${dirname(entry)}/`));
const exported = checker
  .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
  .map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  );

const members = files.flatMap(findMembers);

console.log(
  JSON.stringify({
    exported: exported.length,
    members: members.length,
    any: files.flatMap(findAny),
    undocumented: [
      ...exported.filter((symbol) => !isDocumented(symbol)).map(({ name }) => name),
      ...members.filter(({ symbol }) => !isDocumented(symbol)).map(pathOf),
    ],
  }),
);

/** The members of interfaces and classes, and those of object types written inside of them. */
function findMembers(file) {
  return find(file, (node) => ts.isTypeElement(node) || ts.isClassElement(node));
}

/** Where a type is `any`, or a name that is not known. A type left out is an error of the compiler. */
function findAny(file) {
  const isAny = (node) =>
    ts.isTypeNode(node) && checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any;
  return find(file, isAny).map((node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    return `${basename(file.fileName)}:${line + 1}: ${node.getText()}`;
  });
}

/** The nodes below this one that pass the test. */
function find(node, test) {
  const found = [];
  ts.forEachChild(node, (child) => {
    if (test(child)) found.push(child);
    found.push(...find(child, test));
  });
  return found;
}

function isDocumented(symbol) {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "";
}

function pathOf(node) {
  const name = node.name?.getText() ?? "constructor";
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.name && ts.isDeclarationStatement(outer)) return `${outer.name.getText()}.${name}`;
  }
  return name;
}
