/** Elements without HTML text: what comes from a record or an answer is always text. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A new element.
 *
 * @param attributes an `on…` function becomes a listener; null and false are left out
 * @param children lists of them too; null and false are left out
 */
export function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same within a drawing. */
export function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that does something on this page. */
export function button(text, act, attributes = {}) {
  return make('button', { type: 'button', onclick: act, ...attributes }, text);
}
