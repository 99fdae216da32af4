import path from 'node:path';

/** Lower tiers know nothing of higher ones. Each folder of src/ is one tier, found by its name. */
const tiers = ['lib', 'i18n', 'ui', 'api', 'entities', 'features', 'app', 'routes'];

const describe = (file, root) => {
  const [tier, zone] = path.relative(root, file).split(path.sep);
  return { tier, rank: tiers.indexOf(tier), zone };
};

/** Every folder of features/ is a zone by itself: no feature imports another. */
export const importDirection = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      direction: '"{{from}}" must not import from "{{to}}": {{order}}.',
      feature:
        'Feature "{{from}}" must not import feature "{{to}}": move what both need to entities/ or ui/.',
      generated:
        'Import from @/api/operations, @/api/queries or @/api/contract instead of the generated files.',
    },
  },
  create(context) {
    const root = path.join(context.cwd, 'src');
    const from = describe(context.filename, root);
    if (from.rank < 0) return {};
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      let target;
      if (specifier.startsWith('@/')) target = path.join(root, specifier.slice(2));
      else if (specifier.startsWith('.')) target = path.resolve(path.dirname(context.filename), specifier);
      else return;
      const to = describe(target, root);
      if (to.rank < 0) return;
      if (to.rank > from.rank && !(from.tier === 'app' && to.tier === 'routes')) {
        context.report({
          node,
          messageId: 'direction',
          data: { from: from.tier, to: to.tier, order: tiers.join(' < ') },
        });
      } else if (from.tier === 'features' && to.tier === 'features' && from.zone !== to.zone) {
        context.report({ node, messageId: 'feature', data: { from: from.zone, to: to.zone } });
      } else if (from.tier !== 'api' && to.tier === 'api' && to.zone === 'generated') {
        context.report({ node, messageId: 'generated' });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
