// Before the first paint: the chosen theme, or the system's.
(() => {
  const chosen = localStorage.getItem('shopfleet.theme');
  const isDark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
