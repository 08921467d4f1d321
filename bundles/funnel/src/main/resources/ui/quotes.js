/** Quotes as a list; whoever may approve them finds first what waits for that. */
import { quoteName, stateBadge, STATES } from './quote-parts.js';

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, href, user } = ctx;
  const usual = user.can('funnel:quote:approve') ? 'IN_APPROVAL' : 'ALL';
  const read = (query) => (query.state === 'ALL' || STATES.includes(query.state) ? query.state : usual);
  let chosen = read(ctx.query);
  const grid = () => el.querySelector('kw-grid');
  const show = (state) => {
    chosen = state;
    ctx.setQuery({ state: state === usual ? '' : state });
    draw();
    grid().reload();
  };
  const load = async ({ cursor, limit, signal }) => {
    const page = await api.get('/funnel/quotes', { state: chosen === 'ALL' ? undefined : chosen, cursor, limit }, { signal });
    return { ...page, items: page.items.map((one) => ({ ...one, customer: page.customers?.[one.customerId] ?? '' })) };
  };
  const columns = [
    { id: 'number', title: t('quote.number'), fixed: true, phone: true, width: '240px', grow: 1, cell: (one) => html`<div class="grid-cell-main"><div class="truncate"><a href=${href(`/funnel/quotes/${one.id}`)}>${quoteName(ctx, one)}</a><div class="grid-sub">${[one.customer, one.totals && fmt.money(one.totals.total)].filter(Boolean).join(' · ')}</div></div></div>` },
    { id: 'state', title: t('statusLabel'), width: '110px', cell: (one) => html`${stateBadge(ctx, one)}` },
    { id: 'customer', title: t('field.customer'), width: '140px', cell: (one) => (one.customerId ? html`<a href=${href(`/customers/${one.customerId}`)}>${one.customer}</a>` : html`<span class="muted">${t('noCustomer')}</span>`) },
    { id: 'total', title: t('total'), width: '140px', end: true, cell: (one) => (one.totals ? fmt.money(one.totals.total) : '') },
    { id: 'validUntil', title: t('quote.validUntil'), width: '130px', cell: (one) => fmt.date(one.validUntil) },
    { id: 'author', title: t('quote.author'), width: '110px', cell: (one) => one.author?.name ?? '' },
  ];
  function draw() {
    render(
      html`<div class="page fill"><header class="head"><h1 tabindex="-1">${t('quotes')}</h1></header>
        <div class="toolbar"><select class="select filter" aria-label=${t('statusLabel')} @change=${(e) => show(e.target.value)}>${['ALL', ...STATES].map((s) => html`<option value=${s} ?selected=${s === chosen}>${t(`quote.state.${s}`)}</option>`)}</select></div>
        <kw-grid class="card grow" id="quotes" .name=${'quotes'} .label=${t('quotes')} .columns=${columns} .load=${load} .emptyView=${() => ctx.empty({ icon: 'clipboard-list', title: t(chosen === 'IN_APPROVAL' ? 'quote.noneWaits' : 'quote.none'), text: t('quote.noneText') })} @open=${(e) => ctx.go(`/funnel/quotes/${e.detail.row.id}`)}></kw-grid></div>`,
      el,
    );
  }
  draw();
  let later = 0;
  ctx.on('customer', () => {
    clearTimeout(later);
    later = setTimeout(() => grid()?.refresh(), 800);
  });
  return {
    query(query) {
      const next = read(query);
      if (next === chosen) return;
      chosen = next;
      draw();
      grid().reload();
    },
    leave: () => clearTimeout(later),
  };
}
