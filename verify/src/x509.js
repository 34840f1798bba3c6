/** X.509 certificates of roots and branches: read, and whether one certified another. */
import { fromBER } from "asn1js";
import { BasicConstraints, Certificate } from "pkijs";
import { der, equal, fromBase64, joined, signedBy, toBase64 } from "./bytes.js";
import { keyId } from "./code.js";

const ORGANIZATION = "2.5.4.10";
const KEY_USAGE = "2.5.29.15";
const CONSTRAINTS = "2.5.29.19";
const DAY = 86_400_000;

/** The bytes between the lines of a PEM block. */
export const fromPem = (pem) => fromBase64(pem.replace(/-----[^-]+-----/g, "").replace(/\s+/g, ""));

/** A public key (SubjectPublicKeyInfo, DER) as PEM (RFC 7468, 13). */
export function toPem(spki) {
  const lines = toBase64(spki).match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PUBLIC KEY-----", ...lines, "-----END PUBLIC KEY-----", ""].join("\n");
}

/** A certificate (DER) as what is asked of it; null for bytes that are none. */
export async function readCertificate(der) {
  try {
    const parsed = fromBER(der);
    if (parsed.offset !== der.length) return null;
    const found = new Certificate({ schema: parsed.result });
    const spki = new Uint8Array(found.subjectPublicKeyInfo.toSchema().toBER());
    const organization = found.subject.typesAndValues.find((one) => one.type === ORGANIZATION);
    const usage = extension(found, KEY_USAGE)?.valueBlock.valueHexView;
    const constraints = extension(found, CONSTRAINTS);
    return {
      der,
      spki,
      id: await keyId(spki),
      name: organization ? organization.value.valueBlock.value : "",
      from: found.notBefore.value,
      until: found.notAfter.value,
      subject: new Uint8Array(found.subject.toSchema().toBER()),
      issuer: new Uint8Array(found.issuer.toSchema().toBER()),
      serial: new Uint8Array(found.serialNumber.toBER()),
      ca: constraints ? Boolean(new BasicConstraints({ schema: constraints }).cA) : null,
      signs: usage ? Boolean(usage[0] & 0x80) : false,
      certifies: usage ? Boolean(usage[0] & 0x04) : false,
      signed: found.tbsView,
      signature: rawSignature(found.signatureValue.valueBlock.valueHexView),
    };
  } catch {
    return null;
  }
}

function extension(certificate, id) {
  const found = (certificate.extensions ?? []).filter((one) => one.extnID === id);
  return found.length === 1 ? fromBER(found[0].extnValue.valueBlock.valueHexView).result : null;
}

/** Whether the root `above` certified `one` as a key that signs; `root`: as a root. */
export async function certifiedBy(one, above, root = false) {
  return (
    above.ca === true &&
    above.certifies &&
    one.ca === root &&
    one.signs &&
    one.signature !== null &&
    equal(one.issuer, above.subject) &&
    signedBy(above.spki, one.signature, one.signed)
  );
}

/** Whether a certificate is a root: a CA that vouches for itself. */
export const isRoot = (one) => certifiedBy(one, one, true);

/** Whether a certificate was good on a day (ISO 8601); one day early is allowed for. */
export function holdsOn(one, day) {
  const date = (instant) => new Date(instant).toISOString().slice(0, 10);
  return date(one.from.getTime() - DAY) <= day && day <= date(one.until.getTime());
}

/** An ECDSA signature (SEQUENCE of two integers) as r and s, 32 bytes each; null for what is none, or is not DER. */
export function rawSignature(bytes) {
  const halves = (fromBER(bytes).result.valueBlock.value ?? []).map((one) => {
    const digits = one.valueBlock.valueHexView;
    const first = digits.findIndex((byte) => byte !== 0);
    return first < 0 ? new Uint8Array() : digits.slice(first);
  });
  if (halves.length !== 2 || halves.some((half) => half.length > 32)) return null;
  // Written again it must be the same: else there were two files with one signature.
  const integers = halves.map((half) => der(0x02, half.length && half[0] < 0x80 ? half : joined([0], half)));
  if (!equal(der(0x30, ...integers), bytes)) return null;
  return joined(...halves.map((half) => joined(new Uint8Array(32 - half.length), half)));
}
