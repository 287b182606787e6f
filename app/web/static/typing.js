// What is typed into the evidence form is kept on the server two seconds after typing stops, so that it can be taken up
// on another device. While there is no signal it stays on this device, and is sent when the signal is back.
const place = document.getElementById("typing");
const form = place.closest("form");
const { address, use, person } = place.dataset;
const KEPT = `touchmark:${person}:typed:`;
const STOPPED = 2_000;
const LATER = 15_000;
const writer = crypto.getRandomValues(new Uint32Array(4)).join("");

const revision = form.elements.draft_revision; // of what the server has, as this window knows it
let dirty = false; // something was typed that the server does not have
let out = false; // signed out, here or in another tab: nothing is kept on the device any more
let timer = 0;
let saving = null;

const onDevice = {
  put(body) { try { if (!out) localStorage.setItem(KEPT + body.get("form"), JSON.stringify({ address, use, body: String(body) })); } catch { /* full, or none */ } },
  drop(key) { try { localStorage.removeItem(KEPT + key); } catch { /* none */ } },
  others() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
      return keys.map((key) => JSON.parse(localStorage.getItem(key))).filter((one) => one.address === address && one.use === use);
    } catch { return []; }
  },
};

const say = (words) => {
  const line = document.createElement("p");
  line.className = "hint";
  line.textContent = words;
  place.replaceChildren(line);
};

// The form as it stands, without its files: those are on their way by themselves, and never kept on the device.
const typed = () => {
  const data = new FormData(form);
  data.delete("file");
  const body = new URLSearchParams(data);
  for (const [name, value] of [["draft_use", use], ["draft_writer", writer]]) body.append(name, value);
  return body;
};

const post = async (body) => {
  try {
    const answer = await fetch(address, { method: "POST", body });
    const part = document.createElement("template");
    if (answer.ok || answer.status === 409) part.innerHTML = await answer.text();
    return { status: answer.status, kept: part.content.querySelector("[data-draft]") };
  } catch { return { status: 0 }; }
};

const later = (wait) => { clearTimeout(timer); timer = setTimeout(() => save(), wait); };

const save = async () => {
  if (saving) return saving;
  saving = keep();
  try { return await saving; } finally { saving = null; if (dirty && !timer) later(STOPPED); }
};

const keep = async () => {
  clearTimeout(timer);
  timer = 0;
  const body = typed();
  dirty = false;
  const { status, kept } = await post(body);
  if (kept) {
    if (!dirty) onDevice.drop(body.get("form"));
    form.elements.form.value = kept.dataset.form;
    revision.value = kept.dataset.revision;
    if (dirty) onDevice.put(typed());
    place.replaceChildren(kept);
    return true;
  }
  if (status === 404) { // saved already, in another window
    onDevice.drop(body.get("form"));
    return true;
  }
  dirty = true;
  const lost = status === 0 || status >= 500;
  if (status === 401) say("You are signed out. What you typed is kept on this device: sign in again in another tab, then go on here.");
  else if (lost) say("There is no signal just now. What you type is kept on this device, and saved when the signal is back.");
  else say("What you type could not be saved as you type it. Use “Save as draft”.");
  later(LATER);
  return !lost && status !== 401;
};

const changed = (event) => {
  if (event.target.type === "file" || event.target.form !== form && event.target !== form) return;
  dirty = true;
  onDevice.put(typed());
  later(STOPPED);
};

form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("online", () => { if (dirty) save(); });
document.addEventListener("touchmark:out", () => { out = true; });

// Words that the server does not have yet go there first: a page that the signal swallows takes nothing with it.
form.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || !dirty) return;
  event.preventDefault();
  const button = event.submitter;
  if (saving) await saving;
  if (!dirty || await save()) form.requestSubmit(button);
  else place.scrollIntoView({ block: "center" });
});

// What was typed here without a signal, before the page was left.
const restore = async () => {
  for (const { body } of onDevice.others()) {
    const words = new URLSearchParams(body);
    const { status, kept } = await post(words);
    if (kept || status === 404) onDevice.drop(words.get("form"));
    if (kept && !dirty) return location.replace(`${location.pathname}?draft=${kept.dataset.draft}`);
  }
};
restore();
