// Drives the page in Chromium for the tests: a JSON object a line in and out. {"open": PAGE.html} first, then
// {"text": code} {"file": path} {"hash": code} {"camera": true} → {"state", "why", "facts", "message", "requests"}; {"shot": path, "width"}; {"read": selector}
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import bundled from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const [, , film] = process.argv; // what the camera sees: a .mjpeg file
const camera = film
  ? ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`]
  : [];
const browser = await chromium.launch({
  executablePath: process.env.BRANCH_EXAM_CHROMIUM || (await bundled.executablePath()),
  args: ["--no-sandbox", "--disable-gpu", "--headless=old", "--disable-quic", ...quiet, ...camera],
  headless: true,
});
const page = await browser.newPage({ locale: "en-GB", viewport: { width: 900, height: 900 } });
const [requests, errors] = [[], []];
page.on("request", (one) => !one.isNavigationRequest() && !/^(blob|data):/.test(one.url()) && requests.push(one.url()));
page.on("pageerror", (error) => errors.push(String(error)));
page.on("console", (one) => one.type() === "error" && errors.push(one.text()));

const open = async (file) => {
  await page.goto("about:blank");
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("body[data-ready]");
};

const answer = async () => {
  await page.waitForSelector("#verdict:not([hidden]), #message:not([hidden])");
  return page.evaluate(() => {
    const [box, note] = ["verdict", "message"].map((id) => document.getElementById(id));
    const facts = [...document.querySelectorAll("#facts dd")].map((one) => one.textContent);
    const { state = "", why = "" } = box.hidden ? {} : box.dataset;
    return { state, why, facts, told: box.hidden ? "" : box.innerText, message: note.hidden ? "" : note.textContent };
  });
};
const clear = () => page.evaluate("document.getElementById('verdict').hidden = document.getElementById('message').hidden = true");

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let said = {};
  if ("open" in asked) {
    await open(asked.open);
  } else if ("read" in asked) {
    said = { read: await page.innerText(asked.read) };
  } else if ("shot" in asked) {
    if (asked.width) await page.setViewportSize({ width: asked.width, height: asked.height ?? 900 });
    await page.emulateMedia({ colorScheme: asked.dark ? "dark" : "light" });
    await page.screenshot({ path: asked.shot, fullPage: true });
  } else {
    await clear();
    if ("file" in asked) await page.setInputFiles("#file", asked.file);
    if ("camera" in asked) await page.click("#camera");
    if ("hash" in asked) await page.evaluate((code) => { location.hash = code; }, asked.hash);
    if ("text" in asked) {
      await page.fill("#code", asked.text);
      await page.click("#verify");
    }
    said = await answer();
  }
  process.stdout.write(`${JSON.stringify({ ...said, requests, errors })}\n`);
}
await browser.close();
