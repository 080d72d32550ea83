// The scan box: takes what a barcode scanner or a person types, posts it to the desk, shows the answer at once.
//
// The desk's answer comes straight from the HTTP API, so that a scan does not wait for the page; the page follows
// when `answered` is triggered. Scans that come while one is being carried out wait in a queue and keep their order.
// Each scan has an id of its own: sending it again after a lost connection changes nothing twice.

const RETRY_MS = 1500;
const KEPT_LENGTH = 200; // what a person pastes by mistake is cut here, and refused at the desk
const ICONS = { ok: "✓", done: "✓", info: "i", warn: "!", refused: "×", idle: "›" };
// A toggle or a radio button takes no letters: after a click on one, the next scan still belongs to the box.
const WRITTEN_INTO = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=combobox]";
const boxes = new WeakMap();

function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const h = Math.floor(whole / 3600);
  return (h ? h + ":" + two(Math.floor(whole / 60) % 60) : String(Math.floor(whole / 60))) + ":" + two(whole % 60);
}

class ScanBox {
  constructor(root) {
    const find = (selector) => root.querySelector(selector);
    this.root = root;
    this.frame = find(".patuh-scan");
    this.form = find("form");
    this.input = find("input");
    this.send = find(".send");
    this.answer = find(".answer");
    this.clock = find(".clock");
    this.queue = [];
    this.busy = false;
    this.firstKeyAt = null;
    this.shown = null;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("blur", () => this.form.classList.add("away"));
    this.input.addEventListener("focus", () => this.form.classList.remove("away"));
    keepKeys(root);
    this.onKey = (event) => this.catchKey(event);
    document.addEventListener("keydown", this.onKey, true);
    // A tap elsewhere on the page (a locker on the board) is answered here too, before the page follows.
    this.onAnswered = (event) => {
      if (!this.input.isConnected) return this.close();
      if (event.detail.desk === this.desk && this.queue.length === 0) this.show(event.detail.answer, true);
    };
    document.addEventListener("patuh-desk-answered", this.onAnswered);
    this.timer = setInterval(() => this.tick(), 250);
  }

  update(component) {
    const { data, setTriggerValue } = component;
    this.data = data;
    this.trigger = setTriggerValue;
    this.frame.classList.toggle("large", data.size === "large");
    this.frame.classList.toggle("bare", !data.show_clock);
    this.root.querySelector("label").textContent = data.label;
    this.send.textContent = data.send_label;
    if (this.desk !== data.desk) {
      this.desk = data.desk;
      this.shown = null;
    }
    // What the page knows is older than what the last scan answered, unless the page has seen that scan.
    if (data.answer && !this.busy && this.queue.length === 0 && data.answer.seq !== this.shown) {
      if (this.shown === null || data.answer.seq > this.shown) this.show(data.answer, false);
    }
    this.input.placeholder = (data.answer && data.answer.expects) || data.label;
    this.focus();
  }

  focus() {
    if (this.data && this.data.take_focus === false) return;
    const active = document.activeElement;
    const writing = active && active !== document.body && active.getRootNode() !== this.root
      && active.matches(`${WRITTEN_INTO}, [role=dialog] *`);
    if (!writing) this.input.focus({ preventScroll: true });
  }

  // A scanner types wherever the focus is: keys that would be lost on a button or on nothing come here, and an Enter
  // that would mean nothing (no button, no link, no other field has the focus) means what it means in the box.
  catchKey(event) {
    if (!this.input.isConnected) return this.close();
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return;
    if (event.key.length !== 1 && event.key !== "Enter") return;
    if (document.querySelector("[role=dialog]")) return;
    let active = document.activeElement;
    while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
    if (!active || active === this.input) return;
    if (active.matches(`${WRITTEN_INTO}, [role=listbox] *`)) return;
    if (event.key === "Enter") {
      if (active.matches("button, a, summary, [role=button], [role=tab], [role=radio], [role=option], [role=menuitem]")) return;
      event.preventDefault();
      event.stopPropagation();
      this.form.requestSubmit();
      return;
    }
    event.stopPropagation();
    this.input.focus({ preventScroll: true });
  }

  typed() {
    if (this.input.value === "") this.firstKeyAt = null;
    else if (this.firstKeyAt === null) this.firstKeyAt = performance.now();
  }

  submit(event) {
    event.preventDefault();
    const code = this.input.value.trim().slice(0, KEPT_LENGTH);
    this.queue.push({ id: newId(), code, firstKeyAt: this.firstKeyAt ?? performance.now(), length: this.input.value.length });
    this.input.value = "";
    this.firstKeyAt = null;
    this.input.focus({ preventScroll: true });
    this.work();
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    let last = null;
    while (this.queue.length) {
      const scan = this.queue[0];
      const answer = await sendToDesk(this.data, { scan_id: scan.id, code: scan.code }, scan.firstKeyAt);
      if (answer === null) {
        this.say("warn", this.data.no_connection, "");
        await pause(RETRY_MS);
        if (!this.input.isConnected) break;
        continue;
      }
      this.queue.shift();
      this.show(answer, true);
      last = answer;
    }
    this.busy = false;
    if (last) this.trigger("answered", { seq: last.seq, restart: Boolean(last.restart) });
  }

  show(answer, fresh) {
    if (typeof answer.seq === "number") this.shown = answer.seq;
    this.say(answer.tone, answer.sentence, answer.detail || "", fresh);
    if (answer.expects) this.input.placeholder = answer.expects;
    this.running = answer.clock
      ? { ...answer.clock, begun: performance.now() - answer.clock.elapsed_ms }
      : null;
    this.tick();
  }

  say(tone, sentence, detail, fresh = true) {
    this.answer.dataset.tone = tone;
    this.root.querySelector(".icon").textContent = ICONS[tone] || "";
    this.root.querySelector(".sentence").textContent = sentence;
    this.root.querySelector(".detail").textContent = detail;
    if (fresh) {
      this.answer.classList.remove("fresh");
      void this.answer.offsetWidth;
      this.answer.classList.add("fresh");
    }
  }

  tick() {
    if (!this.input.isConnected) return;
    const running = this.running;
    this.clock.hidden = !running;
    if (!running) return;
    const elapsed = (running.is_stopped ? running.elapsed_ms : performance.now() - running.begun) / 1000;
    const share = running.standard_s ? elapsed / running.standard_s : 0;
    this.clock.dataset.pace = share > 1 ? "red" : share >= 0.8 ? "amber" : "green";
    this.clock.classList.toggle("free", !running.standard_s);
    this.root.querySelector(".clock-label").textContent = running.label;
    this.root.querySelector(".clock-time").textContent = minutes(elapsed);
    this.root.querySelector(".clock-bar i").style.width = Math.min(100, share * 100) + "%";
    this.root.querySelector(".clock-standard").textContent = running.standard_label || "";
  }

  close() {
    clearInterval(this.timer);
    document.removeEventListener("keydown", this.onKey, true);
    document.removeEventListener("patuh-desk-answered", this.onAnswered);
  }
}

export default function (component) {
  const root = component.parentElement;
  let box = boxes.get(root);
  if (!box) {
    box = new ScanBox(root);
    boxes.set(root, box);
  }
  box.update(component);
  return () => {
    box.close();
    boxes.delete(root);
  };
}
