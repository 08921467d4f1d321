/** The forms that customers fill in by themselves. */
import { body, pages, text } from './shared.js';

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, user, toast, go } = ctx;
  const list = pages(ctx, '/intake/forms', () => ({}), draw);
  const address = (f) => `${location.origin}/public/intake/forms/${f.slug}`;
  const copy = async (f) => {
    await navigator.clipboard.writeText(address(f));
    toast(t('copied'));
  };
  const row = (f) => html`<li class="middle"><span class="contact-icon">${icon('clipboard-list')}</span>
    <span class="grow"><a class="strong" href=${ctx.href(`/intake/forms/${f.id}`)}>${text(ctx, f.content.title)}</a> ${f.active ? '' : html`<span class="badge">${t('closed')}</span>`}${f.content.doubleOptIn ? html` <span class="badge info">${t('byLink')}</span>` : ''}<br />
      <span class="small muted break">${f.content.staffOnly ? t('staffOnly') : address(f)} · ${fmt.relative(f.updatedAt)}</span></span>
    <span class="row actions">${f.content.staffOnly ? '' : html`<button type="button" class="btn small" @click=${() => copy(f)}>${icon('copy')}${t('copy')}</button>`}
      ${f.active && !f.content.staffOnly ? html`<a class="btn small" target="_blank" rel="noopener" href=${`/public/intake/forms/${f.slug}`}>${icon('external-link')}${t('look')}</a>` : ''}</span></li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('forms')}</h1>
        ${user.can('intake:form:edit') ? html`<div class="row actions"><button type="button" class="btn primary" @click=${() => go('/intake/forms/new')}>${icon('plus')}${t('formNew')}</button></div>` : ''}</header>
        <p class="second intro">${t('formsIntro')}</p>
        <div class="card">${body(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'clipboard-list', title: t('formsEmpty'), text: t('formsEmptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
