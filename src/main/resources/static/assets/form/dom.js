/** Small helpers for building nodes; text always goes in as text. */

/** A new element with properties, attributes (aria-…, data-…, role, lang) and children. */
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role' || key === 'for') {
      node.setAttribute(key, value);
    } else {
      node[key] = value;
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A button that does something on this page. */
export function button(text, act, className = '') {
  const node = el('button', { type: 'button', className }, text);
  node.addEventListener('click', act);
  return node;
}
