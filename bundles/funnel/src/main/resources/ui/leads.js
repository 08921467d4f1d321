/** Leads as a list. */
import { create, stateBadge, whyOf } from './lead-shared.js';
import { points, scoresOfLeads } from './scores.js';
import { mineChip, titleOf } from './shared.js';

const STATES = ['OPEN', 'NEW', 'WORKING', 'QUALIFIED', 'CONVERTED', 'REJECTED', 'ALL'];
const OWNERS = ['', 'mine', 'nobody'];

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, user } = ctx;
  const read = (query) => ({ state: STATES.includes(query.state) ? query.state : 'OPEN', owner: OWNERS.includes(query.owner) ? query.owner : '' });
  let view = read(ctx.query);
  const grid = () => el.querySelector('kw-grid');
  const show = (patch) => {
    view = { ...view, ...patch };
    ctx.setQuery({ state: view.state === 'OPEN' ? '' : view.state, owner: view.owner });
    draw();
    grid().reload();
  };
  const load = async ({ cursor, limit, signal }) => {
    const page = await api.get('/funnel/leads', { state: ['OPEN', 'ALL'].includes(view.state) ? undefined : view.state, open: view.state === 'OPEN' || undefined, owner: view.owner === 'mine' ? user.id : undefined, unowned: view.owner === 'nobody' || undefined, cursor, limit }, { signal });
    // A list without scores is a list all the same.
    const scores = await scoresOfLeads(ctx, page.items.map((one) => one.id)).catch(() => ({}));
    return { ...page, items: page.items.map((one) => ({ ...one, customer: page.customers?.[one.customerId] ?? '', score: scores[one.id] })) };
  };
  const columns = [
    { id: 'title', title: t('lead.title'), fixed: true, phone: true, width: '200px', grow: 2, cell: (one) => html`<div class="grid-cell-main"><div class="truncate"><a href=${href(`/funnel/leads/${one.id}`)}>${titleOf(ctx, one)}</a><div class="grid-sub">${[one.customer, one.source].filter(Boolean).join(' · ')}</div></div></div>` },
    { id: 'customer', title: t('field.customer'), width: '130px', cell: (one) => (one.customerId ? html`<a href=${href(`/customers/${one.customerId}`)}>${one.customer}</a>` : '') },
    { id: 'state', title: t('lead.state'), width: '110px', cell: (one) => stateBadge(ctx, one) },
    { id: 'score', title: t('score'), width: '80px', end: true, cell: (one) => (one.score ? points(ctx, one.score.score) : '') },
    { id: 'source', title: t('field.source'), width: '110px', cell: (one) => one.source ?? '' },
    { id: 'owner', title: t('field.owner'), width: '110px', cell: (one) => one.owner?.name ?? html`<span class="muted">${t('lead.nobody')}</span>` },
    { id: 'why', title: t('lead.why'), width: '160px', hidden: true, cell: (one) => whyOf(ctx, one) },
    { id: 'openedAt', title: t('field.openedAt'), width: '190px', cell: (one) => fmt.dateTime(one.openedAt) },
  ];
  const add = async () => {
    if (await create(ctx)) grid().reload();
  };
  const button = (kind) => (user.can('funnel:lead:create') ? html`<button type="button" class="btn ${kind}" @click=${add}>${icon('plus')}${t('lead.add')}</button>` : '');
  function draw() {
    render(
      html`<div class="page fill"><header class="head"><h1 tabindex="-1">${t('leads')}</h1>${button('primary')}</header>
        <div class="toolbar"><select class="select filter" aria-label=${t('lead.state')} @change=${(e) => show({ state: e.target.value })}>${STATES.map((s) => html`<option value=${s} ?selected=${s === view.state}>${t(`lead.state.${s}`)}</option>`)}</select>${mineChip(ctx, view.owner === 'mine', (mine) => show({ owner: mine ? 'mine' : '' }))}<button type="button" class="chip" aria-pressed=${String(view.owner === 'nobody')} @click=${() => show({ owner: view.owner === 'nobody' ? '' : 'nobody' })}>${icon('circle-help')}${t('lead.nobody')}</button></div>
        <kw-grid class="card grow" id="leads" .name=${'leads'} .label=${t('leads')} .columns=${columns} .load=${load} .emptyView=${() => ctx.empty({ icon: 'inbox', title: t('lead.none'), text: t('lead.noneText'), action: button('') })} @open=${(e) => ctx.go(`/funnel/leads/${e.detail.row.id}`)}></kw-grid></div>`,
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
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      view = next;
      draw();
      grid().reload();
    },
    leave: () => clearTimeout(later),
  };
}
