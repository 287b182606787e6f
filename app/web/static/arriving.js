// Files of the evidence form are sent while it is filled in, by the tus protocol: what a lost signal stops goes on by
// itself, and so does a file that is chosen again after the page was left. Without this script the form sends them.
const place = document.getElementById("files");
const input = document.getElementById("file");
const form = input.form;
const inputs = form.querySelectorAll("input[type=file][name=file]"); // files, and what is recorded for this piece
const noMachine = document.getElementById("no-machine"); // what is asked of files that no machine reads
const list = document.getElementById("arriving");
const arrived = document.getElementById("arrived");
const endpoint = new URL(place.dataset.uploads, location.href).href;
const KEPT = `touchmark:${place.dataset.person}:upload:`;
const AGAIN = [0, 1_000, 3_000, 5_000];
const LATER = 15_000;
const SAID_EVERY = 1_000;

const known = new Map(); // by fingerprint, whether a file is on its way or here; false once it was stopped or refused
const underway = new Set();
let pressed = null; // the button with which the form is sent as soon as every file has arrived
let turn = Promise.resolve();

// Where a file goes on is kept on the device by its name, size and date, never what is in it.
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const addresses = {
  findAllUploads: async () => [],
  findUploadsByFingerprint: async (key) => (read(key) ? [{ ...read(key), urlStorageKey: key }] : []),
  removeUpload: async (key) => localStorage.removeItem(key),
  addUpload: async (key, upload) => { localStorage.setItem(key, JSON.stringify({ uploadUrl: upload.uploadUrl })); return key; },
};
const nowhere = { ...addresses, addUpload: async () => null, removeUpload: async () => {} };
const storage = (() => { try { localStorage.getItem(KEPT); return addresses; } catch { return nowhere; } })();
const fingerprint = (file) => KEPT + [file.name, file.size, file.lastModified].join("-");

const amount = (bytes, of) => {
  const [unit, size] = of < 1e6 ? ["KB", 1e3] : of < 1e10 ? ["MB", 1e6] : ["GB", 1e9];
  return `${Math.floor(bytes / size)} of ${Math.ceil(of / size)} ${unit}`;
};

// What passes with the signal or a busy server; everything else is said, and not tried again.
const passes = (status) => status === 0 || status === 408 || status === 409 || status === 429 || status >= 500;
const signal = () => new Promise((go) => { addEventListener("online", go, { once: true }); setTimeout(go, LATER); });
const sentence = (status, text) => {
  if (status === 401) return "You are signed out. Sign in again, then choose the file again: it goes on where it stopped.";
  return text && !text.includes("<") ? text : "This file could not be sent. Choose it again.";
};

class Arriving {
  constructor(file) {
    this.file = file;
    this.row = document.getElementById("one-arriving").content.firstElementChild.cloneNode(true);
    this.bar = this.row.querySelector("progress");
    this.line = this.row.querySelector("[role=status]");
    this.bar.id = `arriving-${known.size}`;
    const label = this.row.querySelector("label");
    label.htmlFor = this.bar.id;
    label.textContent = file.name;
    this.row.querySelector("button").addEventListener("click", () => this.stop());
    this.over = new Promise((end) => { this.end = end; });
    this.sent = this.saidAt = 0;
    list.append(this.row);
    list.hidden = false;
    this.say("It is sent after the file before it.");
  }

  say(words) { this.line.textContent = words; }

  progress(bytes) {
    const percent = Math.floor((100 * bytes) / this.file.size);
    this.sent = bytes;
    this.bar.value = percent;
    if (Date.now() - this.saidAt < SAID_EVERY && bytes < this.file.size) return;
    this.saidAt = Date.now();
    this.say(`${amount(bytes, this.file.size)}, ${percent}%`);
  }

  async send() {
    if (this.stopped) return;
    this.upload = new tus.Upload(this.file, {
      endpoint,
      metadata: { filename: this.file.name, form: form.elements.form.value },
      fingerprint: async () => fingerprint(this.file),
      urlStorage: storage,
      retryDelays: AGAIN,
      onShouldRetry: (error) => passes(statusOf(error)),
      onAfterResponse: (request, response) => {
        // Where nobody is signed in, or the server is busy, nothing is known of the file: that is no reason to begin anew.
        const status = response.getStatus();
        if (request.getMethod() === "HEAD" && status >= 400 && status !== 404) throw new Unknown(status);
      },
      onProgress: (bytes) => this.progress(bytes),
      onSuccess: () => this.look(),
      onError: (error) => this.hold(statusOf(error), error.originalResponse?.getBody()),
    });
    const [before] = await this.upload.findPreviousUploads();
    if (before) {
      this.upload.resumeFromPreviousUpload(before);
      unfinished(before.uploadUrl.split("/").pop());
    }
    this.say("It begins.");
    this.upload.start();
    await this.over;
  }

