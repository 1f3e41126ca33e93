/**
 * Encodes a query value, but leaves the separators that the API and our own links use readable:
 * an address that a person can read is an address that a person can correct.
 */
export function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C|3B)/g, decodeURIComponent);
}
