/** Whether TypeScript accepts programs that use the installed SDKs. */
const { join } = require("node:path");
const ts = require("typescript");

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};
const folder = join(__dirname, "..", ".cache", "programs");
let last;

/** For each text, what is wrong with it; one program for all of them, whose libraries are parsed once and kept. */
function faults(texts) {
  const files = new Map(texts.map((text, index) => [join(folder, `${index}.ts`), `${text}\nexport {};\n`]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name), ...rest)
      : (last?.getSourceFile(name) ?? getSourceFile(name, ...rest));
  const program = ts.createProgram([...files.keys()], options, host);
  last = program;
  return [...files.keys()].map((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, "\n"),
    );
  });
}

/** What `write` makes, asking of each program whether it compiles: asked again until every answer is known. */
function compiling(write) {
  const known = new Map();
  for (;;) {
    const asked = new Set();
    const written = write((text) => {
      if (!known.has(text)) asked.add(text);
      return known.get(text) ?? true;
    });
    if (asked.size === 0) return written;
    const texts = [...asked];
    const found = faults(texts);
    for (const [index, text] of texts.entries()) known.set(text, found[index].length === 0);
  }
}

module.exports = { compiling, faults };
