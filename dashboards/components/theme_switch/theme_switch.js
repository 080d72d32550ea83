// Light or dark, at the press of a button. Streamlit remembers the theme by the path that was loaded; here it is
// remembered for every page of ours, and the page is loaded anew: what was picked stands in its address.

// On a narrow screen the menu is Streamlit's sidebar, whose sections stand as div in a list: each becomes a list of its own.
const nameMenu = () => {
  for (const menu of document.querySelectorAll('[data-testid="stSidebarNavItems"]:not([role])')) {
    menu.setAttribute("role", "group");
  }
  for (const section of document.querySelectorAll('[data-testid="stSidebarNavItems"] > div:not([role])')) {
    section.setAttribute("role", "list");
  }
  for (const alone of document.querySelectorAll('[data-testid="stSidebarNavItems"] > li:not([role])')) {
    alone.setAttribute("role", "none");
  }
};

export default function ({ data, parentElement }) {
  if (!window.patuhMenuNamed) new MutationObserver(nameMenu).observe(document.body, { childList: true, subtree: true });
  window.patuhMenuNamed = true;
  nameMenu();
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
