import { describe, expect, it } from "vitest";
import { isRecord, isStrings, parseCanonical } from "../../src/model/json.js";

const failure = (text: string, depth: number): unknown => {
  try {
    return parseCanonical(text, depth);
  } catch (error) {
    return error;
  }
};

describe("JSON in its one form", () => {
  it.each([
    ['{"a":[1,2.5],"b":{}}', { a: [1, 2.5], b: {} }],
    ["[[],[],[]]", [[], [], []]],
    ['["[[",{"}":"{"}]', ["[[", { "}": "{" }]],
    ['["\\"[[\\\\",[]]', ['"[[\\', []]],
    ["null", null],
    ['"[[["', "[[["],
  ])("is parsed: %s", (text, value) => {
    expect(parseCanonical(text, 2)).toStrictEqual(value);
  });

  it.each([
    ["[[[]]]", 2],
    ['{"a":{"b":{}}}', 2],
    ["[{}]", 1],
    ["[]", 0],
    ['["\\\\",[[]]]', 2],
    ['["]]",[[]]]', 2],
    ['["\\"",[[]]]', 2],
  ])("is refused where it is too deep: %s", (text, depth) => {
    expect(failure(text, depth)).toEqual(new SyntaxError(`is nested more than ${depth} deep`));
  });

  it("is refused where it is none, and says what the parser said", () => {
    for (const text of ["", "[1", "]", "{'a':1}", "01"]) {
      const error = failure(text, 2);
      expect(error).toMatchObject({ name: "SyntaxError", message: "is no JSON" });
      expect(error).toHaveProperty("cause", expect.any(SyntaxError));
    }
  });

  it("is refused in another form", () => {
    for (const text of ['{"a":1,"a":1}', "[1e400]", "[ 1]", "[1]\n", "[1.0]", '["\\u0061"]', "-0"]) {
      expect(failure(text, 2)).toEqual(
        new SyntaxError(
          "gives a key twice, a number out of range, or is otherwise not written as JSON.stringify would",
        ),
      );
    }
  });
});

describe("a value read from JSON", () => {
  it("is a record where it is an object", () => {
    expect([{}, { length: 1 }].map(isRecord)).toEqual([true, true]);
    expect([null, [], ["a"], "a", 1, undefined].map(isRecord)).toEqual([false, false, false, false, false, false]);
  });

  it("is a list of strings where it is a list, and all in it are strings", () => {
    expect([[], ["a"], ["a", ""]].map(isStrings)).toEqual([true, true, true]);
    expect(["a", ["a", 1], [null], { 0: "a", length: 1 }, null].map(isStrings)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
