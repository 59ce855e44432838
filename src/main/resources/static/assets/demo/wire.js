/* Request, response and feedback as they went over the wire, one click away. */
import { make } from '../shared/dom.js';
import { word } from '../shared/words.js';

/** @return an element with `add(name, value)` for what is sent later */
export function wire(...entries) {
  const inner = make('div', {});
  const whole = make('details', { class: 'wire' }, make('summary', {}, word('demo.json')), inner);
  whole.add = (name, value) => inner.append(block(name, value));
  entries.forEach(([name, value]) => whole.add(name, value));
  return whole;
}

function block(name, value) {
  const content = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const pre = make('pre', { tabindex: 0, role: 'region', 'aria-label': word(`demo.json.${name}`) }, content);
  const said = make('span', { role: 'status' });
  const copy = make('button', { type: 'button', onclick: async () => {
    try {
      await navigator.clipboard.writeText(content);
      said.textContent = word('demo.json.copied');
    } catch {
      getSelection().selectAllChildren(pre);
      said.textContent = word('demo.json.not-copied');
    }
  } }, word('demo.json.copy'), make('span', { class: 'visually-hidden' }, `: ${word(`demo.json.${name}`)}`));
  return make('div', {}, make('p', { class: 'row' }, make('strong', {}, word(`demo.json.${name}`)), copy, said), pre);
}
