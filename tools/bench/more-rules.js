/** Preloaded by the benchmark of the pack: rules of the catalogue several times over, until MORE_RULES of them are policies. */
const catalogue = require("../../dist/src/rules.js");
const { isPolicy, looksAround } = require("../../dist/src/rule.js");

const wanted = Number(process.env.MORE_RULES);
const rules = new Map(catalogue.loadRules());
const alone = [...rules.values()].filter((rule) => isPolicy(rule) && !looksAround(rule));
// All rules that look around are one policy together.
for (let number = 0; alone.length + 1 + number < wanted; number++) {
  const rule = alone[number % alone.length];
  const id = `${rule.id}-${2 + Math.floor(number / alone.length)}`;
  rules.set(id, { ...rule, id });
}
catalogue.loadRules = () => rules;
