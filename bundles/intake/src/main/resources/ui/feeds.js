/** The systems outside whose data come in by themselves. */
import { body, pages } from './shared.js';

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, icon, user, go } = ctx;
  const list = pages(ctx, '/intake/feeds', () => ({}), draw);
  const where = (f) => (f.type === 'HOOK' ? `${location.origin}/public/intake/hooks/${f.slug}` : t('feedFolder', { path: `drop/${f.slug}` }));
  const row = (f) => html`<li class="middle"><span class="contact-icon">${icon(f.type === 'HOOK' ? 'link' : 'file-down')}</span>
    <span class="grow"><a class="strong" href=${ctx.href(`/intake/feeds/${f.id}`)}>${f.name}</a> ${f.active ? '' : html`<span class="badge">${t('hookState.PAUSED')}</span>`}<br />
      <span class="small muted break">${where(f)}</span></span></li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('feeds')}</h1>
        ${user.can('intake:feed:edit') ? html`<div class="row actions"><button type="button" class="btn primary" @click=${() => go('/intake/feeds/new')}>${icon('plus')}${t('feedNew')}</button></div>` : ''}</header>
        <p class="second intro">${t('feedsIntro')}</p>
        <div class="card">${body(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'file-down', title: t('feedsEmpty'), text: t('feedsEmptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
