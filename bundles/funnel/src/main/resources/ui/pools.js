/** Pools of customers without an owner: whom one may claim, how many of them, and whom one will lose soon. */
import { named, poolsOf, storeOptions } from './shared.js';

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, toast, confirm, nothing } = ctx;
  const state = { pools: null, standing: null, soon: null, stores: new Map(), error: null };
  let chosen = ctx.query.pool ?? '';
  const pool = () => state.pools?.find((p) => p.id === chosen) ?? state.pools?.[0] ?? null;
  const grid = () => el.querySelector('kw-grid');
  const options = { signal: ctx.signal };
  const counts = async () => {
    if (!pool()) return;
    const [standing, soon] = await Promise.all([api.get(`/funnel/pools/${pool().id}/standing`, {}, options), api.get('/funnel/pool-returns', {}, options)]);
    Object.assign(state, { standing, soon });
  };
  const read = async () => {
    try {
      const [pools, stores] = await Promise.all([poolsOf(ctx), storeOptions(ctx)]);
      Object.assign(state, { pools: pools.filter((p) => !p.retired), stores: new Map(stores.map((s) => [s.value, s.label])) });
      await counts();
      state.error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const again = async () => {
    try {
      await counts();
    } catch (error) {
      if (error.name !== 'AbortError') ctx.toastError(error);
      return;
    }
    draw();
    grid()?.refresh();
  };
  const choose = async (id) => {
    chosen = id;
    ctx.setQuery({ pool: id });
    await again();
    grid()?.reload();
  };
  const called = (one) => one.name || t('hiddenName');
  const claim = async (one, button) => {
    button.disabled = true;
    try {
      await api.post(`/funnel/pools/${pool().id}/claims`, { customerId: one.id });
      toast(t('poolClaimed', { name: called(one) }), { action: { label: t('poolOpen'), run: () => ctx.go(`/customers/${one.id}`) } });
    } catch (error) {
      ctx.toastError(error);
    }
    await again();
  };
  const giveBack = async (one) => {
    const back = await confirm({
      title: t('poolGiveBackTitle', { name: called(one) }),
      text: t('poolGiveBackText', { n: pool().rules.coolOffDays }),
      action: t('poolGiveBack'),
      run: () => api.post(`/funnel/pools/${one.poolId}/returns`, { customerId: one.customerId }),
    });
    if (back) await again();
  };
  const load = ({ cursor, limit, signal }) => api.get(`/funnel/pools/${pool().id}/customers`, { cursor, limit }, { signal });
  const full = () => {
    const s = state.standing;
    return (s.claimsPerDay !== null && s.claimedToday >= s.claimsPerDay) || (s.capacity !== null && s.held >= s.capacity);
  };
  const columns = [
    { id: 'name', title: t('field.customer'), fixed: true, phone: true, width: '180px', grow: 2, cell: (one) => html`<div class="grid-cell-main"><div class="truncate">${called(one)}<div class="grid-sub">${[state.stores.get(one.storeId), fmt.date(one.since)].filter(Boolean).join(' · ')}</div></div></div>` },
    { id: 'store', title: t('field.store'), width: '140px', cell: (one) => state.stores.get(one.storeId) ?? '' },
    { id: 'since', title: t('poolSince'), width: '140px', cell: (one) => fmt.date(one.since) },
    { id: 'claim', title: t('poolClaim'), phone: true, end: true, width: '110px', cell: (one) => html`<button type="button" class="btn small" aria-label=${`${t('poolClaim')}: ${called(one)}`} ?disabled=${full()} @click=${(e) => claim(one, e.currentTarget)}>${icon('user-plus')}${t('poolClaim')}</button>` },
  ];
  const stat = (label, now, most, hint) => html`<div class="stat" title=${hint ?? nothing}><span>${label}</span><strong>${most == null ? fmt.number(now) : t('poolOf', { now: fmt.number(now), most: fmt.number(most) })}</strong></div>`;
  const standing = () => {
    const s = state.standing;
    return html`<div class="stats spaced-after">${stat(t('poolToday'), s.claimedToday, s.claimsPerDay)}${stat(t('poolHeld'), s.held, s.capacity, t('poolHeldHint'))}</div>`;
  };
  const goes = (one) => html`<li class="middle"><span class="contact-icon">${icon('clock')}</span><span class="grow break"><a class="strong" href=${href(`/customers/${one.customerId}`)}>${called(one)}</a><br /><span class="small muted">${t(`poolWhy.${one.why}`)}</span></span><span class="nowrap">${fmt.date(one.on)}</span> <button type="button" class="btn small quiet" aria-label=${`${t('poolGiveBack')}: ${called(one)}`} @click=${() => giveBack(one)}>${t('poolGiveBack')}</button></li>`;
  const soon = () => {
    const { items, contactsKnown } = state.soon;
    return html`${items.length ? html`<section class="card spaced-after" aria-label=${t('poolSoon')}><div class="card-head"><h2>${t('poolSoon')}</h2></div><ul class="list">${items.map(goes)}</ul></section>` : ''}
      ${!contactsKnown && pool().rules.recycleAfterDays ? html`<div class="notice info spaced-after" role="status">${icon('info')}<div>${t('poolNoContacts')}</div></div>` : ''}`;
  };
  const rules = () => {
    const { coolOffDays, recycleAfterDays, recycleWithoutDealDays } = pool().rules;
    const said = [
      recycleAfterDays ? t('poolRuleContact', { n: recycleAfterDays }) : '',
      recycleWithoutDealDays ? t('poolRuleDeal', { n: recycleWithoutDealDays }) : '',
      coolOffDays ? t('poolRuleCoolOff', { n: coolOffDays }) : '',
    ].filter(Boolean);
    return said.length ? html`<p class="second spaced-after">${said.join(' ')}</p>` : '';
  };
  const select = () => (state.pools.length < 2 ? '' : html`<div class="toolbar"><select class="select filter" aria-label=${t('pool')} @change=${(e) => choose(e.target.value)}>${state.pools.map((p) => html`<option value=${p.id} ?selected=${p.id === pool().id}>${named(ctx, p.name)}</option>`)}</select></div>`);
  const content = () => {
    if (state.error) return ctx.failure(state.error, { retry: read });
    if (!state.pools || (pool() && !state.standing)) return ctx.skeleton(8);
    if (!pool()) return ctx.empty({ icon: 'inbox', title: t('poolNone'), text: t('poolNoneText') });
    if (!state.standing.open) return html`${select()}${ctx.empty({ icon: 'users', title: t('poolOfOthers'), text: t('poolOfOthersText') })}`;
    return html`${select()}${rules()}${standing()}${soon()}
      <kw-grid class="card grow" id="pool-customers" .name=${'pool-customers'} .label=${t('poolCustomers')} .columns=${columns} .load=${load} .emptyView=${() => ctx.empty({ icon: 'inbox', title: t('poolEmpty'), text: t('poolEmptyText') })}></kw-grid>`;
  };
  function draw() {
    render(html`<div class="page fill"><header class="head"><h1 tabindex="-1">${t('pools')}</h1></header>${content()}</div>`, el);
  }
  draw();
  read();
  let later = 0;
  ctx.on('customer', () => {
    clearTimeout(later);
    later = setTimeout(again, 1500);
  });
  return () => clearTimeout(later);
}