  async look() {
    this.bar.value = 100;
    this.say("All of it is here. It is being looked at.");
    let answer;
    try { answer = await fetch(`${this.upload.url}/arrival`, { method: "POST" }); } catch { answer = { status: 0 }; }
    if (answer.ok) {
      arrived.insertAdjacentHTML("beforeend", await answer.text());
      arrived.hidden = false;
      form.dispatchEvent(new Event("change", { bubbles: true }));
      this.finish(true);
    } else if (passes(answer.status)) {
      await signal();
      if (!this.stopped) this.look();
    } else this.refuse(sentence(answer.status, await answer.text()), answer.status);
  }

  async hold(status, text) {
    if (!passes(status)) return this.refuse(sentence(status, text), status);
    this.say(`It stopped at ${amount(this.sent, this.file.size)}, and goes on by itself once there is a signal.`);
    await signal();
    if (!this.stopped) this.upload.start();
  }

  refuse(words, status) {
    pressed = null;
    const said = document.getElementById("one-refused").content.firstElementChild.cloneNode(true);
    said.querySelector("[data-said]").textContent = words;
    input.closest(".drop").before(said);
    input.closest(".field").classList.add("field--error");
    this.finish(false, status === 401);
  }

  stop() {
    this.stopped = true;
    this.upload?.abort(true).catch(() => {}); // what stays of it is let go after seven days
    this.finish(false);
  }

  finish(here, goesOn = false) {
    known.set(fingerprint(this.file), here);
    if (!goesOn) storage.removeUpload(fingerprint(this.file));
    underway.delete(this);
    this.row.remove();
    list.hidden = !underway.size;
    this.end();
    nameOnce();
    if (here) place.querySelector("label[for=file]").textContent = "More files";
    tell();
  }
}

// What has arrived is named among the files that have arrived, and not beside the button that chose it too. It stays
// chosen there, so that a browser that goes back can put it in again.
const arrivedWhole = (file) => known.get(fingerprint(file)) && ![...underway].some((one) => one.file === file);
const nameOnce = () => {
  for (const each of inputs) each.classList.toggle("named-above", each.files.length > 0 && [...each.files].every(arrivedWhole));
};

// It goes on here now, so the page need not say any more that it waits.
const unfinished = (upload) => {
  const line = document.querySelector(`[data-upload="${upload}"]`);
  const section = line?.closest("section");
  line?.remove();
  if (!section?.querySelector("[data-upload]")) section?.remove();
};

class Unknown extends Error {
  constructor(status) { super(`status ${status}`); this.status = status; }
}
const statusOf = (error) => error.originalResponse?.getStatus() ?? error.causingError?.status ?? 0;

const take = (again = false) => {
  for (const file of [...inputs].flatMap((each) => [...each.files])) {
    const before = known.get(fingerprint(file));
    if (before || (before === false && !again)) continue;
    known.set(fingerprint(file), true);
    const one = new Arriving(file);
    underway.add(one);
    turn = turn.then(() => one.send());
  }
};

// Beside the buttons: that the form waits for its files, and then goes by itself.
const waits = document.createElement("p");
waits.setAttribute("role", "status");
waits.className = "hint";
form.querySelector(".actions").before(waits);
const tell = () => {
  waits.textContent = pressed && underway.size ? "Your files are still on their way. This form is sent as soon as they are here." : "";
  if (pressed && !underway.size) {
    const button = pressed;
    pressed = null;
    form.requestSubmit(button);
  }
};

const chosen = () => {
  for (const said of place.querySelectorAll(".field .error")) said.remove();
  input.closest(".field").classList.remove("field--error");
  input.removeAttribute("aria-invalid");
  if ([...inputs].some((each) => [...each.files].some((file) => /^(image|audio|video)[/]/.test(file.type)))) noMachine.open = true;
  take(true);
  nameOnce();
};
const sending = (event) => {
  take();
  if (!underway.size) return;
  event.preventDefault();
  pressed = event.submitter;
  tell();
};

if (globalThis.tus) {
  for (const each of inputs) each.addEventListener("change", chosen);
  form.addEventListener("submit", sending);
  form.addEventListener("formdata", (event) => event.formData.delete("file"));
  addEventListener("pageshow", () => take()); // a browser that goes back puts the files in again that were chosen before
}
