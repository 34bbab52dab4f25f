export type Child = Element | string;

/** Makes elements of a document; text is text, whatever it looks like. */
export type Make = (name: string, attributes?: Readonly<Record<string, string>>, ...children: Child[]) => HTMLElement;

export const maker =
  (document: Document): Make =>
  (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  };
