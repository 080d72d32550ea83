// What every component that speaks to a desk begins with: ids, keys that stay in the component, and the one way to send.

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

// Streamlit takes letters typed in a component for its own shortcuts ("c" clears its caches, "r" reruns).
function keepKeys(root) {
  for (const kind of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// The desk's answer; a refusal has a sentence too. Null when there is no connection and the same may be sent again.
async function sendToDesk(data, body, firstAt) {
  try {
    const response = await fetch(data.url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "same-origin",
      body: JSON.stringify({ ...body, desk: data.desk, first_key_ago_ms: firstAt === null ? null : Math.round(performance.now() - firstAt) }),
    });
    if (response.status === 401) {
      window.location.assign(data.sign_in_url);
      return { tone: "refused", sentence: data.signed_out || "" };
    }
    if (response.status >= 500) return null;
    const answer = await response.json();
    return response.ok ? answer : { tone: "refused", sentence: answer.detail || answer.title };
  } catch (error) {
    return null;
  }
}

// Other parts of the page (the scan box) show at once what the desk answered here, before the page follows.
function tellPage(data, answer) {
  document.dispatchEvent(new CustomEvent("patuh-desk-answered", { detail: { desk: data.desk, answer } }));
}
