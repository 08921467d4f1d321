/** The leads of a customer. */
import { create, stateBadge } from './lead-shared.js';
import { pages, titleOf } from './shared.js';

/** Shows those of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, href, params, user } = ctx;
  const list = pages(ctx, '/funnel/leads', () => ({ customer: params.customerId }), draw);
  const add = async () => {
    if (await create(ctx, { customer: { id: params.customerId, displayName: list.customers[params.customerId] ?? params.customer?.displayName ?? t('thisCustomer') } })) list.load();
  };
  const row = (one) => html`<tr><td class="whole"><a class="strong" href=${href(`/funnel/leads/${one.id}`)}>${titleOf(ctx, one)}</a></td><td>${stateBadge(ctx, one)}</td><td class="second" data-label=${t('field.source')}>${one.source ?? ''}</td><td class="second nowrap" data-label=${t('field.openedAt')}>${fmt.dateTime(one.openedAt)}</td><td class="second">${one.owner?.name ?? t('lead.nobody')}</td></tr>`;
  function body(button) {
    if (list.error) return ctx.failure(list.error, { retry: list.load });
    if (!list.items) return ctx.skeleton(4);
    if (!list.items.length) return ctx.empty({ icon: 'inbox', title: t('lead.noneOfCustomer'), text: t('lead.noneOfCustomerText'), action: button });
    return html`<div class="row end">${button}</div><div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('lead.title')}</th><th scope="col">${t('lead.state')}</th><th scope="col">${t('field.source')}</th><th scope="col">${t('field.openedAt')}</th><th scope="col">${t('field.owner')}</th></tr></thead><tbody>${list.items.map(row)}</tbody></table></div>
      ${list.next ? html`<div class="row padded more"><button type="button" class="btn small" @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
  }
  function draw() {
    render(body(user.can('funnel:lead:create') ? html`<button type="button" class="btn small" @click=${add}>${icon('plus')}${t('lead.add')}</button>` : ''), el);
  }
  draw();
  list.load();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) list.load();
  });
}
