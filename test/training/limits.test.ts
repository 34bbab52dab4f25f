import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import { ladder } from "../../src/recurrence/ladder.js";
import { completeSettings, type GivenSettings } from "../../src/training/settings.js";

/** Settings from a caller without types. */
const given = (settings: object): GivenSettings => ({ ...settings });

describe("settings that no training can have are refused", () => {
  it.each<[string, unknown, RegExp]>([
    ["hidden", -1, /a whole number from 1 to 4096; found "-1"$/],
    ["hidden", 4097, /a whole number from 1 to 4096/],
    ["hidden", Number.NaN, /found "NaN"$/],
    ["hidden", "64", /a whole number from 1 to 4096; found "64"$/],
    ["groups", 0, /a whole number from 1 to 8; found "0"$/],
    ["groups", 9, /a whole number from 1 to 8/],
    ["groups", 1.5, /a whole number from 1 to 8/],
    ["batch", 0, /from 1 to 65536/],
    ["batch", 65_537, /from 1 to 65536/],
    ["batch", Number.NaN, /from 1 to 65536/],
    ["epochs", 0, /from 1 to 1000000/],
    ["epochs", 1.5, /found "1\.5"/],
    ["epochs", Infinity, /from 1 to 1000000/],
    ["seed", -1, /from 0 to 4294967295/],
    ["seed", 2 ** 32, /from 0 to 4294967295/],
    ["run", 0, /from 1 to 65536/],
    ["patience", 0, /from 1 to 1000000/],
    ["learningRate", 0, /a finite number above 0/],
    ["learningRate", Infinity, /a finite number above 0/],
    ["weightDecay", -0.1, /a finite number from 0/],
    ["clip", 0, /a finite number above 0/],
    ["dropCharacters", 1, /a number from 0 to below 1/],
    ["dropHidden", -0.1, /a number from 0 to below 1/],
    ["prefixLoss", -1, /a finite number from 0/],
    ["prefixLoss", Number.NaN, /a finite number from 0/],
    ["keepCase", 1, /true or false; found "1"/],
    ["endMark", "no", /true or false/],
    ["half", 1, /true or false; found "1"$/],
    ["classWeights", "rare", /one of none, balanced; found "rare"$/],
  ])("%s %s", (name, value, saying) => {
    const complete = (): unknown => completeSettings(given({ [name]: value }), 1000);
    expect(complete).toThrow(UsageError);
    expect(complete).toThrow(new RegExp(`^the setting ${name} is `));
    expect(complete).toThrow(saying);
  });

  it.each<[GivenSettings, RegExp]>([
    [
      { rung: "rnn", hidden: 100, groups: 2 },
      /is 2: h of 100 numbers has no 2 groups of a multiple of 16 numbers each$/,
    ],
    [{ rung: "gru", hidden: 336, groups: 2 }, /is 2: h of 336 numbers has no 2 groups/],
    [{ rung: "linear", hidden: 64, groups: 8 }, /is 8: h of 64 numbers has no 8 groups/],
    [{ rung: "bag", hidden: 64, groups: 2 }, /is 2: on the rung bag, whose W is no learned matrix, h has one group$/],
    [{ rung: "scaled", hidden: 64, groups: 4 }, /is 4: on the rung scaled, whose W is no learned matrix/],
    [{ rung: "multiplier", groups: 2 }, /is 2: on the rung multiplier, whose W is no learned matrix/],
  ])("groups that h cannot have: %o", (settings, saying) => {
    const complete = (): unknown => completeSettings(settings, 1000);
    expect(complete).toThrow(UsageError);
    expect(complete).toThrow(/^the setting groups is /);
    expect(complete).toThrow(saying);
  });

  it("a rung that the ladder has not", () => {
    const complete = (): unknown => completeSettings(given({ rung: "lstm\u001b" }), 1000);
    expect(complete).toThrow(UsageError);
    expect(complete).toThrow(/rung names none of the ladder: "lstm\\u\{1b\}"/);
  });
});

it("the least and the greatest that a setting can be are taken, on every rung", () => {
  const least = { hidden: 1, batch: 1, epochs: 1, seed: 0, run: 1, patience: 1, dropHidden: 0, prefixLoss: 0 };
  const most = { hidden: 4096, batch: 65_536, epochs: 1e6, seed: 2 ** 32 - 1, run: 65_536, patience: 1e6 };
  for (const { name: rung, h } of ladder) {
    for (const settings of [least, most]) {
      const own = h === "number" ? { hidden: 1 } : {};
      expect(completeSettings({ ...settings, rung }, 1000)).toMatchObject({ ...settings, ...own });
    }
  }
});
