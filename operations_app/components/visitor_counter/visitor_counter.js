// Squares for a thumb: each tap is one visitor. Written down with one button, sent until it is answered, always with the
// same id; what is counted and not written down yet is kept by the browser for this stop.

const RETRY_MS = 2000;
const counters = new WeakMap();

class Counter {
  constructor(root) {
    this.root = root;
    this.grid = root.querySelector(".grid");
    this.save = root.querySelector(".save");
    this.less = root.querySelector(".less");
    this.message = root.querySelector(".message");
    this.busy = false;
    this.grid.addEventListener("click", (event) => {
      const cell = event.target.closest(".cell");
      if (cell) this.count(cell.dataset.name);
    });
    this.less.addEventListener("click", () => this.takeOff(this.less.getAttribute("aria-pressed") !== "true"));
    this.save.addEventListener("click", () => this.write());
  }

  update(component) {
    this.data = component.data;
    this.trigger = component.setTriggerValue;
    const drawn = JSON.stringify(this.data);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.slot = `patuh-visitors:${this.data.desk}:${this.data.site_no}`;
    this.kept = this.load();
    this.less.textContent = "−1 " + this.data.less_label;
    this.draw();
  }

  load() {
    try {
      return JSON.parse(localStorage.getItem(this.slot)) || { id: newId(), counts: {} };
    } catch (error) {
      return { id: newId(), counts: {} };
    }
  }

  keep() {
    try {
      localStorage.setItem(this.slot, JSON.stringify(this.kept));
    } catch (error) { /* a browser that keeps nothing still counts */ }
  }

  draw() {
    const make = (tag, properties, text) => Object.assign(document.createElement(tag), properties, { textContent: text });
    const cells = [make("b", { className: "" }, this.data.age_label)];
    for (const sex of this.data.sexes) cells.push(make("b", { className: "head" }, sex.label));
    for (const age of this.data.age_classes) {
      cells.push(make("b", {}, age));
      for (const sex of this.data.sexes) {
        const name = sex.value + "|" + age;
        const heads = this.kept.counts[name] || 0;
        const cell = make("button", { type: "button", className: heads ? "cell some" : "cell" }, heads ? String(heads) : "+");
        cell.dataset.name = name;
        cell.setAttribute("aria-label", `${sex.label}, ${age}: ${heads}`);
        cells.push(cell);
      }
    }
    this.grid.replaceChildren(...cells);
    const total = this.total();
    this.save.textContent = this.data.save_label.replace("{count}", total);
    this.save.disabled = this.busy || total === 0;
  }

  total() {
    return Object.values(this.kept.counts).reduce((sum, heads) => sum + heads, 0);
  }

  takeOff(on) {
    this.less.setAttribute("aria-pressed", String(on));
  }

  count(name) {
    if (this.busy) return;
    const off = this.less.getAttribute("aria-pressed") === "true";
    const heads = Math.max(0, (this.kept.counts[name] || 0) + (off ? -1 : 1));
    this.kept.counts[name] = heads;
    if (!heads) delete this.kept.counts[name];
    if (off) this.takeOff(false);
    this.keep();
    this.say("idle", "");
    this.draw();
  }

  async write() {
    if (this.busy || !this.total()) return;
    this.busy = true;
    this.save.disabled = true;
    const values = { site_no: this.data.site_no };
    for (const [name, heads] of Object.entries(this.kept.counts)) values[name] = String(heads);
    const tappedAt = performance.now();
    let answer = null;
    while (answer === null && this.save.isConnected) {
      answer = await sendToDesk(this.data, { kind: "visitors", entry_id: this.kept.id, values }, tappedAt);
      if (answer === null) {
        this.say("warn", this.data.no_connection);
        await pause(RETRY_MS);
      }
    }
    this.busy = false;
    if (!answer) return;
    this.say(answer.tone, answer.sentence);
    if (answer.is_saved) {
      this.kept = { id: newId(), counts: {} };
      this.keep();
      this.trigger("answered", { at: Date.now() });
    }
    this.draw();
  }

  say(tone, sentence) {
    this.message.dataset.tone = tone;
    this.message.textContent = sentence;
  }
}

export default function (component) {
  const root = component.parentElement;
  let counter = counters.get(root);
  if (!counter) {
    counter = new Counter(root);
    counters.set(root, counter);
  }
  counter.update(component);
  return () => counters.delete(root);
}
