/**
 * The signature of a PDF: who signed it, provided that no byte has changed since.
 *
 * The signature covers all but its own container, nothing follows, and the container is the one way of writing down
 * that signature: not even a byte of padding can differ (RFC 5652, ISO 32000-1).
 */
import { fromBER } from "asn1js";
import { ContentInfo, SignedData } from "pkijs";
import { der, equal, fromHex, joined, latin1, sha256, signedBy } from "./bytes.js";
import { rawSignature, readCertificate } from "./x509.js";

const RANGE = /\/ByteRange ?\[ ?(\d{1,9}) (\d{1,9}) (\d{1,9}) (\d{1,9}) ?\]/g;
const OID = {
  signedData: "2a864886f70d010702",
  data: "2a864886f70d010701",
  sha256: "608648016503040201",
  ecdsaWithSha256: "2a8648ce3d040302",
};
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47";
const SHA256 = "2.16.840.1.101.3.4.2.1";

/** {spki, certificate (DER)} of a file's signer; null where it was changed, or was never signed. */
export async function signer(file) {
  const ranges = signedRanges(file);
  const container = ranges && containerOf(ranges.digits);
  if (!container) return null;
  try {
    return await checked(container, await sha256(ranges.covered));
  } catch {
    return null;
  }
}

function signedRanges(file) {
  const text = latin1(file);
  const found = [...text.matchAll(RANGE)];
  if (found.length !== 1) return null;
  const [start, before, after, tail] = found[0].slice(1).map(Number);
  if (start !== 0 || after + tail !== file.length || before > after) return null;
  if (text[before] !== "<" || text[after - 1] !== ">") return null;
  return { covered: joined(file.slice(0, before), file.slice(after)), digits: text.slice(before + 1, after - 1) };
}

/** The bytes in the container, provided that they are capital digits, padded with zeros alone. */
function containerOf(digits) {
  if (digits.length % 2 || !/^3082[0-9A-F]*$/.test(digits)) return null;
  const end = 2 * (4 + parseInt(digits.slice(4, 8), 16));
  if (digits.length < end || /[^0]/.test(digits.slice(end))) return null;
  return fromHex(digits.slice(0, end));
}

async function checked(container, digest) {
  const content = new ContentInfo({ schema: fromBER(container).result });
  const signedData = new SignedData({ schema: content.content });
  const certificate = new Uint8Array(signedData.certificates[0].toSchema(true).toBER());
  const info = signedData.signerInfos[0];
  const read = await readCertificate(certificate);
  const attributes = new Uint8Array(info.signedAttrs.encodedValue);
  const signature = new Uint8Array(info.signature.valueBlock.valueHexView);
  const raw = rawSignature(signature);
  if (read === null || raw === null) return null;
  if (!equal(writtenAgain(read, attributes, signature), container)) return null;
  const values = new Map(info.signedAttrs.attributes.map((one) => [one.type, one.values]));
  const said = values.get(MESSAGE_DIGEST)[0].valueBlock.valueHexView;
  if (values.get(CONTENT_TYPE)[0].toString() !== "OBJECT IDENTIFIER : 1.2.840.113549.1.7.1" || !equal(said, digest)) {
    return null;
  }
  if (!equal(certificateHash(values.get(SIGNING_CERTIFICATE)[0]), await sha256(certificate))) return null;
  // RFC 5652, 5.4: what is signed is the attributes as a SET OF, not as the [0] they are carried in.
  const attributeSet = joined([0x31], attributes.slice(1));
  return (await signedBy(read.spki, raw, attributeSet)) ? { spki: read.spki, certificate: read } : null;
}

/** The hash in the first ESSCertIDv2 (RFC 5035), provided that it is a SHA-256: the default may be left out. */
function certificateHash(attribute) {
  const fields = attribute.valueBlock.value[0].valueBlock.value[0].valueBlock.value;
  const algorithm = fields[0].idBlock.tagNumber === 16 ? fields[0].valueBlock.value[0].valueBlock.toString() : SHA256;
  if (algorithm !== SHA256) return new Uint8Array();
  return fields.find((one) => one.idBlock.tagNumber === 4).valueBlock.valueHexView;
}

/** The container as it is made of its three parts. */
function writtenAgain(certificate, attributes, signature) {
  const oid = (name) => der(0x06, fromHex(OID[name]));
  const one = [0x02, 0x01, 0x01];
  const sha = der(0x30, oid("sha256"), [0x05, 0x00]);
  const info = der(
    0x30,
    one,
    der(0x30, certificate.issuer, certificate.serial),
    sha,
    joined([0xa0], attributes.slice(1)),
    der(0x30, oid("ecdsaWithSha256")),
    der(0x04, signature),
  );
  const data = der(
    0x30,
    one,
    der(0x31, sha),
    der(0x30, oid("data")),
    der(0xa0, certificate.der),
    der(0x31, info),
  );
  return der(0x30, oid("signedData"), der(0xa0, data));
}
