import { sayHidden } from "../model/groups.js";
import { printable } from "../quote.js";
import { equationsOf } from "../recurrence/ladder.js";
import type { Make } from "../report/element.js";
import { inspectWord } from "../report/word-findings.js";
import { answer, wordBody } from "../report/word-section.js";
import type { Alert } from "./alert.js";
import { buttonRow, field, fileButton } from "./controls.js";
import type { Look } from "./look.js";

const examples = ["katze", "cat", "chat", "act", "château", "straße", "weekend"];

/** Longer words are read by the command line. */
const longestWord = 40;

/** The part where one types a word and sees it read. */
export interface Typing {
  show(look: Look): void;
}

interface Wishes {
  /** A model file was chosen. */
  open(file: File): Promise<void>;
  /** The network that came with the page is wanted. */
  reset(): Promise<void>;
}

export function makeTyping(make: Make, section: HTMLElement, alert: Alert, wishes: Wishes): Typing {
  const input = document.createElement("input");
  input.id = "word";
  input.value = "katze";
  input.maxLength = longestWord;
  for (const [name, value] of Object.entries({ autocomplete: "off", autocapitalize: "off", spellcheck: "false" })) {
    input.setAttribute(name, value);
  }
  const output = make("output", { for: "word", id: "answer", class: "answer", "aria-live": "polite" }, "Loading …");
  const reader = make("p", { class: "quiet", id: "reader" });
  const equation = make("p", { class: "equation" });
  const body = make("div", { id: "word-pictures" });
  let look: Look | undefined;
  let isMarked = false;

  const draw = (): void => {
    if (!look) return;
    const { model, comparison } = look;
    const word = input.value;
    const findings = inspectWord(model, word, comparison?.dictionary);
    output.textContent = word.trim() === "" ? "Type a word." : `${printable(word, longestWord)}: ${answer(findings)}`;
    const isOpen = body.querySelector("details")?.open ?? false;
    body.replaceChildren(...wordBody(document, make, model, findings, comparison?.map, "typed"));
    const details = body.querySelector("details");
    if (details) details.open = isOpen;
  };
  const type = (word: string): void => {
    input.value = word;
    draw();
  };
  input.addEventListener("input", draw);

  section.append(
    make("h2", { id: "typing-title" }, "Type a word"),
    make(
      "p",
      {},
      "The network starts with h = 0, a list of zeros. Each letter changes the list; the answer is read off the list, and nothing else. So whatever it knows of the letters before, it knows from h.",
    ),
    make(
      "div",
      { class: "controls" },
      field(make, "Word", input),
      buttonRow(
        make,
        "Words to try",
        examples.map((word) => ({ text: word, press: () => type(word) })),
      ),
    ),
    output,
    alert.element,
    body,
    make("h3", { class: "large" }, "Who reads"),
    reader,
    equation,
    make(
      "div",
      { class: "controls" },
      fileButton(make, "Open a model file", ".safetensors", (file) => alert.guard(() => wishes.open(file))),
      buttonRow(make, "The network", [
        { text: "Back to the network of this page", press: () => void alert.guard(() => wishes.reset()) },
      ]),
    ),
  );
  return {
    show: (shown) => {
      look = shown;
      const { model, name } = shown;
      const size = sayHidden(model);
      reader.textContent = `Read by ${printable(name, 60)}: rung ${model.rung}, h is ${size}; it answers ${printable(model.labels.join(", "), 120)}.`;
      equation.textContent = equationsOf(model.rung).join("\n");
      draw();
      if (!isMarked) performance.mark("first answer");
      isMarked = true;
    },
  };
}
