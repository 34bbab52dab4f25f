/** Colours by name; a page defines them once, so that every picture follows it into the dark. */
const light = {
  page: "#f7f6f2",
  card: "#ffffff",
  ink: "#1c1d21",
  quiet: "#5a5c66",
  line: "#d8d6cf",
  accent: "#0b5fa5",
  // Okabe and Ito's, which colour-blind eyes tell apart; on white the lighter ones a little darker.
  labels: ["#0072b2", "#d55e00", "#008563", "#b0498a", "#8a6d00", "#2a8fc4", "#5b5b5b"],
  // Blue below 0, orange above; the middle is nearly the card.
  scale: [
    "#14599c",
    "#2f74b5",
    "#5c97cc",
    "#93bce0",
    "#cadeef",
    "#f4f3ef",
    "#fbe0c3",
    "#f7bf89",
    "#ee9a4f",
    "#de7a25",
    "#c25e0c",
  ],
};
const dark: typeof light = {
  page: "#131417",
  card: "#1c1e22",
  ink: "#ececee",
  quiet: "#a9abb5",
  line: "#3a3d45",
  accent: "#7cc0f5",
  labels: ["#56b4e9", "#f0883a", "#2fc79c", "#e091c0", "#e3c33c", "#9bb8ff", "#b5b5b5"],
  scale: [
    "#5ab0ff",
    "#4596df",
    "#367bb9",
    "#2c6090",
    "#264562",
    "#26282d",
    "#55381f",
    "#845021",
    "#b36a22",
    "#dc8527",
    "#ffa33d",
  ],
};

/** Steps of the scale from −1 to 1. */
export const shades = light.scale.length;

/** The colour of the label with that number among those shown; past the seventh they share one. */
export const labelColour = (label: number): string =>
  `var(--label-${label < 0 ? light.labels.length - 1 : Math.min(label, light.labels.length - 1)})`;

/** The same colour for text, as a class of `paletteCss`. */
export const labelClass = (label: number): string => `label-${Math.min(label, light.labels.length - 1)}`;

/** Which shade a number from −1 to 1 has; 0 is in the middle. */
export const shadeOf = (number: number): number =>
  Math.min(shades - 1, Math.max(0, Math.round(((number + 1) / 2) * (shades - 1))));

export const shadeColour = (shade: number): string => `var(--shade-${shade})`;

const symbols = ["circle", "triangle", "square", "diamond", "star", "cross"] as const;

/** The same shape in a line of text. */
export const labelSign = (label: number): string => [..."●▲■◆★"][label] ?? "✚";

/** The shape of a label's points, for eyes that tell no colours apart. */
export const labelSymbol = (label: number): (typeof symbols)[number] => symbols[label] ?? "cross";

const variables = ({ labels, scale, ...named }: typeof light): string =>
  [
    ...Object.entries(named).map(([name, colour]) => `--${name}:${colour}`),
    ...labels.map((colour, i) => `--label-${i}:${colour}`),
    ...scale.map((colour, i) => `--shade-${i}:${colour}`),
  ].join(";");

/** The colours as CSS variables of an element, in the light and in the dark. */
export const paletteCss = (selector = ":root"): string =>
  `${selector}{${variables(light)}}@media(prefers-color-scheme:dark){${selector}{${variables(dark)}}}`;

/** Text in the colours of labels, by class: a policy may forbid styles in attributes. */
export const labelCss = light.labels.map((_, i) => `.label-${i}{color:var(--label-${i})}`).join("");
