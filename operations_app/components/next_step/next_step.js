// One big button for a thumb. The tap's moment is kept by the phone's stopwatch and sent with it; without a network the
// same tap is sent again, with the same id, until the desk has answered. A second tap meanwhile does nothing.

const RETRY_MS = 2000;
const GUARD_MS = 700; // a double tap must not hit the button of the next step
const steps = new WeakMap();

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return (hours ? hours + ":" + two(Math.floor(whole / 60) % 60) : String(Math.floor(whole / 60))) + ":" + two(whole % 60);
}

class NextStep {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("form");
    this.big = root.querySelector(".big");
    this.later = root.querySelector(".later");
    this.message = root.querySelector(".message");
    this.clock = root.querySelector(".clock");
    this.busy = false;
    keepKeys(root);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.tap(this.data.tap, this.values());
    });
    this.later.addEventListener("click", () => this.tap(this.data.later, {}));
    this.timer = setInterval(() => this.tick(), 500);
  }

  update(component) {
    this.data = component.data;
    this.trigger = component.setTriggerValue;
    const { tap, later } = this.data;
    const still = { ...tap, elapsed_ms: tap.elapsed_ms === null };
    const drawn = JSON.stringify([this.data.desk, still, later]);
    this.running = tap.elapsed_ms === null ? null : { ...tap, begun: performance.now() - tap.elapsed_ms };
    if (drawn !== this.drawn) this.draw(tap, later);
    this.drawn = drawn;
    this.tick();
  }

  draw(tap, later) {
    const isNew = this.tapId !== tap.id;
    const kept = isNew ? {} : this.values();
    this.tapId = tap.id;
    const write = (selector, text) => { this.root.querySelector(selector).textContent = text; };
    write(".kicker", tap.kicker);
    write(".title", tap.title);
    write(".detail", tap.detail);
    this.big.textContent = tap.label;
    this.big.hidden = !tap.label;
    this.big.classList.toggle("quiet", !tap.is_primary);
    this.later.hidden = !later;
    this.later.textContent = later ? later.label : "";
    this.root.querySelector(".checks").replaceChildren(...this.checks(tap.checks));
    this.root.querySelector(".fields").replaceChildren(...tap.fields.map((field) => this.field(field)));
    for (const input of this.form.querySelectorAll("input[name]")) {
      if (input.type === "checkbox") input.checked = kept[input.name] === "1";
      else if (kept[input.name]) input.value = kept[input.name];
    }
    if (isNew) {
      this.say("idle", "");
      this.big.disabled = true;
      setTimeout(() => { if (!this.busy) this.big.disabled = false; }, GUARD_MS);
    }
  }

  checks(items) {
    if (!items.length) return [];
    const boxes = items.map((item) => element("label", {}, [
      element("input", { type: "checkbox", name: item.name }), element("span", { textContent: item.label })]));
    const all = element("label", { className: "all" }, [element("input", { type: "checkbox" }), element("span", { textContent: this.data.all_label })]);
    all.querySelector("input").addEventListener("change", (event) => {
      for (const box of boxes) box.querySelector("input").checked = event.target.checked;
    });
    return [...boxes, all];
  }

  field(field) {
    const type = { pin: "password", text: "text", number: "text" }[field.kind];
    const input = element("input", { id: "n-" + field.name, name: field.name, type, maxLength: 300, autocomplete: "off" });
    if (field.kind !== "text") input.inputMode = "numeric";
    input.placeholder = field.placeholder;
    const box = element("div", { className: "field" }, [
      element("label", { htmlFor: input.id, textContent: field.label }), input, element("p", { className: "error" })]);
    box.dataset.name = field.name;
    return box;
  }

  values() {
    const values = {};
    for (const input of this.form.querySelectorAll("input[name]")) {
      if (input.type === "checkbox") { if (input.checked) values[input.name] = "1"; }
      else if (input.value.trim()) values[input.name] = input.value.trim();
    }
    return values;
  }

  async tap(tap, typed) {
    if (this.busy || !tap) return;
    this.busy = true;
    this.big.disabled = true;
    this.later.disabled = true;
    this.clearErrors();
    this.say("idle", this.data.sending);
    const tappedAt = performance.now();
    const time = new Date().toTimeString().slice(0, 5);
    let answer = null;
    while (answer === null && this.form.isConnected) {
      answer = await sendToDesk(this.data, { kind: tap.kind, entry_id: tap.id, values: { ...tap.values, ...typed } }, tappedAt);
      if (answer === null) {
        this.say("warn", this.data.no_connection.replace("{time}", time));
        await pause(RETRY_MS);
      }
    }
    this.busy = false;
    this.later.disabled = false;
    if (answer) this.answered(answer);
  }

  answered(answer) {
    const errors = Object.entries(answer.field_errors || {}).filter(([name]) => this.mark(name, answer.field_errors[name]));
    this.say(answer.tone, errors.length ? "" : [answer.sentence, answer.detail].filter(Boolean).join(" "));
    if (answer.is_saved) this.trigger("answered", { seq: answer.seq, restart: false, at: Date.now() });
    else {
      this.big.disabled = false;
      if (answer.restart) this.trigger("answered", { restart: true, at: Date.now() });
    }
  }

  mark(name, sentence) {
    const box = this.root.querySelector(`.field[data-name="${CSS.escape(name)}"]`);
    if (!box) return false;
    box.classList.add("wrong");
    box.querySelector(".error").textContent = sentence;
    box.querySelector("input").focus();
    return true;
  }

  clearErrors() {
    for (const box of this.root.querySelectorAll(".field.wrong")) {
      box.classList.remove("wrong");
      box.querySelector(".error").textContent = "";
    }
  }

  say(tone, sentence) {
    this.message.dataset.tone = tone;
    this.message.textContent = sentence;
  }

  tick() {
    this.clock.hidden = !this.running;
    if (!this.running) return;
    const seconds = (performance.now() - this.running.begun) / 1000;
    const share = this.running.standard_s ? seconds / this.running.standard_s : 0;
    this.clock.dataset.pace = share > 1 ? "red" : share >= 0.8 ? "amber" : "green";
    this.clock.classList.toggle("free", !this.running.standard_s);
    this.root.querySelector(".time").textContent = minutes(seconds);
    this.root.querySelector(".bar i").style.width = Math.min(100, share * 100) + "%";
    this.root.querySelector(".standard").textContent = this.running.standard_label;
  }
}

export default function (component) {
  const root = component.parentElement;
  let step = steps.get(root);
  if (!step) {
    step = new NextStep(root);
    steps.set(root, step);
  }
  step.update(component);
  return () => {
    clearInterval(step.timer);
    steps.delete(root);
  };
}
