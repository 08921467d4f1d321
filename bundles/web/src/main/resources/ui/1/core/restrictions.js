/** The customers that only named people see. */
import { listBody, pager, pageTabs } from './parts.js';
import { limitAccess, openAccess } from './organisation.js';

/** Shows the list; a customer appears by its id, since who keeps the list need not see the customer. */
export function mount(el, ctx) {
  const { html, render, t, icon, user } = ctx;
  const list = pager(ctx, '/restrictions', () => ({}), draw);
  const edit = (r) => html`<button type="button" class="btn small quiet" @click=${() => limitAccess(ctx, r.customerId, list.load)}>${icon('pencil')}${t('kit.edit')}</button>
    <button type="button" class="btn small quiet" @click=${() => openAccess(ctx, r.customerId, list.load)}>${icon('eye')}${t('limit.open')}</button>`;
  const rows = (items) => html`<ul class="list">${items.map((r) => html`<li class="middle"><span class="contact-icon">${icon('lock')}</span><span class="grow"><a class="mono small" href=${ctx.href(`/customers/${r.customerId}`)}>${r.customerId}</a><br /><span class="second">${r.users.map((u) => u.name).join(t('history.and'))}</span></span>${user.can('core:restriction:edit') ? edit(r) : ''}</li>`)}</ul>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.restrictions')}</h1></header>
        ${pageTabs(ctx, 'people', '/restrictions', t('nav.people'))}<p class="second intro">${t('limit.intro')}</p>
        <div class="card">${listBody(ctx, list, rows, { icon: 'lock', title: t('limit.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
