// Streamlit puts a div between the list of its menu and the items: for whoever listens, each section is a list of its own.
(() => {
  const name = () => {
    for (const menu of document.querySelectorAll('[data-testid="stSidebarNavItems"]:not([role])')) {
      menu.setAttribute("role", "group");
    }
    for (const section of document.querySelectorAll('[data-testid="stSidebarNavItems"] > div:not([role])')) {
      section.setAttribute("role", "list");
    }
  };
  if (!window.patuhMenuNamed) new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  window.patuhMenuNamed = true;
  name();
})();
