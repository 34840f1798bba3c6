/** Bytes as texts and numbers, and the few pieces of DER that are written here. */

export const latin1 = (bytes) => new TextDecoder("latin1").decode(bytes);

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export const utf8 = (text) => new TextEncoder().encode(text);

export function toBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Base 64 as it is written: with padding, and without a blank or a bit that means nothing. */
export function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new Error("not base64");
  return bytes;
}

/** Base 64 for addresses (RFC 4648, 5), without padding, as JSON Web Signatures have it. */
export function fromBase64Url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error("not base64url");
  return fromBase64(text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat(-text.length & 3));
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (one, two) => one.length === two.length && one.every((byte, at) => byte === two[at]);

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

const imported = (spki) => crypto.subtle.importKey("spki", spki, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);

/** Whether bytes are a P-256 key (SubjectPublicKeyInfo, DER). */
export const isKey = (spki) => imported(spki).then(() => true, () => false);

/** Whether the P-256 key `spki` (DER) made the raw signature (r and s, 64 bytes) over `data`. */
export async function signedBy(spki, signature, data) {
  if (signature.length !== 64) return false;
  try {
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, await imported(spki), signature, data);
  } catch {
    return false;
  }
}

/** A value of DER (X.690): its tag, its length in as few bytes as go, its content. */
export function der(tag, ...content) {
  const body = joined(...content);
  const length = body.length;
  if (length < 0x80) return joined([tag, length], body);
  if (length < 0x100) return joined([tag, 0x81, length], body);
  return joined([tag, 0x82, length >> 8, length & 0xff], body);
}
