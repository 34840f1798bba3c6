/**
 * The code text of a certificate: its facts and their signature, as the QR code carries them.
 *
 * text = "BE1:" base41(payload signature); payload = algorithm(1) key_id(8) issued_on(2) valid_until(2) and nine texts,
 * each a length byte (its top bit set: units of UTF-16) and so many units. What decodes encodes to the same text again.
 */
import { equal, hex, joined, sha256, signedBy, utf8 } from "./bytes.js";

export const PREFIX = "BE1:";
const TEXTS = ["serial", "holder", "staff_no", "post", "unit", "title", "issuer", "score", "max_score"];
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./:+";
const LONGEST = 600;
const SIGNATURE = 64;
const HEAD = 13;
const EPOCH = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/** A code text as somebody pasted it: without blanks, a byte order mark and an address before #. */
export function asTyped(text) {
  return text.replace(/[\s\x1c-\x1f\x85]+/gu, "").split("#").pop().toUpperCase();
}

/** {facts, keyId, payload, signature} of a code text; null for anything else. */
export function decode(text) {
  if (!text.startsWith(PREFIX) || text.length > LONGEST) return null;
  const data = from41(text.slice(PREFIX.length));
  if (data === null || data.length < HEAD + SIGNATURE) return null;
  const payload = data.slice(0, -SIGNATURE);
  const facts = factsOf(payload);
  if (facts === null || !equal(payloadOf(facts, payload), payload)) return null;
  return { facts, keyId: hex(payload.slice(1, 9)), payload, signature: data.slice(-SIGNATURE) };
}

/** The id of a public key (SubjectPublicKeyInfo, DER): 16 hexadecimal digits. */
export async function keyId(spki) {
  return hex((await sha256(spki)).slice(0, 8));
}

/** Whether the key `spki` (DER) signed these facts. */
export async function isBy(signed, spki) {
  return (
    signed.keyId === (await keyId(spki)) &&
    (await signedBy(spki, signed.signature, joined(utf8(PREFIX), signed.payload)))
  );
}

/** What a register keeps of a certificate. */
export async function digest(signed) {
  return hex(await sha256(signed.payload)).slice(0, 32);
}

/** Every fact as the paper shows it, by name; what is empty is left out. */
export function printed(facts) {
  const score = facts.score ? `${facts.score} / ${facts.max_score}` : "";
  const names = ["serial", "holder", "staff_no", "post", "unit", "title", "issuer", "issued_on", "valid_until"];
  return [...names.map((name) => [name, facts[name]]), ["score", score]].filter(([, text]) => text);
}

function factsOf(payload) {
  if (payload[0] !== 1) return null;
  const facts = { issued_on: dayOf(payload, HEAD - 4), valid_until: dayOf(payload, HEAD - 2) };
  let at = HEAD;
  for (const name of TEXTS) {
    if (at >= payload.length) return null;
    const wide = payload[at] & 0x80;
    const length = (payload[at] & 0x7f) * (wide ? 2 : 1);
    const form = new TextDecoder(wide ? "utf-16be" : "utf-8", { fatal: true, ignoreBOM: true });
    try {
      facts[name] = form.decode(payload.slice(at + 1, at + 1 + length));
    } catch {
      return null;
    }
    at += 1 + length;
  }
  return facts;
}

function payloadOf(facts, like) {
  return joined(like.slice(0, HEAD), ...TEXTS.map((name) => packed(facts[name])));
}

function packed(text) {
  const narrow = utf8(text);
  const wide = new Uint8Array(text.length * 2);
  for (let n = 0; n < text.length; n += 1) new DataView(wide.buffer).setUint16(2 * n, text.charCodeAt(n));
  return wide.length < narrow.length ? joined([0x80 | text.length], wide) : joined([narrow.length], narrow);
}

function dayOf(payload, at) {
  return new Date(EPOCH + (payload[at] * 256 + payload[at + 1]) * DAY).toISOString().slice(0, 10);
}

function from41(text) {
  const data = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3);
    let value = 0;
    for (const char of group) {
      const digit = ALPHABET.indexOf(char);
      if (digit < 0) return null;
      value = value * 41 + digit;
    }
    if (group.length === 1 || value >= 256 ** (group.length - 1)) return null;
    data.push(...(group.length === 3 ? [value >> 8, value & 0xff] : [value]));
  }
  return Uint8Array.from(data);
}
