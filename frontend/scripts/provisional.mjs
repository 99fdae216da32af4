/** Until the API describes all its operations, those that are missing come from the written contract. */
import { existsSync, readFileSync } from 'node:fs';

const shape = (path) => path.replaceAll(/\{\w+\}/g, '{}');
const prefix = '#/components/schemas/';

/** The document as text, with the operations that only the provisional one has. */
export function completed(documentPath, provisionalPath) {
  if (!existsSync(documentPath)) throw new Error('No OpenAPI document: run `make openapi` first.');
  const text = readFileSync(documentPath, 'utf8');
  if (!existsSync(provisionalPath)) return text;
  const document = JSON.parse(text);
  const provisional = JSON.parse(
    readFileSync(provisionalPath, 'utf8').replaceAll(`"${prefix}`, `"${prefix}Provisional`),
  );
  const known = new Map();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) known.set(`${method} ${shape(path)}`, path);
  }
  const samePath = new Map(Object.keys(document.paths).map((path) => [shape(path), path]));
  for (const [path, methods] of Object.entries(provisional.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (known.has(`${method} ${shape(path)}`)) continue;
      if (samePath.has(shape(path)) && samePath.get(shape(path)) !== path) continue;
      document.paths[path] = { ...document.paths[path], [method]: operation };
    }
  }
  for (const [name, schema] of Object.entries(provisional.components.schemas)) {
    document.components.schemas[`Provisional${name}`] = schema;
  }
  return JSON.stringify(document);
}
