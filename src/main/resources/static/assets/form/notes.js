/** Lines of ours beside the items: date in words, source, problem. They stay when the renderer draws an item anew. */

import { make } from '../shared/dom.js';
import { controlOf, drawn, host } from './renderer.js';

const ORDER = ['problem', 'date', 'source', 'hint', 'unread'];
const notes = new Map();

/** Puts a note of a kind beside an item, or takes it away (null). */
export function put(linkId, kind, node) {
  const kinds = notes.get(linkId) ?? new Map();
  notes.set(linkId, kinds);
  if (node) {
    kinds.set(kind, node);
  } else {
    kinds.delete(kind);
  }
  attach();
}

/** Takes all notes of a kind away. */
export function clear(kind) {
  notes.forEach((kinds) => kinds.delete(kind));
  attach();
}

/** Brings all notes to the items that are on the page now. */
export function attach() {
  for (const [linkId, item] of drawn()) {
    const kinds = notes.get(linkId);
    let box = item.querySelector(':scope > .form-notes');
    if (!kinds?.size) {
      if (box) {
        box.remove();
        describe(linkId, null, false);
      }
      continue;
    }
    if (!box) {
      box = make('div', { class: 'form-notes', id: `notes-${linkId}` });
      item.append(box);
    }
    const wanted = ORDER.map((kind) => kinds.get(kind)).filter(Boolean);
    if (wanted.length !== box.childNodes.length || wanted.some((node, index) => box.childNodes[index] !== node)) {
      box.replaceChildren(...wanted);
    }
    describe(linkId, box.id, kinds.has('problem'));
  }
}

function describe(linkId, id, wrong) {
  const control = controlOf(linkId);
  if (!control || control.getAttribute('aria-describedby') === id) {
    if (control && (control.getAttribute('aria-invalid') === 'true') === wrong) {
      return;
    }
  }
  if (id) {
    control?.setAttribute('aria-describedby', id);
  } else {
    control?.removeAttribute('aria-describedby');
  }
  if (wrong) {
    control?.setAttribute('aria-invalid', 'true');
  } else {
    control?.removeAttribute('aria-invalid');
  }
}

/** Watches for items that the renderer draws anew. */
export function watch(after) {
  new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE))) {
      attach();
      after();
    }
  }).observe(host(), { childList: true, subtree: true });
}
