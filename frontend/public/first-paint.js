/* Runs before the first paint: the remembered theme and language, so that nothing flashes. Not inline, because the CSP forbids it. */
(function () {
  var root = document.documentElement;
  var theme = 'system';
  try {
    theme = localStorage.getItem('baton.theme') || 'system';
    root.lang = localStorage.getItem('baton.language') || root.lang;
  } catch (_error) {
    /* Storage may be forbidden; the defaults are good. */
  }
  var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
