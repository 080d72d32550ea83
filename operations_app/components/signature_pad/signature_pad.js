// The signature pad: finger, mouse or pen draw a line; "save" hands the page a PNG of it.
//
// Lines are kept as fractions of the pad's width, so that turning the phone or a redrawn page changes nothing.
// The picture is drawn at a fixed width of its own: the same signature, small enough, on every screen.

const PICTURE_WIDTH = 700;
const THICKNESS = 0.0085; // of the width: 3 px on a phone, clearly seen in print
const INK = "#14285a";
const pads = new WeakMap();

class SignaturePad {
  constructor(root) {
    const find = (selector) => root.querySelector(selector);
    this.frame = find(".patuh-pad");
    this.label = find(".label");
    this.hint = find(".hint");
    this.canvas = find("canvas");
    this.clearButton = find(".clear");
    this.saveButton = find(".save");
    this.lines = [];
    this.pointer = null;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.go(event));
    for (const kind of ["pointerup", "pointercancel"]) this.canvas.addEventListener(kind, (event) => this.end(event));
    this.onPress(this.clearButton, () => this.clear());
    this.onPress(this.saveButton, () => this.save());
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(this.canvas);
    keepKeys(root);
  }

  update(component) {
    const { data, setTriggerValue } = component;
    this.trigger = setTriggerValue;
    this.label.textContent = data.label;
    this.hint.textContent = data.hint;
    this.clearButton.textContent = data.clear_label;
    this.saveButton.textContent = data.save_label;
    if (this.turn !== data.turn) this.clear(); // another paper, another signature
    this.turn = data.turn;
    this.sent = false;
    this.follow();
  }

  // A finger that rests on a button is a press as well: browsers make no click of a long touch. Keyboards make clicks only.
  onPress(button, act) {
    let pressed = false;
    button.addEventListener("pointerdown", () => { pressed = true; });
    button.addEventListener("pointercancel", () => { pressed = false; });
    button.addEventListener("pointerup", () => {
      if (pressed && !button.disabled) act();
      pressed = false;
    });
    button.addEventListener("click", (event) => { if (event.detail === 0 && !button.disabled) act(); });
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.width];
  }

  begin(event) {
    if (this.pointer !== null || event.button > 0) return;
    event.preventDefault();
    this.pointer = event.pointerId;
    this.canvas.setPointerCapture(event.pointerId);
    this.lines.push([this.point(event)]);
    this.draw();
    this.follow();
  }

  go(event) {
    if (event.pointerId !== this.pointer) return;
    const seen = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const one of seen.length ? seen : [event]) this.lines[this.lines.length - 1].push(this.point(one));
    this.draw();
  }

  end(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.follow();
  }

  clear() {
    this.lines = [];
    this.sent = false;
    this.draw();
    this.follow();
  }

  follow() {
    this.frame.classList.toggle("signed", this.lines.length > 0);
    this.clearButton.disabled = this.lines.length === 0;
    this.saveButton.disabled = this.lines.length === 0 || this.sent;
  }

  draw() {
    const box = this.canvas.getBoundingClientRect();
    if (!box.width) return;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(box.width * scale);
    this.canvas.height = Math.round(box.height * scale);
    this.paint(this.canvas, this.canvas.width);
  }

  // A curve through the middles of what was touched: no corners where the finger was fast.
  paint(canvas, width) {
    const pen = canvas.getContext("2d");
    pen.lineWidth = Math.max(2, THICKNESS * width);
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = pen.fillStyle = INK;
    for (const line of this.lines) {
      const points = line.map(([x, y]) => [x * width, y * width]);
      pen.beginPath();
      if (points.length < 2) {
        pen.arc(points[0][0], points[0][1], pen.lineWidth * 0.7, 0, 2 * Math.PI);
        pen.fill();
        continue;
      }
      pen.moveTo(...points[0]);
      for (let at = 1; at < points.length - 1; at += 1) {
        const [x, y] = points[at];
        const [nextX, nextY] = points[at + 1];
        pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
      }
      pen.lineTo(...points[points.length - 1]);
      pen.stroke();
    }
  }

  save() {
    const box = this.canvas.getBoundingClientRect();
    const picture = document.createElement("canvas");
    picture.width = PICTURE_WIDTH;
    picture.height = Math.round((PICTURE_WIDTH * box.height) / box.width);
    this.paint(picture, PICTURE_WIDTH);
    this.sent = true;
    this.follow();
    this.trigger("signed", { png: picture.toDataURL("image/png"), turn: this.turn });
  }
}

export default function (component) {
  const root = component.parentElement;
  let pad = pads.get(root);
  if (!pad) {
    pad = new SignaturePad(root);
    pads.set(root, pad);
  }
  pad.update(component);
  return () => {
    pad.watcher.disconnect();
    pads.delete(root);
  };
}
