// What is written in a review is saved on the server two seconds after typing stops, box by box. While there is no signal,
// or nobody is signed in any more, it stays on this device and is saved when that is over.
const place = document.querySelector("[data-review-of]");
const form = document.getElementById("review-words");
const PREFIX = `touchmark:${place.dataset.reviewOf}:review:`;
const STOPPED = 2_000;
const LATER = 15_000;
let out = false; // signed out, here or in another tab: nothing is kept on the device any more

const onDevice = {
  put(key, kept) { try { if (!out) localStorage.setItem(PREFIX + key, JSON.stringify(kept)); } catch { /* full, or none */ } },
  get(key) { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } },
  drop(key) { try { localStorage.removeItem(PREFIX + key); } catch { /* none */ } },
};

// One box with the address that its words are saved at.
class Box {
  constructor(place) {
    this.area = place.querySelector("textarea");
    this.revision = place.querySelector("[data-revision-of]");
    this.status = place.querySelector("[data-status]");
    this.other = place.querySelector("[data-other]");
    this.address = place.dataset.address;
    this.dirty = false;
    this.timer = 0;
    this.saving = null;
    this.asking = false; // another text came between: what to do with it is the writer's to say
    this.unanswered = null; // sent, and the answer was lost on the way
    this.area.addEventListener("input", () => this.changed());
    this.other.addEventListener("click", (event) => this.decided(event.target.closest("[data-take]")?.dataset.take));
    this.restore();
  }

  // What was typed here and did not reach the server before the page was left.
  restore() {
    const kept = onDevice.get(this.address);
    if (!kept) return;
    if (kept.words === this.area.value) { onDevice.drop(this.address); return; }
    this.area.value = kept.words;
    this.revision.value = kept.revision;
    this.dirty = true;
    this.save();
  }

  changed() {
    this.dirty = true;
    onDevice.put(this.address, { words: this.area.value, revision: this.revision.value });
    if (!this.asking) this.later(STOPPED);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (this.saving) return this.saving;
    this.saving = this.send();
    try { return await this.saving; } finally {
      this.saving = null;
      if (this.dirty && !this.timer && !this.asking) this.later(STOPPED);
    }
  }

  async send() {
    clearTimeout(this.timer);
    this.timer = 0;
    const words = this.area.value;
    this.dirty = false;
    const { status, part } = await this.post(words);
    const kept = part?.querySelector("[data-kept]");
    if (status === 200 && kept) {
      this.unanswered = null;
      this.revision.value = kept.dataset.kept;
      this.asking = false;
      this.other.replaceChildren();
      if (this.dirty) onDevice.put(this.address, { words: this.area.value, revision: this.revision.value });
      else onDevice.drop(this.address);
      this.say(kept.textContent);
      return true;
    }
    this.dirty = true;
    const theirs = part?.querySelector("[data-theirs]");
    if (status === 409 && theirs) {
      this.newer = part.querySelector("[data-newer]").dataset.newer;
      // It is what this very window sent before, and the answer to that was lost: nobody came between.
      if (theirs.textContent === this.unanswered) {
        this.unanswered = null;
        this.revision.value = this.newer;
        return this.send();
      }
      this.asking = true;
      this.theirs = theirs.textContent;
      this.other.replaceChildren(part.querySelector("[data-note]"));
      this.say(part.querySelector("[data-say]").textContent);
      return false;
    }
    return this.failed(status, part, words);
  }

  failed(status, part, words) {
    if (status === 0) this.unanswered = words.trim();
    const said = part?.querySelector("[data-say]")?.textContent;
    if (status === 401) this.say(place.dataset.out);
    else if (said) this.say(said);
    else if (status === 0 || status >= 500) this.say("There is no signal just now. What you type is kept on this device, and saved when the signal is back.");
    else this.say("What you type could not be saved as you type it. Use “Save”.");
    if (status === 0 || status === 401 || status >= 500) this.later(LATER);
    return false;
  }

