import * as Plot from "@observablehq/plot";

/** What a picture shows, for those who do not see it. */
export interface Description {
  /** Unique in its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Wide enough for a telephone, so that letters stay legible there. */
export const chartWidth = 340;

/** Draws into a document, of a browser or another; the picture has its description within. */
export function draw(document: Document, { id, title, description }: Description, options: Plot.PlotOptions): Element {
  const svg = Plot.plot({ document, className: "plot", style: { fontSize: "12px" }, width: chartWidth, ...options });
  const text = (name: string, content: string): Element => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.setAttribute("id", `${id}-${name}`);
    element.textContent = content;
    return element;
  };
  // Plot brings a sheet of styles with every picture, which a policy may forbid; the page has them once.
  svg.querySelector("style")?.remove();
  // It names the kinds of marks within, which a picture that is read as a whole must not.
  for (const group of svg.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
  svg.prepend(text("title", title), text("desc", description));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${id}-title ${id}-desc`);
  return svg;
}

/** A letter as a picture may show it alone. */
export type Letters = readonly string[];

/** Marks below and above letters that stand in the middle of their columns, 0.5, 1.5, …. */
export const letterAxis = (letters: Letters, anchor: "top" | "bottom"): Plot.Markish =>
  Plot.axisX(
    letters.map((_, i) => i + 0.5),
    {
      anchor,
      tickSize: 0,
      fontSize: 14,
      label: null,
      tickFormat: (x: number) => letters[Math.floor(x)] ?? "",
    },
  );

/** Wider where a word has many letters. */
export const widthFor = (letters: Letters, each: number): number => Math.max(chartWidth, 90 + letters.length * each);
