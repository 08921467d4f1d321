/** The purchases of a customer, each with its lines and returns. */
import { linesTable } from './lines.js';
import { returnDialog } from './return.js';
import { run as addPurchase } from './add-purchase.js';
import { body, contents, netOf, pages, statusBadge, storeNames, word } from './shared.js';

/** Shows the purchases of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, params, user } = ctx;
  const list = pages(ctx, '/archives/purchases', () => ({ customer: params.customerId }), draw);
  const mayAdd = user.can('archives:purchase:create');
  const mayReturn = user.can('archives:purchase:edit');
  let places = new Map();
  const add = async () => {
    if (await addPurchase(ctx)) list.load();
  };
  const giveBack = async (p) => {
    if (await returnDialog(ctx, p)) list.load();
  };
  const row = (p) => html`<li><details class="purchase"><summary><span class="grow"><strong>${contents(p, ctx.lang)}</strong> ${statusBadge(ctx, p)}<br /><span class="small muted">${[fmt.dateTime(p.at), word(ctx, 'sales', p.channel), places.get(p.storeId), p.externalId].filter(Boolean).join(' · ')}</span></span><strong class="num nowrap">${fmt.money(netOf(p))}</strong></summary>
    ${linesTable(ctx, p)}
    <div class="row end"><a class="btn small quiet" href=${ctx.href(`/archives/purchases/${p.id}`)}>${t('openPurchase')}</a>${mayReturn && ['COMPLETED', 'PART_RETURNED'].includes(p.status) ? html`<button type="button" class="btn small" @click=${() => giveBack(p)}>${icon('undo-2')}${t('returnAction')}</button>` : ''}</div></details></li>`;
  function draw() {
    const button = mayAdd ? html`<button type="button" class="btn small" @click=${add}>${icon('plus')}${t('addPurchase')}</button>` : '';
    render(
      html`${list.items?.length ? html`<div class="row end">${button}</div>` : ''}${body(ctx, list, (items) => html`<ul class="purchases">${items.map(row)}</ul>`, { icon: 'shopping-bag', title: t('purchasesEmpty'), text: t('purchasesEmptyText'), action: button })}`,
      el,
    );
  }
  draw();
  ctx.on('customer', ({ id }) => {
    if ((!id || id === params.customerId) && !el.querySelector('details[open]')) list.load();
  });
  list.load();
  storeNames(ctx.api).then((found) => {
    places = found;
    draw();
  });
}
