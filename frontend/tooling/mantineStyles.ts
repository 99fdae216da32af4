import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const virtualName = 'virtual:mantine-core.css';
const always = ['baseline', 'default-css-variables', 'global', 'UnstyledButton'];

interface Places {
  /** The root of the frontend. */
  root: string;
  /** node_modules/@mantine */
  mantine: string;
}

/**
 * Serves only the styles of the Mantine parts that the screens use, found by walking their imports: the whole sheet
 * would be two thirds of the first load. While developing the whole sheet is served, so that a new part has its look at once.
 */
export function mantineStyles(root: string): Plugin {
  const places = { root, mantine: path.join(root, 'node_modules/@mantine') };
  let isServing = false;
  return {
    name: 'baton-mantine-styles',
    configResolved(config) {
      isServing = config.command === 'serve';
    },
    resolveId: (id) => (id === virtualName ? `\0${virtualName}` : undefined),
    load(id) {
      if (id !== `\0${virtualName}`) return undefined;
      const whole = readFileSync(path.join(places.mantine, 'core/styles.layer.css'), 'utf8');
      return isServing ? whole : sheetOf(places, whole);
    },
  };
}

/** The sheets of the used parts in the order in which they stand in the whole sheet. */
function sheetOf(places: Places, whole: string): string {
  const sheets = [...new Set([...always, ...usedFolders(places)])]
    .flatMap((name) => stylesIn(places, name))
    .map((css) => ({ css, position: whole.indexOf(/\.m_[\da-f]+/.exec(css)?.[0] ?? '') }));
  const fixed = sheets.slice(0, always.length);
  const parts = sheets.slice(always.length).sort((left, right) => left.position - right.position);
  return [...fixed, ...parts].map((sheet) => sheet.css).join('\n');
}

/** A folder of components has one sheet, or several beginning with its name (Radio, RadioCard ...). */
function stylesIn({ mantine }: Places, name: string): string[] {
  const folder = path.join(mantine, 'core/styles');
  const exact = path.join(folder, `${name}.layer.css`);
  return existsSync(exact) ? [readFileSync(exact, 'utf8')] : [];
}

function usedFolders(places: Places): Set<string> {
  const names = new Set<string>();
  const importers = [
    ...filesBelow(path.join(places.root, 'src')),
    ...['dates', 'modals', 'notifications', 'spotlight'].flatMap((name) =>
      filesBelow(path.join(places.mantine, name, 'esm')),
    ),
  ];
  for (const file of importers) {
    for (const [, list = ''] of readFileSync(file, 'utf8').matchAll(
      /import\s*\{([^}]*)\}\s*from\s*["']@mantine\/core["']/g,
    )) {
      for (const name of list.split(','))
        names.add(
          name
            .replace(/^\s*type\s/, '')
            .trim()
            .split(/\s/)[0] ?? '',
        );
    }
  }
  const found = new Set<string>();
  for (const name of names) visit(places, name, found);
  return found;
}

/** A part and the parts that it is made of. */
function visit(places: Places, name: string, found: Set<string>): void {
  const folder = ['components', 'utils']
    .map((home) => path.join(places.mantine, 'core/esm', home, name))
    .find((known) => existsSync(known));
  if (found.has(name) || folder === undefined) return;
  found.add(name);
  for (const file of filesBelow(folder)) {
    found.add(path.basename(path.dirname(file)));
    const source = readFileSync(file, 'utf8');
    for (const [, target = ''] of source.matchAll(/from\s*["'](?:\.\.\/)+(?:utils\/)?([A-Z]\w+)\//g))
      visit(places, target, found);
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
