/** "None" and "don't know" exclude the other options; the renderer does not see to it. */

import { host, linkIdOf } from './renderer.js';

const TICKED = 'ant-checkbox-wrapper-checked';

function keyOf(label) {
  const bar = label.id.indexOf('|');
  return bar < 0 ? null : label.id.slice(bar + 1);
}

/**
 * Watches what is drawn as ticked and not the clicks: when the renderer draws what a click did is its own affair, and
 * later on a busy machine.
 *
 * @param form the index of the Questionnaire
 */
export function watchExclusive(form) {
  const settle = (label) => {
    const item = label.closest('lhc-item-choice-check-box')?.closest('lhc-item');
    const linkId = item && linkIdOf(item);
    if (!linkId || !keyOf(label) || !label.classList.contains(TICKED)) {
      return;
    }
    const alone = form.isExclusive(linkId, keyOf(label));
    [...item.querySelectorAll(`label.${TICKED}`)]
      .filter((other) => other !== label && keyOf(other) && (alone || form.isExclusive(linkId, keyOf(other))))
      .forEach((other) => other.click());
  };
  new MutationObserver((changes) => changes
    .filter(({ target, oldValue }) => target.matches(`label.${TICKED}`) && !oldValue?.split(' ').includes(TICKED))
    .forEach(({ target }) => settle(target)))
    .observe(host(), { subtree: true, attributes: true, attributeFilter: ['class'], attributeOldValue: true });
}
