// A form that knows when its first keystroke came and that sends each entry once, however often it is submitted.
//
// Fields, labels and options come from the page; what an entry does is decided at the desk (POST /api/desk/entry).
// The entry's id is made when the form is first shown and again after each entry that was accepted.

const forms = new WeakMap();

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

class EntryForm {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("form");
    this.fields = root.querySelector(".fields");
    this.primary = root.querySelector(".primary");
    this.secondary = root.querySelector(".secondary");
    this.message = root.querySelector(".message");
    this.entry = newId();
    this.firstKeyAt = null;
    this.busy = false;
    keepKeys(root);
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("input", () => this.touched());
    this.touchedAt = performance.now();
    for (const kind of ["pointerdown", "keydown"]) {
      root.addEventListener(kind, () => { this.touchedAt = performance.now(); });
    }
    this.timer = setInterval(() => this.leaveWhenAlone(), 1000);
    this.secondary.addEventListener("click", () => this.trigger("left", { at: Date.now() }));
  }

  update(component) {
    this.data = component.data;
    this.trigger = component.setTriggerValue;
    this.form.classList.toggle("large", this.data.size === "large");
    this.primary.textContent = this.data.submit_label;
    this.secondary.textContent = this.data.leave_label || "";
    this.secondary.hidden = !this.data.leave_label;
    const drawn = JSON.stringify([this.data.desk, this.data.kind, this.data.fields]);
    if (drawn !== this.drawn) {
      const isNew = this.drawn === undefined;
      const before = isNew ? {} : this.typed();
      this.drawn = drawn;
      this.suggested = Object.fromEntries(this.data.fields.map((field) => [field.name, field.value]));
      const active = this.form.getRootNode().activeElement;
      const writing = !isNew && active && this.form.contains(active) ? active.name : null;
      this.draw(before);
      const again = writing && this.fields.querySelector(`[name="${CSS.escape(writing)}"]`);
      if (again) again.focus({ preventScroll: true });
      else if (isNew && this.data.take_focus) this.focusFirst();
    }
  }

  draw(before) {
    this.fields.replaceChildren(...this.data.fields.map((field) => this.drawField(field)));
    for (const [name, value] of Object.entries(before)) this.setValue(name, value);
    this.follow();
  }

  drawField(field) {
    const id = "f-" + field.name;
    if (field.kind === "counts") return this.drawCounts(field);
    const optional = field.required ? [] : [element("span", { className: "optional", textContent: " " + this.data.optional_label })];
    const error = element("p", { className: "error", id: id + "-error" });
    let box;
    if (field.kind === "choice") {
      const pills = field.options.map((option) => {
        const input = element("input", { type: "radio", name: field.name, value: option.value });
        if (option.value === field.value) input.checked = true;
        return element("label", {}, [input, element("span", { textContent: option.label })]);
      });
      box = element("fieldset", { className: "field" }, [
        element("legend", {}, [field.label, ...optional]), element("div", { className: "pills" }, pills), error]);
    } else {
      let input;
      if (field.kind === "select") {
        const blank = element("option", { value: "", textContent: this.data.choose_label });
        input = element("select", { id, name: field.name }, [blank,
          ...field.options.map((option) => element("option", { value: option.value, textContent: option.label }))]);
      } else {
        input = element("input", { id, name: field.name, type: field.kind, maxLength: 200, autocomplete: "off" });
        input.setAttribute("autocapitalize", field.kind === "text" ? "words" : "off");
        if (field.placeholder) input.placeholder = field.placeholder;
        if (field.kind === "number") { input.min = "1"; input.inputMode = "numeric"; }
      }
      if (field.value) input.value = field.value;
      input.setAttribute("aria-describedby", error.id);
      box = element("div", { className: "field" }, [
        element("label", { htmlFor: id }, [field.label, ...optional]), input, error]);
    }
    if (field.each_idr) box.append(element("p", { className: "total" }));
    if (field.width) box.classList.add(field.width);
    box.dataset.name = field.name;
    return box;
  }

  // People by class: folded away, one small number each, with their sum in the heading.
  drawCounts(field) {
    const sum = element("span", { className: "sum" });
    const optional = element("span", { className: "optional", textContent: " " + this.data.optional_label });
    const inputs = field.options.map((option) => {
      const input = element("input", { type: "number", name: field.name + "|" + option.value, min: "0", inputMode: "numeric" });
      return element("label", {}, [element("span", { textContent: option.label }), input]);
    });
    const box = element("div", { className: "field counts" }, [
      element("details", {}, [
        element("summary", {}, [element("span", {}, [field.label, optional]), sum]),
        element("div", { className: "classes" }, inputs)]),
      element("p", { className: "error" })]);
    box.dataset.name = field.name;
    return box;
  }

  // The sum of each folded field beside what it is a part of; more than the whole is marked before it is sent.
  sumUp() {
    for (const field of this.data.fields) {
      if (field.kind !== "counts") continue;
      const box = this.box(field.name);
      const numbers = [...box.querySelectorAll("input")].map((input) => Number(input.value) || 0);
      const count = numbers.reduce((sum, one) => sum + one, 0);
      const whole = this.box(field.sum_of).querySelector("input").value;
      const total = Number(whole) || 0;
      const sum = box.querySelector(".sum");
      sum.textContent = count ? field.placeholder.replace("{count}", count).replace("{total}", whole || "–") : "";
      sum.dataset.state = total && count > total ? "over" : total && count === total ? "whole" : "part";
    }
  }

  leaveWhenAlone() {
    if (!this.root.isConnected && !this.form.isConnected) return clearInterval(this.timer);
    const after = this.data && this.data.leave_after_s;
    if (!after || this.busy || performance.now() - this.touchedAt < after * 1000) return;
    this.touchedAt = performance.now();
    this.form.reset();
    this.clearErrors();
    this.trigger("left", { at: Date.now() });
  }

  // Fields that only make sense with a certain answer of another one appear when it is given.
  follow() {
    const values = this.values();
    for (const field of this.data.fields) {
      if (!field.only_with) continue;
      const shown = Object.entries(field.only_with).every(([name, value]) => values[name] === value);
      this.box(field.name).hidden = !shown;
    }
    this.sumUp();
    this.price();
  }

  // What so many cost, beside the number while it is typed.
  price() {
    for (const field of this.data.fields) {
      if (!field.each_idr) continue;
      const count = Math.max(0, Math.floor(Number(this.box(field.name).querySelector("input").value) || 0));
      const rupiah = (amount) => "Rp" + amount.toLocaleString("id-ID");
      this.box(field.name).querySelector(".total").textContent =
        field.each_label.replace("{count}", count.toLocaleString("id-ID")).replace("{total}", rupiah(count * field.each_idr));
    }
  }

  box(name) {
    return this.fields.querySelector(`[data-name="${CSS.escape(name)}"]`);
  }

  values() {
    const values = {};
    for (const [name, value] of new FormData(this.form)) {
      const box = this.box(name.split("|")[0]);
      if (box && !box.hidden && value !== "") values[name] = value;
    }
    return values;
  }

  // What differs from what the page had suggested: that is a person's, the rest may be suggested anew.
  typed() {
    return Object.fromEntries(Object.entries(this.values()).filter(([name, value]) => value !== (this.suggested[name] || "")));
  }

  setValue(name, value) {
    const box = this.box(name.split("|")[0]);
    if (!box) return;
    const one = [...box.querySelectorAll("input")].find((input) => input.name === name && name.includes("|"));
    if (one) {
      one.value = value;
      return;
    }
    const radios = box.querySelectorAll("input[type=radio]");
    if (radios.length) radios.forEach((radio) => { radio.checked = radio.value === value; });
    else box.querySelector("input, select").value = value;
  }

  touched() {
    if (this.firstKeyAt === null) this.firstKeyAt = performance.now();
    this.follow();
  }

  focusFirst() {
    const first = this.fields.querySelector("input, select");
    if (first) first.focus({ preventScroll: true });
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.primary.disabled = true;
    this.clearErrors();
    const answer = await sendToDesk(this.data, { kind: this.data.kind, entry_id: this.entry, values: this.values() }, this.firstKeyAt);
    this.busy = false;
    this.primary.disabled = false;
    if (answer === null) this.say("refused", this.data.no_connection);
    else this.answered(answer);
  }

  answered(answer) {
    this.say(answer.tone, answer.sentence);
    for (const [name, sentence] of Object.entries(answer.field_errors || {})) this.mark(name, sentence);
    if (answer.is_saved) {
      this.entry = newId();
      this.firstKeyAt = null;
      this.form.reset();
      this.drawn = undefined; // the page that follows draws it afresh, with its new suggestions
      for (const folded of this.fields.querySelectorAll("details")) folded.open = false;
      this.follow();
      if (this.data.take_focus) this.focusFirst();
    }
    // What was refused changed nothing: the page need not be drawn again under the officer's hands.
    if (answer.tone === "refused" && !answer.restart) return;
    tellPage(this.data, answer);
    this.trigger("answered", { seq: answer.seq, is_saved: Boolean(answer.is_saved), restart: Boolean(answer.restart) });
  }

  mark(name, sentence) {
    const box = this.box(name);
    if (!box) return;
    const first = !this.fields.querySelector(".wrong");
    box.classList.add("wrong");
    box.querySelector(".error").textContent = sentence;
    const folded = box.querySelector("details");
    if (folded) folded.open = true;
    if (first) box.querySelector("input, select").focus();
  }

  clearErrors() {
    for (const box of this.fields.querySelectorAll(".wrong")) {
      box.classList.remove("wrong");
      box.querySelector(".error").textContent = "";
    }
    this.say("idle", "");
  }

  say(tone, sentence) {
    this.message.dataset.tone = tone;
    this.message.textContent = sentence;
  }
}

export default function (component) {
  const root = component.parentElement;
  let form = forms.get(root);
  if (!form) {
    form = new EntryForm(root);
    forms.set(root, form);
  }
  form.update(component);
  return () => {
    clearInterval(form.timer);
    forms.delete(root);
  };
}
