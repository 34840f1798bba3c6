/** The text of a QR code in a picture, a photo or a frame of the camera. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm";

const WIDEST = 3000;

prepareZXingModule({ overrides: { wasmBinary: wasm.buffer } });

/** The text, or empty where there is no code to be read; `picture` is a Blob or a video. Fails on what is no picture. */
export async function codeIn(picture) {
  // The browser reads the file: it knows more kinds of picture than the decoder.
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
  const found = await readBarcodes(pixels, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
  return found[0]?.text ?? "";
}
