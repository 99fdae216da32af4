const letters = /\p{L}{2,}/u;
const spokenAttributes = new Set([
  'label',
  'title',
  'placeholder',
  'aria-label',
  'alt',
  'description',
  'nothingFoundMessage',
]);

/** Words that people see come from the catalogues. */
export const noLiteralText = {
  meta: { type: 'problem', schema: [], messages: { text: 'Text "{{text}}" belongs into src/i18n.' } },
  create(context) {
    const report = (node, text) =>
      context.report({ node, messageId: 'text', data: { text: text.trim().slice(0, 40) } });
    return {
      JSXText: (node) => letters.test(node.value) && report(node, node.value),
      JSXAttribute: (node) => {
        const value = node.value?.type === 'Literal' ? node.value.value : undefined;
        if (spokenAttributes.has(node.name.name) && typeof value === 'string' && letters.test(value))
          report(node, value);
      },
    };
  },
};

const colour = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$|^(?:rgb|hsl)a?\(/i;
const size = /(?:^|\s)-?\d*\.?\d+(?:px|rem|em)\b/;
const sizeAttributes = new Set([
  'w',
  'h',
  'maw',
  'mah',
  'miw',
  'mih',
  'p',
  'm',
  'px',
  'py',
  'mx',
  'my',
  'mt',
  'mb',
  'ml',
  'mr',
  'pt',
  'pb',
  'pl',
  'pr',
  'gap',
  'fz',
  'lh',
  'radius',
]);

/** Colours and sizes come from src/ui/theme/tokens.ts. */
export const noStyleLiterals = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { style: '"{{value}}" belongs into src/ui/theme/tokens.ts; use var(--b-…).' },
  },
  create(context) {
    const report = (node, value) =>
      context.report({ node, messageId: 'style', data: { value: String(value) } });
    return {
      Literal: (node) => {
        if (typeof node.value === 'string' && (colour.test(node.value) || size.test(node.value)))
          report(node, node.value);
      },
      JSXAttribute: (node) => {
        const value = node.value?.type === 'JSXExpressionContainer' ? node.value.expression : undefined;
        if (
          sizeAttributes.has(node.name.name) &&
          value?.type === 'Literal' &&
          typeof value.value === 'number' &&
          value.value !== 0
        ) {
          report(node, value.value);
        }
      },
    };
  },
};
