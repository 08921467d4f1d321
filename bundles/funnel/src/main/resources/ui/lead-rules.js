/** The rules by which leads come to whom, as a page of the settings. */
import { storeOptions, userOptions } from './shared.js';

const HAS = ['SOURCE', 'CAMPAIGN', 'STORE', 'NOTE'];
const fresh = () => ({ name: '', sources: '', stores: [], has: [], users: [], teams: [] });
const words = (text) => text.split(/[,，;；、\n]/).map((word) => word.trim()).filter(Boolean);

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, toast } = ctx;
  const state = { version: null, rules: null, users: [], stores: [], teams: [], faults: [], touched: false, busy: false, error: null };
  const teamsOf = async () => {
    if (!ctx.user.can('core:team:view')) return [];
    return (await api.get('/teams', { limit: 200 }, { signal: ctx.signal })).items.map((team) => ({ value: team.id, label: team.name }));
  };
  const read = async () => {
    try {
      const [rules, users, stores, teams] = await Promise.all([api.get('/funnel/lead-rules', {}, { signal: ctx.signal }), userOptions(ctx), storeOptions(ctx), teamsOf()]);
      Object.assign(state, { version: rules.version, rules: rules.items.map((rule) => ({ ...rule, sources: rule.sources.join(ctx.lang.startsWith('zh') ? '、' : ', ') })), users, stores, teams, faults: [], touched: false, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const set = (rule, patch) => {
    Object.assign(rule, patch);
    state.touched = true;
    draw();
  };
  const put = (list) => {
    Object.assign(state, { rules: list, faults: [], touched: true });
    draw();
  };
  const swap = (i, by) => {
    const list = [...state.rules];
    [list[i], list[i + by]] = [list[i + by], list[i]];
    put(list);
  };
  const save = async () => {
    if (state.busy) return;
    state.busy = true;
    draw();
    try {
      const { data } = await api.request('PUT', '/funnel/lead-rules', { ifMatch: state.version, body: { items: state.rules.map((rule) => ({ ...rule, sources: words(rule.sources) })) } });
      state.version = data.version;
      toast(t('lead.rulesSaved'));
      state.busy = false;
      await read();
      return;
    } catch (error) {
      state.faults = error.errors ?? [];
      ctx.toastError(error);
    }
    state.busy = false;
    draw();
  };
  const checks = (rule, name, legend, options) => {
    const gone = rule[name].filter((id) => !options.some((o) => o.value === id)).map((value) => ({ value, label: t('somebody') }));
    return options.length || gone.length ? html`<fieldset class="row"><legend class="label">${legend}</legend>${[...options, ...gone].map((o) => html`<label class="check"><input type="checkbox" .checked=${rule[name].includes(o.value)} @change=${(e) => set(rule, { [name]: e.target.checked ? [...rule[name], o.value] : rule[name].filter((id) => id !== o.value) })} /><span>${o.label}</span></label>`)}</fieldset>` : '';
  };
  const one = (rule, i) => {
    const title = rule.name || t('lead.ruleN', { n: i + 1 });
    const faults = state.faults.filter(({ pointer }) => (pointer ?? '').startsWith(`/items/${i}/`));
    const text = (name, label, max, hint) => html`<div class="field half"><label for="rule-${i}-${name}">${label}</label><input class="input" id="rule-${i}-${name}" autocomplete="off" maxlength=${max} .value=${rule[name]} @input=${(e) => set(rule, { [name]: e.target.value })} />${hint ? html`<p class="hint">${hint}</p>` : ''}</div>`;
    return html`<li class="stage-edit"><div class="row nowrap"><strong class="grow truncate">${title}</strong>
        <button type="button" class="btn small quiet icon-only" aria-label=${t('lead.ruleUp', { rule: title })} ?disabled=${i === 0} @click=${() => swap(i, -1)}>${icon('arrow-up')}</button><button type="button" class="btn small quiet icon-only" aria-label=${t('lead.ruleDown', { rule: title })} ?disabled=${i === state.rules.length - 1} @click=${() => swap(i, 1)}>${icon('arrow-down')}</button><button type="button" class="btn small quiet icon-only danger" aria-label=${t('lead.ruleRemove', { rule: title })} @click=${() => put(state.rules.filter((r) => r !== rule))}>${icon('trash-2')}</button></div>
      <div class="form">${text('name', t('lead.ruleName'), 60)}${text('sources', t('lead.ruleSources'), 1000, t('lead.ruleSourcesHint'))}</div>
      ${checks(rule, 'stores', t('lead.ruleStores'), state.stores)}
      ${checks(rule, 'has', t('lead.ruleHas'), HAS.map((value) => ({ value, label: t(`lead.has.${value}`) })))}
      ${checks(rule, 'users', t('lead.ruleUsers'), state.users)}
      ${checks(rule, 'teams', t('lead.ruleTeams'), state.teams)}
      ${faults.map((fault) => html`<p class="error" role="alert">${icon('circle-alert')}<span>${fault.message}</span></p>`)}</li>`;
  };
  function draw() {
    if (ctx.signal.aborted) return undefined;
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.rules) return render(ctx.skeleton(6), el);
    return render(
      html`<div class="stack" ?data-dirty=${state.touched}><p class="second">${t('lead.rulesText')}</p>
        ${state.rules.length ? html`<ol class="stack">${state.rules.map(one)}</ol>` : html`<p class="muted">${t('lead.noRules')}</p>`}
        <div class="row"><button type="button" class="btn" @click=${() => put([...state.rules, fresh()])}>${icon('plus')}${t('lead.ruleAdd')}</button><button type="button" class="btn primary" ?disabled=${state.busy || !state.touched} @click=${save}>${t('kit.save')}</button></div></div>`,
      el,
    );
  }
  draw();
  read();
}
