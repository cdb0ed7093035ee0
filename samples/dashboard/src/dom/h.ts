/** What may stand inside an element. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Handlers = { [Name in keyof HTMLElementEventMap as `on${Name}`]?: (event: HTMLElementEventMap[Name]) => void };

/** Attributes by their HTML names; `on…` are listeners; `true` is an empty attribute, `false` and `undefined` none. */
export type Attributes = Handlers & { [name: string]: unknown };

/** Makes an element. Texts become text nodes, so nothing that a server says is ever read as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  append(element, children);
  return element;
}

/** Sets or takes away an attribute. */
export function set(element: Element, name: string, value: unknown): void {
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener);
  else if (value === true) element.setAttribute(name, '');
  else if (value === false || value === undefined || value === null) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

/** Puts children in the place of those that are there. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** Changes a text: in the node that is there, and not at all when it is the same, for both spare the browser work. */
export function setText(element: Element, text: string): void {
  const node = element.firstChild;
  if (!(node instanceof Text) || node.nextSibling !== null) element.textContent = text;
  else if (node.data !== text) node.data = text;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child as readonly Child[]);
    else element.append(child instanceof Node ? child : String(child));
  }
}
