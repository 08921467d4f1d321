/** Pools with their rules, as a page of the settings. */
import { named, poolsOf, storeOptions, teamOptions } from './shared.js';

const RULES = ['claimsPerDay', 'capacity', 'coolOffDays', 'recycleAfterDays', 'recycleWithoutDealDays', 'contractGraceDays'];
const number = (text) => (text === '' || text === null || text === undefined ? null : Number(text));

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, dialog, toast } = ctx;
  const state = { pools: null, fields: [], stores: [], teams: [], error: null };
  const days = async () => {
    if (!ctx.user.can('core:field:view')) return [];
    const { items } = await api.get('/fields', { object: 'core:customer' }, { signal: ctx.signal });
    return items.filter((f) => f.type === 'DATE' && !f.retired).map((f) => ({ value: f.key, label: ctx.lang.startsWith('zh') ? f.title.zh : f.title.en }));
  };
  const read = async () => {
    try {
      const [pools, fields, stores, teams] = await Promise.all([poolsOf(ctx), days(), storeOptions(ctx), teamOptions(ctx)]);
      Object.assign(state, { pools, fields, stores, teams, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const fields = (value) => [
    { name: 'zh', label: t('nameZh'), maxlength: 60, half: true, pointer: '/name/zh' },
    { name: 'en', label: t('nameEn'), maxlength: 60, half: true, pointer: '/name/en' },
    { type: 'section', label: t('poolSectionClaim') },
    { name: 'claimsPerDay', label: t('poolClaimsPerDay'), type: 'number', half: true, hint: t('poolAny'), pointer: '/rules/claimsPerDay' },
    { name: 'capacity', label: t('poolCapacity'), type: 'number', half: true, hint: t('poolHeldHint'), pointer: '/rules/capacity' },
    { name: 'coolOffDays', label: t('poolCoolOffDays'), type: 'number', half: true, pointer: '/rules/coolOffDays' },
    { type: 'section', label: t('poolSectionBack') },
    { name: 'recycleAfterDays', label: t('poolRecycleAfterDays'), type: 'number', half: true, hint: t('poolRealHint'), pointer: '/rules/recycleAfterDays' },
    { name: 'recycleWithoutDealDays', label: t('poolRecycleWithoutDealDays'), type: 'number', half: true, hint: t('poolNever'), pointer: '/rules/recycleWithoutDealDays' },
    { name: 'contractField', label: t('poolContractField'), type: 'select', half: true, hint: t('poolContractHint'), options: [{ value: '', label: t('poolNoContract') }, ...state.fields, ...(value.contractField && !state.fields.some((f) => f.value === value.contractField) ? [{ value: value.contractField, label: value.contractField }] : [])], pointer: '/rules/contractField' },
    { name: 'contractGraceDays', label: t('poolContractGraceDays'), type: 'number', half: true, pointer: '/rules/contractGraceDays' },
    ...(state.stores.length ? [{ name: 'stores', label: t('stores'), type: 'checks', options: state.stores, hint: t('storesAll'), pointer: '/stores' }] : []),
    ...(state.teams.length ? [{ name: 'teams', label: t('teams'), type: 'checks', options: state.teams, hint: t('teamsAll'), pointer: '/teams' }] : []),
  ];
  const draft = (v) => ({
    name: { zh: v.zh?.trim() || null, en: v.en?.trim() || null },
    rules: { ...Object.fromEntries(RULES.map((name) => [name, number(v[name])])), contractField: v.contractField || null },
    ...(state.stores.length ? { stores: v.stores ?? [] } : {}),
    ...(state.teams.length ? { teams: v.teams ?? [] } : {}),
  });
  const ask = async (title, value, save) => {
    const saved = await dialog({
      title,
      size: 'wide',
      body: ({ close }) => html`<kw-form .fields=${fields(value)} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
        await save(draft(v));
        form.settle();
        close(true);
        toast(t('poolSaved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const shown = (p) => ({ zh: p.name.zh ?? '', en: p.name.en ?? '', ...Object.fromEntries(RULES.map((name) => [name, p.rules[name] ?? ''])), contractField: p.rules.contractField ?? '', stores: p.stores, teams: p.teams });
  const fresh = () => ({ zh: '', en: '', claimsPerDay: 5, capacity: 100, coolOffDays: 7, recycleAfterDays: 30, recycleWithoutDealDays: '', contractField: '', contractGraceDays: '', stores: [], teams: [] });
  const add = () => ask(t('poolAdd'), fresh(), (said) => api.post('/funnel/pools', said));
  const edit = (p) => ask(named(ctx, p.name), shown(p), (said) => api.patch(`/funnel/pools/${p.id}`, said, p.version));
  const retire = async (p) => {
    try {
      await api.patch(`/funnel/pools/${p.id}`, { retired: !p.retired }, p.version);
    } catch (error) {
      ctx.toastError(error);
    }
    await read();
  };
  const rules = ({ rules: r }) =>
    [
      r.claimsPerDay ? t('poolRulePerDay', { n: r.claimsPerDay }) : '',
      r.capacity ? t('poolRuleCapacity', { n: r.capacity }) : '',
      r.coolOffDays ? t('poolRuleCoolOff', { n: r.coolOffDays }) : '',
      r.recycleAfterDays ? t('poolRuleContact', { n: r.recycleAfterDays }) : '',
      r.recycleWithoutDealDays ? t('poolRuleDeal', { n: r.recycleWithoutDealDays }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  const row = (p) => html`<tr><td class="whole"><strong>${named(ctx, p.name)}</strong>${p.retired ? html` <span class="badge">${t('retired')}</span>` : ''}<div class="small muted break">${rules(p)}</div></td>
    <td class="end nowrap push"><button type="button" class="btn small quiet" aria-label=${`${t('edit')}: ${named(ctx, p.name)}`} @click=${() => edit(p)}>${icon('pencil')}${t('edit')}</button> <button type="button" class="btn small quiet" aria-label=${`${t(p.retired ? 'reuse' : 'retire')}: ${named(ctx, p.name)}`} @click=${() => retire(p)}>${t(p.retired ? 'reuse' : 'retire')}</button></td></tr>`;
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.pools) return render(ctx.skeleton(4), el);
    return render(
      html`<div class="stack"><div class="row"><p class="grow second">${t('poolsText')}</p><button type="button" class="btn small" @click=${add}>${icon('plus')}${t('poolAdd')}</button></div>
        ${state.pools.length ? html`<div class="table-wrap"><table class="table flow middle"><thead><tr><th scope="col">${t('pool')}</th><th scope="col"><span class="visually-hidden">${t('actions')}</span></th></tr></thead><tbody>${state.pools.map(row)}</tbody></table></div>` : html`<p class="muted">${t('poolNoneYet')}</p>`}</div>`,
      el,
    );
  }
  draw();
  read();
}
