// The steps of a case in one line; the running one's time goes on in the browser, so that the page need not be drawn again.

const lines = new WeakMap();

function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return (hours ? hours + ":" + two(Math.floor(whole / 60) % 60) : String(Math.floor(whole / 60))) + ":" + two(whole % 60);
}

function element(tag, properties, children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...(children || []));
  return made;
}

class StepLine {
  constructor(root) {
    this.root = root;
    this.timer = setInterval(() => this.tick(), 500);
  }

  update(data) {
    const drawn = JSON.stringify(data.steps.map((step) => ({ ...step, elapsed_ms: step.elapsed_ms === null })));
    const running = data.steps.find((step) => step.elapsed_ms !== null);
    this.running = running ? { standard_s: running.standard_s, begun: performance.now() - running.elapsed_ms } : null;
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.root.querySelector(".steps").replaceChildren(...data.steps.map((step) => this.step(step)));
    }
    this.tick();
  }

  step(step) {
    const small = element("small", {}, []);
    if (step.elapsed_ms !== null) {
      small.append(element("span", { className: "time", role: "timer" }, [element("i", {}), element("span", {})]));
    }
    small.append(step.note);
    const item = element("li", { className: step.state }, [element("b", { textContent: step.name }), small]);
    if (step.state === "now") item.setAttribute("aria-current", "step");
    return item;
  }

  tick() {
    const time = this.root.querySelector(".time");
    if (!time || !this.running) return;
    const elapsed = (performance.now() - this.running.begun) / 1000;
    const share = this.running.standard_s ? elapsed / this.running.standard_s : 0;
    time.dataset.pace = share > 1 ? "red" : share >= 0.8 ? "amber" : "green";
    time.querySelector("span").textContent = minutes(elapsed);
  }
}

export default function (component) {
  const root = component.parentElement;
  let line = lines.get(root);
  if (!line) {
    line = new StepLine(root);
    lines.set(root, line);
  }
  line.update(component.data);
  return () => {
    clearInterval(line.timer);
    lines.delete(root);
  };
}
