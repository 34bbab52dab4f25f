import { assert, property, uint8Array } from "fast-check";
import { expect, it } from "vitest";
import { leadOver, rightOf } from "../../../scripts/compare/lead.js";
import { cats } from "./corpora.js";

const outcomes = (...[both, won, lost, none]: readonly [number, number, number, number]): [Uint8Array, Uint8Array] => [
  Uint8Array.from([...Array(both + won).fill(1), ...Array(lost + none).fill(0)]),
  Uint8Array.from([...Array(both).fill(1), ...Array(won).fill(0), ...Array(lost).fill(1), ...Array(none).fill(0)]),
];

it("is the difference of what only one is right about", () => {
  const lead = leadOver(...outcomes(800, 60, 40, 100));
  expect(lead).toMatchObject({ won: 60, lost: 40, lead: 0.02 });
  // McNemar's: (60 − 40)/√(60 + 40) = 2 deviations of no lead at all.
  expect(lead.from).toBeCloseTo(0.02 - 1.96 * Math.sqrt(0.1 / 1000 - 0.02 ** 2 / 1000), 5);
  expect(lead.from).toBeGreaterThan(0);
  expect(lead.to - lead.lead).toBeCloseTo(lead.lead - lead.from, 12);
});

it("is as sure whatever both are right about", () => {
  const { lead, from } = leadOver(...outcomes(900, 60, 40, 0));
  expect(leadOver(...outcomes(0, 60, 40, 900))).toMatchObject({ lead, from });
});

it("is the opposite the other way round, and none over oneself", () => {
  const some = uint8Array({ minLength: 50, maxLength: 50, max: 1 });
  assert(
    property(some, some, (a, b) => {
      const [one, other] = [leadOver(a, b), leadOver(b, a)];
      expect(one.lead).toBe(-other.lead || 0);
      expect(one.from).toBeCloseTo(-other.to, 12);
    }),
    { numRuns: 200 },
  );
  const same = Uint8Array.of(1, 0, 1);
  expect(leadOver(same, same)).toEqual({ won: 0, lost: 0, lead: 0, from: 0, to: 0 });
});

it("counts as right who answers with the heaviest label, and never silence", async () => {
  const { targets } = await cats();
  expect(rightOf(targets, Int32Array.of(0, 1, -1, 1, 2), Uint32Array.of(0, 1, 2, 3, 4))).toEqual(
    Uint8Array.of(1, 0, 0, 1, 1),
  );
});
