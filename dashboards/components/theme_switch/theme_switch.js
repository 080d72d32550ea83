// Light or dark, at the press of a button. Streamlit remembers the theme by the path that was loaded; here it is
// remembered for every page of ours, and the page is loaded anew: what was picked stands in its address.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const isDark = () => getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === "dark";
  const label = isDark() ? data.toLight : data.toDark;
  button.textContent = isDark() ? "☀" : "☾";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.onclick = () => {
    const wanted = JSON.stringify(isDark() ? "Light" : "Dark");
    for (const path of data.paths) localStorage.setItem(`stActiveTheme-${path}-v2`, wanted);
    window.location.reload();
  };
}
