/** What was filled in survives a reload, in this tab only. It is kept for one patient and one version of the form. */

const PREFIX = 'form-draft ';

export class Draft {
  constructor(canonical, owner) {
    this.key = `${PREFIX}${canonical} ${owner}`;
  }

  /** What was kept, or null. */
  load() {
    try {
      return JSON.parse(window.sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  /** Keeps it; a browser that keeps nothing is no reason to stop. */
  save(content) {
    try {
      window.sessionStorage.setItem(this.key, JSON.stringify(content));
      return true;
    } catch {
      return false;
    }
  }

  discard() {
    window.sessionStorage.removeItem(this.key);
  }
}
