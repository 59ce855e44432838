/** "None" and "don't know" exclude the other options; the renderer does not see to it. */

import { host, linkIdOf } from './renderer.js';

function keyOf(box) {
  const id = box.closest('label')?.id ?? '';
  const bar = id.indexOf('|');
  return bar < 0 ? null : id.slice(bar + 1);
}

/** @param form the index of the Questionnaire */
export function watchExclusive(form) {
  host().addEventListener('change', (event) => {
    const box = event.target;
    const key = box.type === 'checkbox' && box.checked ? keyOf(box) : null;
    const linkId = key ? linkIdOf(box) : null;
    if (!linkId) {
      return;
    }
    const alone = form.isExclusive(linkId, key);
    const others = [...box.closest('lhc-item').querySelectorAll('input[type="checkbox"]:checked')]
      .filter((other) => other !== box && keyOf(other) && (alone || form.isExclusive(linkId, keyOf(other))));
    setTimeout(() => others.forEach((other) => other.click()));
  });
}
