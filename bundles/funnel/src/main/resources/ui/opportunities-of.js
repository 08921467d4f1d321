/** The opportunities of a customer. */
import { create } from './forms.js';
import { closeDay, named, pages, pipelinesOf, statusBadge, titleOf } from './shared.js';

/** Shows those of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, href, params, user } = ctx;
  const list = pages(ctx, '/funnel/opportunities', () => ({ customer: params.customerId }), draw);
  let pipelines = [];
  const add = async () => {
    if (await create(ctx, { customer: { id: params.customerId, displayName: list.customers[params.customerId] ?? params.customer?.displayName ?? t('thisCustomer') } })) list.load();
  };
  const stageOf = (one) => named(ctx, pipelines.find((p) => p.id === one.pipelineId)?.stages.find((s) => s.id === one.stageId)?.name);
  const row = (one) => html`<tr><td class="whole"><a class="strong" href=${href(`/funnel/opportunities/${one.id}`)}>${titleOf(ctx, one)}</a></td><td>${statusBadge(ctx, one)}</td><td class="second" data-label=${t('field.stage')}>${stageOf(one)}</td><td class="second nowrap" data-label=${t('field.closeOn')}>${closeDay(ctx, one)}</td><td class="second">${one.owner?.name ?? ''}</td><td class="end push"><strong>${fmt.money(one.amount)}</strong></td></tr>`;
  function body(button) {
    if (list.error) return ctx.failure(list.error, { retry: list.load });
    if (!list.items) return ctx.skeleton(4);
    if (!list.items.length) return ctx.empty({ icon: 'hand-coins', title: t('noneOfCustomer'), text: t('noneOfCustomerText'), action: button });
    return html`<div class="row end">${button}</div><div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('field.title')}</th><th scope="col">${t('statusLabel')}</th><th scope="col">${t('field.stage')}</th><th scope="col">${t('field.closeOn')}</th><th scope="col">${t('field.owner')}</th><th scope="col" class="end">${t('field.amount')}</th></tr></thead><tbody>${list.items.map(row)}</tbody></table></div>
      ${list.next ? html`<div class="row padded more"><button type="button" class="btn small" @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
  }
  function draw() {
    render(body(user.can('funnel:opportunity:create') ? html`<button type="button" class="btn small" @click=${add}>${icon('plus')}${t('add')}</button>` : ''), el);
  }
  draw();
  list.load();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) list.load();
  });
  pipelinesOf(ctx).then((found) => {
    pipelines = found;
    draw();
  }, () => {});
}
