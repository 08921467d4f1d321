/** Opportunities as a list. */
import { create } from './forms.js';
import { closeDay, mineChip, named, pipelineSelect, pipelinesOf, statusBadge, tabs, titleOf } from './shared.js';

const STATES = ['OPEN', 'WON', 'LOST', 'ALL'];
const ORDERS = ['CLOSE', 'OPENED'];

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, user } = ctx;
  const read = (query) => ({ status: STATES.includes(query.status) ? query.status : 'OPEN', order: ORDERS.includes(query.order) ? query.order : 'CLOSE', mine: query.mine === '1', stuck: query.stuck === '1', pipeline: query.pipeline ?? '' });
  let view = read(ctx.query);
  let pipelines = [];
  const grid = () => el.querySelector('kw-grid');
  const show = (patch) => {
    view = { ...view, ...patch };
    ctx.setQuery({ status: view.status === 'OPEN' ? '' : view.status, order: view.order === 'CLOSE' ? '' : view.order, mine: view.mine ? '1' : '', stuck: view.stuck ? '1' : '', pipeline: view.pipeline });
    draw();
    grid().reload();
  };
  const load = async ({ cursor, limit, signal }) => {
    const page = await api.get('/funnel/opportunities', { status: view.status === 'ALL' ? undefined : view.status, order: view.order, owner: view.mine ? user.id : undefined, stuck: view.stuck || undefined, pipeline: view.pipeline, cursor, limit }, { signal });
    return { ...page, items: page.items.map((one) => ({ ...one, customer: page.customers?.[one.customerId] ?? '' })) };
  };
  const stageOf = (one) => named(ctx, pipelines.find((p) => p.id === one.pipelineId)?.stages.find((s) => s.id === one.stageId)?.name);
  const columns = [
    { id: 'title', title: t('field.title'), fixed: true, phone: true, width: '200px', grow: 2, cell: (one) => html`<div class="grid-cell-main"><div class="truncate"><a href=${href(`/funnel/opportunities/${one.id}`)}>${titleOf(ctx, one)}</a><div class="grid-sub">${[one.customer, stageOf(one), fmt.money(one.amount)].filter(Boolean).join(' · ')}</div></div></div>` },
    { id: 'customer', title: t('field.customer'), width: '130px', cell: (one) => (one.customerId ? html`<a href=${href(`/customers/${one.customerId}`)}>${one.customer}</a>` : html`<span class="muted">${t('noCustomer')}</span>`) },
    { id: 'stage', title: t('field.stage'), width: '110px', cell: (one) => (one.status === 'OPEN' ? stageOf(one) : html`${statusBadge(ctx, one)}`) },
    { id: 'amount', title: t('field.amount'), width: '130px', end: true, cell: (one) => fmt.money(one.amount) },
    { id: 'closeOn', title: t('field.closeOn'), width: '172px', cell: (one) => closeDay(ctx, one) },
    { id: 'owner', title: t('field.owner'), width: '100px', cell: (one) => one.owner?.name ?? '' },
    { id: 'source', title: t('field.source'), width: '120px', hidden: true, cell: (one) => one.source ?? '' },
  ];
  const choice = (name, label, values) => html`<select class="select filter" aria-label=${label} @change=${(e) => show({ [name]: e.target.value })}>${values.map((v) => html`<option value=${v} ?selected=${v === view[name]}>${t(`${name}.${v}`)}</option>`)}</select>`;
  const add = async () => {
    if (await create(ctx, { pipelineId: view.pipeline || undefined })) grid().reload();
  };
  const button = (kind) => (user.can('funnel:opportunity:create') ? html`<button type="button" class="btn ${kind}" @click=${add}>${icon('plus')}${t('add')}</button>` : '');
  function draw() {
    render(
      html`<div class="page fill"><header class="head"><h1 tabindex="-1">${t('opportunities')}</h1>${button('primary')}</header>
        ${tabs(ctx, '/funnel/opportunities', { pipeline: view.pipeline, mine: view.mine ? '1' : '' })}
        <div class="toolbar">${choice('status', t('statusLabel'), STATES)}${pipelineSelect(ctx, pipelines, view.pipeline, (pipeline) => show({ pipeline }), { any: true })}${choice('order', t('orderLabel'), ORDERS)}${mineChip(ctx, view.mine, (mine) => show({ mine }))}<button type="button" class="chip" aria-pressed=${String(view.stuck)} title=${t('stuckHint')} @click=${() => show({ stuck: !view.stuck })}>${icon('clock')}${t('stuck')}</button></div>
        <kw-grid class="card grow" id="opportunities" .name=${'opportunities'} .label=${t('opportunities')} .columns=${columns} .load=${load} .emptyView=${() => ctx.empty({ icon: 'hand-coins', title: t('none'), text: t('noneText'), action: button('') })} @open=${(e) => ctx.go(`/funnel/opportunities/${e.detail.row.id}`)}></kw-grid></div>`,
      el,
    );
  }
  draw();
  pipelinesOf(ctx).then((found) => {
    pipelines = found;
    draw();
    grid()?.refresh();
  }, (error) => { if (error.name !== 'AbortError') ctx.toastError(error); });
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
