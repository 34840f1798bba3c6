/** The page: takes a file, a photo, the camera or a text, and says what the certificate is worth. */
import { printed } from "./code.js";
import { isList, readList } from "./lists.js";
import { codeIn } from "./photo.js";
import { TEXTS } from "./texts.js";
import { trusted } from "./trust.js";
import { verifyCode, verifyPdf } from "./verdict.js";

const LOOK = { valid: "good", expired: "caution", superseded: "caution", "unknown issuer": "caution" };
const BELIEVED = ["valid", "expired", "superseded", "revoked"];
const LARGEST = 20_000_000;
const OLD_DAYS = 30;
const DAY = 86_400_000;

const at = (id) => document.getElementById(id);
const data = JSON.parse(at("trust").textContent) ?? { issuers: [], names: [], lists: [], made_at: "" };
let lists = [];
let language = (navigator.language || "zh").toLowerCase().startsWith("zh") ? 0 : 1;
let shown = null;
let stream = null;

const say = (code, facts = {}) => TEXTS[code][language].replace(/{(\w+)}/g, (_, name) => facts[name]);

/** Today where the reader is, ISO 8601. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const day = (instant) => instant.toISOString().slice(0, 10);

// ---------------------------------------------------------------- what is shown

function dress() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = say(one.dataset.text);
  at("language").textContent = say("language");
  if (stream) at("camera").textContent = say("stop");
  if (shown) show(shown);
  tellBasis();
}

function line(text, kind = "") {
  const made = document.createElement("p");
  made.textContent = text;
  made.className = kind;
  return made;
}

function tellBasis() {
  const lines = [data.issuers.length ? line(say("trusted", { names: data.names.join("、") })) : line(say("none"), "caution")];
  if (data.made_at) lines.push(line(say("built", { at: data.made_at.slice(0, 10) })));
  for (const { said } of lists) {
    lines.push(line(say("list", { branch: said.branch, number: said.number, at: day(said.at) })));
    if (Date.now() - said.at > OLD_DAYS * DAY) lines.push(line(say("old", { days: OLD_DAYS }), "caution"));
  }
  at("basis").replaceChildren(...lines);
}

function show(verdict) {
  shown = verdict;
  const { state, facts, why, reason, ofCode } = verdict;
  const box = at("verdict");
  box.hidden = false;
  box.className = BELIEVED.includes(ofCode) ? "caution" : (LOOK[state] ?? "bad");
  box.dataset.state = state;
  box.dataset.why = why;
  at("state").textContent = say(`state ${state}`);
  const told = why === "print_copy" ? [] : [say(`told ${state}`, { until: facts?.valid_until })];
  if (why) told.push(say(why));
  if (ofCode) {
    const both = { state: say(`state ${ofCode}`), told: say(`told ${ofCode}`, { until: facts.valid_until }) };
    told.push(say("ofcode", both));
  }
  if (reason) told.push(say("reason", { reason }));
  at("told").textContent = told.join(" ");
  at("note").textContent = facts ? say(BELIEVED.includes(ofCode || state) ? "compare" : "unbelieved") : "";
  at("facts").replaceChildren(
    ...(facts ? printed(facts) : []).flatMap(([name, text]) => {
      const [term, description] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = say(name === "title" ? "examination" : name);
      description.textContent = text;
      return [term, description];
    }),
  );
}

function message(code, facts = {}, kind = "") {
  at("message").hidden = !code;
  at("message").className = kind;
  at("message").textContent = code ? say(code, facts) : "";
}

function clear() {
  shown = null;
  at("verdict").hidden = true;
  message("");
}

// ---------------------------------------------------------------- what is done

async function judge(verify, presented) {
  clear();
  const trust = await trusted(data.issuers, lists);
  show(await verify(presented, trust, today()));
  at("verdict").focus();
}

async function take(file) {
  clear();
  if (file.size > LARGEST) return message("toolarge");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (new TextDecoder("latin1").decode(bytes.slice(0, 5)) === "%PDF-") return judge(verifyPdf, bytes);
  if (file.type.startsWith("image/")) return takePicture(file);
  const text = new TextDecoder().decode(bytes);
  if (isList(text)) return takeList(text);
  return text.includes("BE1:") || text.includes("be1:") ? judge(verifyCode, text) : message("unreadable");
}

async function takePicture(picture) {
  let code = "";
  try {
    code = await codeIn(picture);
  } catch {
    return message("unreadable");
  }
  return code ? judge(verifyCode, code) : message("nocode");
}

async function takeList(text) {
  const found = await readList(text);
  if (!found) return message("listbad");
  const { branch, number, at: when } = found.said;
  const held = lists.find((one) => one.certificate.id === found.certificate.id);
  if (held && held.said.number >= number) return message("listolder", { number, held: held.said.number });
  if ((await trusted(data.issuers, [...lists, found])).disbelieved.includes(found)) return message("listuntrusted");
  lists = [...lists.filter((one) => one !== held), found];
  tellBasis();
  return message("listtaken", { branch, number, at: day(when) }, "good");
}

async function scan() {
  if (stream) return stopScanning();
  if (!navigator.mediaDevices?.getUserMedia) return message("nocamera");
  clear();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return message("cameradenied");
  }
  const view = at("view");
  view.srcObject = stream;
  view.hidden = false;
  at("camera").textContent = say("stop");
  await view.play();
  while (stream) {
    const code = await codeIn(view);
    if (code && stream) {
      stopScanning();
      return judge(verifyCode, code);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function stopScanning() {
  for (const track of stream.getTracks()) track.stop();
  stream = null;
  at("view").hidden = true;
  at("camera").textContent = say("camera");
}

/** What a browser may have escaped in the address; whatever is no escape stays as it is. */
const unescaped = (text) => text.replace(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(parseInt(digits, 16)));

function fromAddress() {
  const code = location.hash.slice(1);
  if (code) judge(verifyCode, unescaped(code));
}

async function begin() {
  dress();
  at("licences").textContent = at("licence-texts").content.firstChild?.nodeValue ?? "";
  if (!globalThis.crypto?.subtle) return message("nocrypto");
  lists = (await Promise.all(data.lists.map(readList))).filter(Boolean);
  tellBasis();
  at("language").onclick = () => { language = 1 - language; dress(); };
  at("choose").onclick = () => at("file").click();
  at("file").onchange = () => { const [file] = at("file").files; at("file").value = ""; if (file) take(file); };
  at("camera").onclick = scan;
  at("verify").onclick = () => judge(verifyCode, at("code").value);
  document.ondragover = (event) => { event.preventDefault(); at("drop").classList.add("over"); };
  document.ondragleave = () => at("drop").classList.remove("over");
  document.ondrop = (event) => {
    event.preventDefault();
    at("drop").classList.remove("over");
    const { files } = event.dataTransfer;
    if (files[0]) take(files[0]);
  };
  window.onhashchange = fromAddress;
  fromAddress();
  document.body.dataset.ready = "yes";
}

begin();
