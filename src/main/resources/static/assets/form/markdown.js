/** Markdown of the server as nodes; whatever it holds, nothing in it runs or loads. */

import { marked } from '../../webjars/marked/16.4.1/lib/marked.esm.js';
import DOMPurify from '../../webjars/dompurify/3.3.0/dist/purify.es.mjs';

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'ul', 'ol', 'li', 'strong', 'em', 'code', 'pre', 'blockquote', 'a', 'br', 'hr', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ALLOWED_ATTR: ['href'],
  ALLOWED_URI_REGEXP: /^https?:/i,
  RETURN_DOM_FRAGMENT: true,
};

/** A fragment to put into the page. */
export function rendered(text) {
  return DOMPurify.sanitize(marked.parse(text ?? '', { gfm: true, async: false }), ALLOWED);
}
