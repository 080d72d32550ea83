// The lockers as buttons. A tap on one does what scanning its number does (POST /api/desk/scan), then the page follows.

const boards = new WeakMap();

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
    const answer = await sendToDesk(this.data, { scan_id: newId(), code: button.dataset.no }, performance.now());
    this.busy = false;
    button.disabled = false;
    if (answer === null) {
      button.title = this.data.no_connection;
      button.querySelector("small").textContent = this.data.no_connection;
      return;
    }
    tellPage(this.data, answer);
    this.trigger("tapped", { seq: answer.seq || 0, restart: Boolean(answer.restart) });
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
