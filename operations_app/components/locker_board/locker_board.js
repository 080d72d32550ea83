// The lockers as buttons. A tap on one does what scanning its number does (POST /api/desk/scan), then the page follows.

const boards = new WeakMap();

function scanId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

class Board {
  constructor(root) {
    this.root = root;
    this.grid = root.querySelector(".patuh-lockers");
    this.busy = false;
    this.grid.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.tap(button);
    });
  }

  update(component) {
    this.data = component.data;
    this.trigger = component.setTriggerValue;
    this.grid.setAttribute("aria-label", this.data.label);
    const drawn = JSON.stringify(this.data.cells);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.grid.replaceChildren(...this.data.cells.map((cell) => this.draw(cell)));
  }

  draw(cell) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = cell.state + (cell.is_chosen ? " chosen" : "");
    button.dataset.no = cell.number;
    button.title = cell.title;
    button.setAttribute("aria-label", cell.number + ": " + cell.title);
    button.append(cell.number);
    const small = document.createElement("small");
    small.textContent = cell.small;
    button.append(small);
    if (cell.inspections) {
      const marks = document.createElement("span");
      marks.className = "marks";
      for (const done of cell.inspections) {
        const mark = document.createElement("i");
        if (done) mark.className = "done";
        marks.append(mark);
      }
      button.append(marks);
    }
    return button;
  }

  async tap(button) {
    if (this.busy) return;
    this.busy = true;
    button.disabled = true;
    const body = { desk: this.data.desk, scan_id: scanId(), code: button.dataset.no, first_key_ago_ms: 0 };
    try {
      const response = await fetch(this.data.url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "same-origin",
        body: JSON.stringify(body),
      });
      if (response.status === 401) {
        window.location.assign(this.data.sign_in_url);
        return;
      }
      const answer = response.ok ? await response.json() : {};
      if (response.ok) {
        const detail = { desk: this.data.desk, answer };
        document.dispatchEvent(new CustomEvent("patuh-desk-answered", { detail }));
      }
      this.trigger("tapped", { seq: answer.seq || 0, restart: Boolean(answer.restart) });
    } catch (error) {
      button.title = this.data.no_connection;
      button.querySelector("small").textContent = this.data.no_connection;
    } finally {
      this.busy = false;
      button.disabled = false;
    }
  }
}

export default function (component) {
  const root = component.parentElement;
  let board = boards.get(root);
  if (!board) {
    board = new Board(root);
    boards.set(root, board);
  }
  board.update(component);
  return () => boards.delete(root);
}
