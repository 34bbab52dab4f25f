/**
 * The ladder of the article: every system is the one equation
 *
 *     h_0 = 0,   h_t = f(W·h_{t-1} + U[x_t]),   o = softmax(V·h_m + c)
 *
 * with parts fixed, tied or learned. V and c, the head, are learned on every rung. The rung above the article's has gates in
 * f, and for each of them a matrix in W and a row in U.
 */
export interface Rung {
  readonly name: string;
  /** Numbers in h: exactly one, or as many as the settings ask for. */
  readonly h: "number" | "vector";
  /** A number: that multiple of the identity, fixed. `multiple`: one learned number times the identity. */
  readonly W: number | "multiple" | "matrix";
  /** `index`: U[x] is the character's number in the alphabet, fixed. `learned`: a learned row for each character. */
  readonly U: "index" | "learned";
  /** `gates`: of three parts of W·h_{t-1} and U[x_t], see gates.ts. */
  readonly f: "identity" | "tanh" | "gates";
  /** What this rung adds to the one before it, for people. */
  readonly adds: string;
}

export const ladder = [
  { name: "sum", h: "number", W: 1, U: "index", f: "identity", adds: "adds up character numbers; order is lost" },
  {
    name: "doubling",
    h: "number",
    W: 2,
    U: "index",
    f: "identity",
    adds: "doubles before each addition; order matters",
  },
  {
    name: "multiplier",
    h: "number",
    W: "multiple",
    U: "index",
    f: "identity",
    adds: "learns the number to multiply by",
  },
  {
    name: "bag",
    h: "vector",
    W: 1,
    U: "learned",
    f: "identity",
    adds: "a learned vector a character, summed; order is lost again",
  },
  {
    name: "scaled",
    h: "vector",
    W: "multiple",
    U: "learned",
    f: "identity",
    adds: "the learned multiplier, now over vectors",
  },
  {
    name: "linear",
    h: "vector",
    W: "matrix",
    U: "learned",
    f: "identity",
    adds: "a learned matrix in the multiplier's place",
  },
  {
    name: "rnn",
    h: "vector",
    W: "matrix",
    U: "learned",
    f: "tanh",
    adds: "tanh after each step: the recurrent network",
  },
  {
    name: "gru",
    h: "vector",
    W: "matrix",
    U: "learned",
    f: "gates",
    adds: "gates that choose what of h to keep: a gated recurrent unit",
  },
] as const satisfies readonly Rung[];

export type RungName = (typeof ladder)[number]["name"];

/** The rung of that name, or undefined where the ladder has none. */
export const findRung = (name: string): (typeof ladder)[number] | undefined =>
  ladder.find((rung) => rung.name === name);

/** The rung of that name. */
export const rungOf = (name: RungName): (typeof ladder)[number] => {
  const rung = findRung(name);
  if (!rung) throw new RangeError(`no rung ${name}`);
  return rung;
};

/** G, how many parts of H numbers W·h and U[x] have: W is [G·H, H], U [A, G·H]. */
export const partsOf = (name: RungName): 1 | 3 => (rungOf(name).f === "gates" ? 3 : 1);

const steps = {
  identity: ["h_t = W·h_{t-1} + U[x_t]"],
  tanh: ["h_t = tanh(W·h_{t-1} + U[x_t])"],
  gates: [
    "z = σ(W_z·h_{t-1} + U_z[x_t])",
    "r = σ(W_r·h_{t-1} + U_r[x_t])",
    "n = tanh(r∘(W_n·h_{t-1}) + U_n[x_t])",
    "h_t = z∘h_{t-1} + (1 − z)∘n",
  ],
} as const;

/** The rung's equations for people, a line each, from h_0 to o. */
export const equationsOf = (name: RungName): readonly string[] => [
  "h_0 = 0",
  ...steps[rungOf(name).f],
  "o = softmax(V·h_m + c)",
];
