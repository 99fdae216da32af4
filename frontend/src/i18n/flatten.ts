/** i18next wants "deals_one", "deals_other"; catalogues are written as { deals: { one, other } }. */
export type CatalogueNode = { readonly [key: string]: string | CatalogueNode };

const pluralForms = new Set(['one', 'few', 'many', 'other']);

function isPlural(node: CatalogueNode): boolean {
  const keys = Object.keys(node);
  return keys.includes('one') && keys.includes('other') && keys.every((key) => pluralForms.has(key));
}

/**
 * A flat map of i18next keys. `few` and `many` are filled from `other`: Spanish asks for `many` at a million, and a
 * browser without data for Uzbek, Georgian and Mongolian counts by the rules of its own language.
 */
export function flattenCatalogue(catalogue: CatalogueNode, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(catalogue)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') flat[path] = value;
    else if (isPlural(value)) {
      const forms: CatalogueNode = { few: value.other ?? '', many: value.other ?? '', ...value };
      for (const [form, text] of Object.entries(forms))
        if (typeof text === 'string') flat[`${path}_${form}`] = text;
    } else Object.assign(flat, flattenCatalogue(value, path));
  }
  return flat;
}
