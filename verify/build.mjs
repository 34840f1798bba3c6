// Bundles src/ into one file that needs no other: node build.mjs OUT.html
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = new URL(".", import.meta.url);
const source = (name) => readFile(new URL(name, here), "utf8");
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

const made = await build({
  entryPoints: [new URL("src/page.js", here).pathname],
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  loader: { ".wasm": "binary" },
});
// Node's own modules never come in; a "</script" in a text would end the block.
const script = made.outputFiles[0].text.replaceAll("</script", "<\\/script");
const style = await source("src/page.css");
const licences = await Promise.all(
  ["asn1js", "pkijs", "pvutils", "pvtsutils", "bytestreamjs", "zxing-wasm"].map(async (name) => {
    const { version, license } = JSON.parse(await source(`node_modules/${name}/package.json`));
    const texts = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((file) => source(`node_modules/${name}/${file}`).catch(() => ""));
    return `${name} ${version} (${license})\n\n${(await Promise.all(texts)).find(Boolean) ?? ""}`;
  }),
);
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src blob: data:",
  "media-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const parts = { POLICY: policy, STYLE: style, SCRIPT: script, LICENCES: licences.join("\n\n").replace(/-->/g, "") };
const page = (await source("src/page.html")).replace(/{{(\w+)}}/g, (_, name) => parts[name]);
await writeFile(process.argv[2], page);