  async post(words) {
    const body = new URLSearchParams({ words, base_revision: this.revision.value });
    try {
      const answer = await fetch(this.address, { method: "POST", body, headers: { "HX-Request": "true" } });
      const part = document.createElement("template");
      part.innerHTML = await answer.text();
      return { status: answer.status, part: part.content };
    } catch { return { status: 0 }; }
  }

  // Both texts one after the other, or only what stands in the box.
  decided(take) {
    if (!take) return;
    if (take === "both") this.area.value = `${this.theirs}\n\n${this.area.value}`;
    this.revision.value = this.newer;
    this.asking = false;
    this.other.replaceChildren();
    this.area.focus();
    this.changed();
    this.save();
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

const boxes = [...document.querySelectorAll("[data-box]")].map((place) => new Box(place));

addEventListener("online", () => boxes.forEach((box) => { if (box.dirty && !box.asking) box.save(); }));
document.addEventListener("touchmark:out", () => { out = true; });

// What is said of the meeting is kept on the server too, all of it at once. What has not arrived there is on this device.
if (place.dataset.held) onDevice.drop(place.dataset.held);
const meeting = document.getElementById("meeting");
if (meeting) {
  const key = meeting.dataset.keep;
  const base = meeting.querySelector("[name=meeting_base]");
  const status = meeting.querySelector("[data-meeting-kept]");
  const fields = () => [...meeting.querySelectorAll("input,textarea,select")].filter((one) => one !== base);
  const filled = () => fields().filter((one) => one.checked || !["checkbox", "radio"].includes(one.type)).map((one) => [one.name, one.value]);
  const shown = (pairs) => {
    const of = (name) => pairs.filter(([found]) => found === name).map(([, value]) => value);
    return JSON.stringify({ held_on: of("held_on").join(""), present: of("present").join(" "), rag: of("rag").join(""), rag_reason: of("rag_reason").join("") });
  };
  let timer = 0;
  let sending = false;
  let dirty = false;
  const send = async () => {
    if (sending || !dirty) return;
    sending = true;
    dirty = false;
    const pairs = filled();
    let wait = 0;
    try {
      const body = new URLSearchParams([...pairs, ["meeting_base", base.value]]);
      const answer = await fetch(meeting.dataset.typing, { method: "POST", body, headers: { "HX-Request": "true" } });
      const part = document.createElement("template");
      if (answer.status !== 401) part.innerHTML = await answer.text();
      const said = part.content.querySelector("[data-kept],[data-say]");
      if (said) status.replaceChildren(said);
      if (answer.ok) {
        base.value = shown(pairs);
        if (!dirty) onDevice.drop(key);
      } else if (answer.status === 401) status.textContent = place.dataset.out;
      if (answer.status === 401 || answer.status >= 500) wait = LATER;
    } catch {
      status.textContent = "There is no signal just now. What you type is kept on this device, and saved when the signal is back.";
      wait = LATER;
    }
    sending = false;
    if (wait) dirty = true;
    if (dirty) later(wait || STOPPED);
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };
  const note = () => {
    dirty = true;
    onDevice.put(key, filled());
    later(STOPPED);
  };
  const kept = meeting.querySelector(".errors,[aria-invalid]") ? null : onDevice.get(key);
  for (const field of kept ? fields() : []) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = kept.some(([name, value]) => name === field.name && value === field.value);
    else field.value = kept.find(([name]) => name === field.name)?.[1] ?? field.value;
  }
  if (kept) note();
  meeting.addEventListener("input", note);
  meeting.addEventListener("change", note);
  addEventListener("online", () => { if (dirty) send(); });
}

// Words that are on their way arrive first, so that the form is not taken for somebody else's.
form?.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || !boxes.some((box) => box.saving)) return;
  event.preventDefault();
  const button = event.submitter;
  await Promise.all(boxes.map((box) => box.saving));
  form.requestSubmit(button);
});
