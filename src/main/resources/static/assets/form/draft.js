/**
 * What was filled in survives a reload and a change of language, in this tab only. It is kept for one patient and one
 * version of the form; whoever opens the form for somebody else removes it.
 */

const PREFIX = 'form-draft ';
const LANGUAGE = 'form-language';

/** Marks that the page is left for itself in another language, and nothing else. */
export function watchLanguage() {
  document.querySelectorAll('a[data-language]').forEach((link) => link.addEventListener('click', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      keep(LANGUAGE, 'changed');
    }
  }));
}

function keep(key, text) {
  try {
    window.sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Whether this page goes on where it was: reloaded, or in another language. To be asked once. */
function goesOn() {
  const changed = window.sessionStorage.getItem(LANGUAGE) !== null;
  window.sessionStorage.removeItem(LANGUAGE);
  return changed || performance.getEntriesByType('navigation')[0]?.type === 'reload';
}

export class Draft {
  constructor(canonical, owner) {
    this.key = `${PREFIX}${canonical} ${owner}`;
    this.owner = owner;
  }

  /** Removes what was kept for others. */
  alone() {
    Object.keys(window.sessionStorage)
      .filter((key) => key.startsWith(PREFIX) && key.slice(key.indexOf(' ', PREFIX.length) + 1) !== this.owner)
      .forEach((key) => window.sessionStorage.removeItem(key));
  }

  /**
   * What was kept, or null.
   *
   * @param named whether the form is for a person; for nobody it may be somebody else's next time, so that only the same
   *   page takes it up again
   */
  load(named) {
    try {
      this.alone();
      if (!goesOn() && !named) {
        this.discard();
      }
      return JSON.parse(window.sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  /** Keeps it; a browser that keeps nothing is no reason to stop. */
  save(content) {
    return keep(this.key, JSON.stringify(content));
  }

  discard() {
    window.sessionStorage.removeItem(this.key);
  }
}
