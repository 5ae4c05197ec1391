/** The path of one of our own addresses, whatever host printed it; anything else as it was read. */
export function codeOf(read: string): string {
  const url = URL.canParse(read) ? new URL(read) : null;
  return url && /^\/(q|01)\//.test(url.pathname) ? url.pathname : read.trim();
}
