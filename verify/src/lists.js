/**
 * Signed lists of what holds no longer: JSON Web Signatures (RFC 7515, compact, ES256) whose header carries the signer's
 * certificate. Whether the signer is believed, `trust` tells.
 */
import { fromBase64, fromBase64Url, isKey, signedBy, utf8 } from "./bytes.js";
import { keyId } from "./code.js";
import { fromPem, readCertificate, toPem } from "./x509.js";

const KIND = "branch-exam-revocations";
const HEADER = "alg typ x5c";
const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A file without the blanks of ASCII around it. */
const bare = (text) => text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, "");

/** Whether a text claims to be a signed list. */
export const isList = (text) => /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(bare(text));

/** {said, certificate} of a list; null where it is none, or was changed since it was signed. */
export async function readList(text) {
  try {
    const [head, body, signature, more] = bare(text).split(".");
    const header = JSON.parse(plain(head));
    const { alg, typ, x5c } = header;
    if (more !== undefined || Object.keys(header).sort().join(" ") !== HEADER) return null;
    const certificate = await readCertificate(fromBase64(array(x5c)[0]));
    if (alg !== "ES256" || typ !== KIND || x5c.length !== 1 || certificate === null) return null;
    if (!(await signedBy(certificate.spki, fromBase64Url(signature), utf8(`${head}.${body}`)))) return null;
    return { said: await listOf(JSON.parse(plain(body))), certificate };
  } catch {
    return null;
  }
}

/** Of each signer's lists the one with the highest number. */
export function newest(lists) {
  const found = new Map();
  for (const one of lists) {
    const held = found.get(one.certificate.id);
    if (!held || one.said.number > held.said.number) found.set(one.certificate.id, one);
  }
  return [...found.values()];
}

const plain = (part) => new TextDecoder("utf-8", { fatal: true }).decode(fromBase64Url(part));

async function listOf(body) {
  if (body.format !== 1 || !Number.isSafeInteger(body.number) || body.number < 1) throw new Error("no list");
  return {
    branch: text(body.branch),
    number: body.number,
    at: instant(body.at),
    keys: array(body.keys).map(text),
    revoked: texts(body.revoked),
    superseded: new Set(array(body.superseded).map(text)),
    stolen: await Promise.all(array(body.stolen).map(stolenKey)),
  };
}

async function stolenKey(data) {
  const spki = fromPem(text(data.key));
  const written = toPem(spki) === data.key && (await keyId(spki)) === data.id && (await isKey(spki));
  if (!written || !instant(data.at)) throw new Error("no key");
  return { id: data.id, spki, why: text(data.why), register: texts(data.register) };
}

function texts(data) {
  if (typeof data !== "object" || Array.isArray(data)) throw new TypeError("not texts by name");
  return new Map(Object.entries(data).map(([name, value]) => [text(name), text(value)]));
}

function array(data) {
  if (!Array.isArray(data)) throw new TypeError("not a list");
  return data;
}

/** As every file of ours holds it. */
function instant(value) {
  const found = new Date(value);
  if (!INSTANT.test(value) || found.toISOString() !== value) throw new TypeError("not an instant");
  return found;
}

function text(value) {
  // JSON can hold half a character, which nothing can keep or print.
  if (typeof value !== "string" || /\p{Surrogate}/u.test(value)) throw new TypeError("not a text");
  return value;
}
