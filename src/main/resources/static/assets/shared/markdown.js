/**
 * Markdown of the server as nodes; whatever it holds, nothing in it runs or loads. The page names the libraries
 * (layout.html, "libraries").
 */

const library = (name) => import(document.getElementById(`library-${name}`).href);
const [{ marked }, { default: purify }] = await Promise.all([library('marked'), library('dompurify')]);

// No heading of the text may break the order of those of the page.
const ALLOWED = {
  ALLOWED_TAGS: ['p', 'ul', 'ol', 'li', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'a', 'br', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ALLOWED_ATTR: ['href', 'title'],
  ALLOWED_URI_REGEXP: /^https?:/i,
  RETURN_DOM_FRAGMENT: true,
};

/** A fragment to put into the page; its links open beside the page. */
export function rendered(text) {
  const fragment = purify.sanitize(marked.parse(text ?? '', { gfm: true, async: false }), ALLOWED);
  for (const link of fragment.querySelectorAll('a')) {
    link.rel = 'noopener noreferrer';
    link.target = '_blank';
  }
  return fragment;
}
