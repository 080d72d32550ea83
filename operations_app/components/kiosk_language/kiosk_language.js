// The visitor before has left in another language: the kiosk goes back to its own, and the page is drawn anew.

export default function (component) {
  const { data } = component;
  fetch(data.url, { credentials: "same-origin", redirect: "manual" })
    .then(() => window.location.reload())
    .catch(() => {});
}
