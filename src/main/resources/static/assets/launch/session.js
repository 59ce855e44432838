/**
 * The launch of this tab, if it has one. It stands in the tab's own storage and nowhere else, and counts only for the
 * page that the launch opened: the address names it, so that a form opened otherwise in the same tab is never taken for
 * the launched patient's.
 */
const KEY = 'screening.launch';
const MARK = 'launch';

/**
 * @returns {null | {iss: string, patient: string, user?: string, encounter?: string, tenant: string,
 *   appContext?: string, token: string, expired: boolean}} null where the page was not launched by an EHR
 */
export function current() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    const mark = new URLSearchParams(location.search).get(MARK);
    if (kept === null || mark === null || kept.id !== mark) {
      return null;
    }
    const { id, expires, ...session } = kept;
    return { ...session, expired: Date.now() > expires };
  } catch {
    return null;
  }
}

/** Keeps a launch and gives the query that belongs to it. */
export function keep(session, seconds) {
  const id = crypto.randomUUID();
  sessionStorage.setItem(KEY, JSON.stringify({ ...session, id, expires: Date.now() + seconds * 1000 }));
  return `${MARK}=${id}`;
}

/** Forgets the launch of this tab. */
export function forget() {
  sessionStorage.removeItem(KEY);
}
