/* Runs before the first paint: the theme, and a Trusted Types policy that lets only the empty string pass. */
(() => {
  let theme = 'auto';
  try {
    theme = JSON.parse(localStorage.getItem('kw.theme')) ?? 'auto';
  } catch {
    theme = 'auto';
  }
  const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  window.trustedTypes?.createPolicy('default', { createHTML: (text) => (text === '' ? text : null) });
})();
