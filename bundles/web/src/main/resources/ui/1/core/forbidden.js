/** A page that the user may not see. */
export function mount(el, { html, render, t, icon, empty }) {
  render(
    html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('view.forbidden')}</h1>
      <div class="card">${empty({ icon: 'lock', title: t('view.forbidden'), text: t('forbidden.text'), action: html`<a class="btn" href="/ui/">${icon('house')}${t('nav.home')}</a>` })}</div></div>`,
    el,
  );
}
