/** Whether a certificate is genuine: from its file, or from its code text. Anything gets a verdict, never an error. */
import { equal, latin1 } from "./bytes.js";
import { asTyped, decode, digest, isBy, PREFIX } from "./code.js";
import { signer } from "./signature.js";
import { known, refuses, revoked, stolen, superseded } from "./trust.js";

const CLAIM = /BE1:[0-9A-Z\-./:+]{150,}/;
/** The bank's own address may stand before the code text. */
const KEYWORDS = /\/Keywords \((?:https:[^()\\#]*#)?(BE1:[0-9A-Z\-./:+]*)\)/g;

/** What an unsigned file for the printer begins its keywords with; what its QR code says may follow. */
const PRINT_COPY = /\/Keywords \(PRINT-COPY ?([^()\\]*)\)/;

/** `ofCode`: the verdict on the code text alone, where the file says itself that it is no certificate. */
const told = (state, facts = null, why = "", reason = "", ofCode = "") => ({ state, facts, why, reason, ofCode });

/** The verdict on a code text, as of a day (ISO 8601). */
export async function verifyCode(text, trust, on) {
  const typed = asTyped(text);
  if (!typed.startsWith(PREFIX)) return told("not a certificate");
  const signed = decode(typed);
  if (signed === null) return told("forged", null, "code_unreadable");
  const by = await known(trust, signed.keyId);
  if (by && !(await isBy(signed, by.spki))) return told("forged", signed.facts, "code_changed");
  return judged(trust, by, signed, on);
}

/** The verdict on a PDF file, as of a day. */
export async function verifyPdf(file, trust, on) {
  const text = latin1(file);
  if (!text.startsWith("%PDF-")) return told("not a certificate");
  const by = await signer(file);
  const stated = [...text.matchAll(KEYWORDS)].map((found) => found[1]);
  const copy = text.match(PRINT_COPY);
  if (by === null && copy && !text.includes("/ByteRange")) return ofPrintCopy(await verifyCode(copy[1], trust, on));
  if (by === null) {
    const code = (text.match(CLAIM) ?? stated)[0];
    return code ? told("forged", decode(code)?.facts ?? null, "file_changed") : told("not a certificate");
  }
  if (stated.length !== 1) return told("not a certificate");
  const signed = decode(stated[0]);
  if (signed === null) return told("forged", null, "code_unreadable");
  if (!(await isBy(signed, by.spki))) return told("forged", signed.facts, "code_of_another");
  const key = await known(trust, signed.keyId, by.certificate);
  return judged(trust, key && equal(key.spki, by.spki) ? key : null, signed, on);
}

function ofPrintCopy(verdict) {
  const { state, facts, reason } = verdict;
  return state === "forged" ? verdict : told("not a certificate", facts, "print_copy", reason, facts ? state : "");
}

async function judged(trust, by, signed, on) {
  const { facts } = signed;
  if (by === null) return told("unknown issuer", facts);
  const why = refuses(by, facts);
  if (why) return told("unknown issuer", facts, why);
  const theft = stolen(trust, by);
  if (theft && theft.register.get(facts.serial) !== (await digest(signed))) {
    return told("forged", facts, "issuer_key_stolen");
  }
  const reason = revoked(trust, by, facts.serial);
  if (reason !== null) return told("revoked", facts, "", reason);
  if (superseded(trust, by, facts.serial)) return told("superseded", facts);
  return told(on > facts.valid_until ? "expired" : "valid", facts);
}
