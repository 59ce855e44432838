/** "None" and "don't know" exclude the other options; the renderer does not see to it. */

import { host, linkIdOf } from './renderer.js';

const SETTLED = 30;

function keyOf(box) {
  const id = box.closest('label')?.id ?? '';
  const bar = id.indexOf('|');
  return bar < 0 ? null : id.slice(bar + 1);
}

const ticked = (item) => new Set([...item.querySelectorAll('input[type="checkbox"]:checked')].filter(keyOf));

/**
 * Watches clicks and not changes: the renderer turns a click into a tick by itself.
 *
 * @param form the index of the Questionnaire
 */
export function watchExclusive(form) {
  host().addEventListener('click', (event) => {
    const item = event.target.closest('lhc-item-choice-check-box')?.closest('lhc-item');
    const linkId = item && linkIdOf(item);
    if (!linkId || item.dataset.watching) {
      return;
    }
    const before = ticked(item);
    if (event.target.type === 'checkbox') {
      // The keyboard ticks the box itself, before anybody is told.
      before[event.target.checked ? 'delete' : 'add'](event.target);
    }
    item.dataset.watching = 'true';
    setTimeout(() => {
      delete item.dataset.watching;
      const after = ticked(item);
      const chosen = [...after].find((box) => !before.has(box));
      if (!chosen) {
        return;
      }
      const alone = form.isExclusive(linkId, keyOf(chosen));
      [...after].filter((box) => box !== chosen && (alone || form.isExclusive(linkId, keyOf(box))))
        .forEach((box) => box.closest('label').click());
    }, SETTLED);
  }, true);
}
