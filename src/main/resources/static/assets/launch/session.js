/** Who opened the page from an EHR; nobody yet. */
export function current() {
  return null;
}
