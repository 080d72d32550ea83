// Draws a Plotly figure into its place, and draws it anew in the same place when the figure changes. What is on the
// screen is drawn at once; what is further down when the browser has time, when it is scrolled to, or for paper.

const load = (address) =>
  (window.patuhPlotly ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => loaded(window.Plotly);
    script.onerror = failed;
    document.head.append(script);
  }));

// Places that wait for their turn, in the order of the page; one at a time, so that a press is answered in between.
const waiting = new Set();
let isCalled = false;
const whenIdle = (call) =>
  window.requestIdleCallback ? window.requestIdleCallback(call, { timeout: 3000 }) : setTimeout(call, 50); // Safari
const callNext = () => {
  if (isCalled || !waiting.size) return;
  isCalled = true;
  whenIdle(() => {
    isCalled = false;
    const [next] = waiting;
    if (next) draw(next);
    callNext();
  });
};
// On paper a panel is one column of A4, whatever the screen was; afterwards everything is as wide as it was.
const PAPER_PX = 660;
const drawn = new Set();
const widen = (width) =>
  drawn.forEach((place) => window.Plotly.relayout(place, { width: width ?? place.patuh.drawnWidth }));
window.addEventListener("beforeprint", () => {
  [...waiting].forEach(draw);
  widen(PAPER_PX);
});
window.addEventListener("afterprint", () => widen());

const MARGIN_PX = 100;
const isNear = (place) => {
  const at = place.getBoundingClientRect();
  return at.bottom > -MARGIN_PX && at.top < window.innerHeight + MARGIN_PX;
};
const scrolled = new IntersectionObserver(
  (entries) => entries.filter((one) => one.isIntersecting && waiting.has(one.target)).forEach((one) => draw(one.target)),
  { rootMargin: `${MARGIN_PX}px` },
);
const sized = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const { drawnWidth } = target.patuh;
    const { width } = contentRect;
    if (!width || waiting.has(target) || Math.abs(width - drawnWidth) <= 1) continue;
    target.patuh.drawnWidth = width;
    if (drawnWidth) window.Plotly.relayout(target, { width });
    else draw(target); // it was folded away
  }
});

function draw(place) {
  waiting.delete(place);
  const chart = place.patuh;
  const width = place.clientWidth;
  if (!width) return;
  chart.drawnWidth = width;
  window.Plotly.react(place, chart.figure.data, { ...chart.figure.layout, width }, chart.config);
  chart.isHeard ||= listen(place);
  drawn.add(place);
}

function listen(place) {
  place.on("plotly_click", ({ points }) => place.patuh.pick(points[0]?.customdata));
  return true;
}

export default async function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".patuh-chart");
  const chart = (place.patuh ??= { drawnWidth: 0 });
  const isChanged = chart.told !== data.figure;
  chart.pick = (customdata) => data.pick && customdata && setTriggerValue("picked", customdata);
  place.setAttribute("aria-label", data.alt);
  if (isChanged) {
    chart.told = data.figure;
    chart.config = data.config;
    chart.drawnWidth = 0;
    chart.figure = JSON.parse(data.figure);
    if (data.pick) chart.figure.layout.clickmode = "event";
    place.style.height = `${chart.figure.layout.height}px`;
    await load(data.library);
    scrolled.observe(place);
    sized.observe(place);
    if (isNear(place)) draw(place);
    else {
      waiting.add(place);
      callNext();
    }
  }
  return () => {
    waiting.delete(place);
    drawn.delete(place);
    scrolled.unobserve(place);
    sized.unobserve(place);
    window.Plotly?.purge(place);
  };
}
