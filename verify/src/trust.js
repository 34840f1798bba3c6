/**
 * Whom one believes: keys and roots that were built into the page, and what signed lists say of them.
 *
 * A public key is believed as it is; a root vouches for every key that it certified. A list speaks for the keys of its
 * signer's branch, a root's for all that it certified. A key that any believed list calls stolen is believed no further
 * than its register, and its own lists not at all.
 */
import { equal } from "./bytes.js";
import { keyId } from "./code.js";
import { newest } from "./lists.js";
import { certifiedBy, fromPem, holdsOn, isRoot, readCertificate } from "./x509.js";

const NAME_LIMIT = 64;

/** Trust in keys and certificates (PEM), with the signed lists that are known. */
export async function trusted(issuers, lists) {
  const keys = new Map();
  const certificates = [];
  for (const pem of issuers) {
    if (pem.includes("BEGIN CERTIFICATE")) {
      certificates.push(await readCertificate(fromPem(pem)));
    } else {
      const spki = fromPem(pem);
      const id = await keyId(spki);
      if (!keys.has(id)) keys.set(id, { id, spki, certificate: null, root: null, isRoot: false });
    }
  }
  const roots = [];
  for (const one of certificates) if (await isRoot(one)) roots.push(one);
  for (const one of certificates) {
    const root = await rootOf(roots.filter((each) => each !== one), one);
    keys.set(one.id, { id: one.id, spki: one.spki, certificate: one, root, isRoot: roots.includes(one) });
  }
  return withLists({ keys, roots, lists: [], accusing: [], disbelieved: [] }, newest(lists));
}

async function rootOf(roots, certificate) {
  for (const root of roots) if (await certifiedBy(certificate, root)) return root;
  return null;
}

/** The key of an id, or of a certificate that a file brings with it; null where nobody vouches for it. */
export async function known(trust, id, certificate = null) {
  const root = certificate && (await rootOf(trust.roots, certificate));
  if (root) return { id, spki: certificate.spki, certificate, root, isRoot: false };
  return trust.keys.get(id) ?? null;
}

async function withLists(trust, lists) {
  const spoken = [];
  for (const one of lists) {
    const signer = await known(trust, one.certificate.id, one.certificate);
    if (signer) spoken.push({ signer, one });
  }
  // A root's word first: a thief's list must not call the key stolen that has taken the place of the stolen one.
  const ofRoots = spoken.filter(({ signer }) => signer.isRoot);
  const others = spoken.filter(({ signer }) => !signer.isRoot && !stolenIn(ofRoots, signer));
  const counting = [...ofRoots, ...others.filter(({ signer }) => !stolenIn(others, signer))];
  const keys = new Map(trust.keys);
  for (const { signer, one } of counting) {
    if (!signer.isRoot && signer.root) continue;
    // A stolen key may have been taken out of what is trusted: the list vouches for it, as far as its register goes.
    for (const key of one.said.stolen) {
      const root = signer.isRoot ? signer.certificate : null;
      const vouched = { id: key.id, spki: key.spki, certificate: null, root, isRoot: false };
      if (speaksFor(signer, one, vouched) && !keys.has(key.id)) keys.set(key.id, vouched);
    }
  }
  const heard = new Set(counting.map(({ one }) => one.certificate.id));
  return {
    ...trust,
    keys,
    lists: counting,
    accusing: [...ofRoots, ...others],
    disbelieved: lists.filter((one) => !heard.has(one.certificate.id)),
  };
}

function stolenIn(lists, by) {
  for (const { signer, one } of lists) {
    for (const key of one.said.stolen) {
      if (key.id === by.id && by.id !== signer.id && speaksFor(signer, one, by)) return key;
    }
  }
  return null;
}

function speaksFor(signer, one, key) {
  if (signer.id === key.id) return true;
  if (signer.isRoot && key.root) return equal(key.root.der, signer.certificate.der);
  if (key.root) {
    const [name, other] = [signer, key].map((each) => each.certificate?.name ?? "");
    return Boolean(signer.root) && equal(signer.root.der, key.root.der) && name !== "" && name === other;
  }
  return one.said.keys.includes(key.id);
}

/** What is said of a key that was stolen; null of one that was not. */
export const stolen = (trust, by) => stolenIn(trust.accusing, by);

/** The reason for which a certificate under a key was revoked; null where it was not. */
export function revoked(trust, by, serial) {
  const found = trust.lists.find(({ signer, one }) => one.said.revoked.has(serial) && speaksFor(signer, one, by));
  return found ? found.one.said.revoked.get(serial) : null;
}

/** Whether a certificate under a key has been superseded. */
export function superseded(trust, by, serial) {
  return trust.lists.some(({ signer, one }) => one.said.superseded.has(serial) && speaksFor(signer, one, by));
}

/** Why a key cannot have issued a certificate, as a code for words; empty where it can. */
export function refuses(by, facts) {
  if (by.isRoot) return "issuer_is_root";
  for (const one of [by.certificate, by.root]) if (one && !holdsOn(one, facts.issued_on)) return "issuer_key_not_then";
  const name = by.root && by.certificate ? by.certificate.name : "";
  return name && name !== Array.from(tidy(facts.issuer)).slice(0, NAME_LIMIT).join("") ? "issuer_name_differs" : "";
}

function tidy(text) {
  const whole = /\p{M}/u.test(text) ? text.normalize("NFC") : text;
  return whole.replace(/[\t\n\v\f\r \x85\xa0\u2028\u2029]+/g, " ").trim();
}
