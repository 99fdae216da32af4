/** What the compiler cannot see: placeholders lost in translation, and colour or size literals in the style sheets. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../src', import.meta.url));
const problems = [];

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** path → text of every string of a catalogue file; plural forms share the path of their key. */
function texts(file) {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map();
  const visit = (node, trail) => {
    if (ts.isPropertyAssignment(node)) {
      const name = node.name.text ?? node.name.getText(tree);
      const here = [...trail, name];
      if (ts.isStringLiteralLike(node.initializer)) found.set(here.join('.'), node.initializer.text);
      else visit(node.initializer, here);
    } else ts.forEachChild(node, (child) => visit(child, trail));
  };
  visit(tree, []);
  return found;
}

const placeholders = (text) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join(' ');

function checkLanguage(language, feature, english) {
  const own = texts(path.join(source, 'i18n', language, feature));
  for (const [key, text] of own) {
    const model = english.get(key) ?? english.get(key.replace(/\.(few|many)$/, '.other'));
    if (text.trim() === '') problems.push(`${language}/${feature}: ${key} is empty`);
    // The singular may say "one" without the figure.
    if (model !== undefined && !key.endsWith('.one') && placeholders(text) !== placeholders(model)) {
      problems.push(
        `${language}/${feature}: ${key} has ${placeholders(text) || 'no placeholders'}, English has ${placeholders(model)}`,
      );
    }
  }
}

const catalogue = path.join(source, 'i18n', 'en');
for (const feature of readdirSync(catalogue).filter((name) => name !== 'index.ts' && name !== 'later.ts')) {
  const english = texts(path.join(catalogue, feature));
  for (const language of ['ru', 'es', 'uz', 'ka', 'mn']) checkLanguage(language, feature, english);
}

const literal = /#[\da-f]{3,8}\b|\brgba?\(|\bhsla?\(|(?<![\w.-])-?(?!0(?:px|rem)\b)\d*\.?\d+(?:px|rem)\b/i;
for (const file of files(source).filter((name) => name.endsWith('.css'))) {
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const isQuery = line.trimStart().startsWith('@media') || line.trimStart().startsWith('@container');
      if (!isQuery && literal.test(line.replace(/\/\*.*?\*\//g, ''))) {
        problems.push(
          `${path.relative(source, file)}:${index + 1}: "${line.trim()}" belongs into ui/theme/tokens.ts`,
        );
      }
    });
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
