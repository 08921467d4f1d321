/** A path that no running module knows. */
export function mount(el, { html, render, t, icon, empty, params }) {
  render(
    html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('missing.title')}</h1>
      <div class="card">${empty({ icon: 'map-pin', title: t('missing.title'), text: t('missing.text', { path: params.path }), action: html`<a class="btn" href="/ui/">${icon('house')}${t('nav.home')}</a>` })}</div></div>`,
    el,
  );
}
