/** How long records are kept, what is past its time, and what went. */
import '../kit/form.js';
import { formDialog, pageTabs, pager } from './parts.js';

/** Shows the rules and the log of their runs. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, confirm, toast } = ctx;
  let rules = null;
  let failed = null;
  const runs = pager(ctx, '/privacy/retention/runs', () => ({}), draw);
  const load = async () => {
    try {
      rules = (await api.get('/privacy/retention/rules', {}, { signal: ctx.signal })).items;
      failed = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      failed = error;
    }
    draw();
  };
  const edit = async (rule) => {
    const saved = await formDialog(ctx, {
      title: rule.title,
      intro: t('retention.editIntro', { n: rule.minimumMonths }),
      fields: [
        { name: 'months', label: t('retention.months'), type: 'number', required: true, half: true },
        { name: 'action', label: t('retention.then'), type: 'select', required: true, half: true, options: rule.actions.map((value) => ({ value, label: t(`retention.action.${value}`) })) },
        { name: 'active', label: t('retention.activate'), type: 'checkbox' },
      ],
      value: { months: rule.months, action: rule.action, active: rule.active },
      submit: (v) => api.request('PUT', `/privacy/retention/rules/${rule.id}`, { body: { months: Number(v.months), action: v.action, active: Boolean(v.active) }, ifMatch: rule.version }),
    });
    if (saved) load();
  };
  const begin = async (path) => {
    await api.post(`/privacy/retention/${path}`, {});
    toast(t('retention.begun'), { kind: 'info' });
    runs.load();
  };
  const tryOut = () => begin('trials').catch((error) => ctx.toastError(error));
  const run = () => confirm({ title: t('retention.run'), text: t('retention.runText'), action: t('retention.run'), danger: true, run: () => begin('runs') });
  const state = (rule) => {
    if (!rule.actions.length) return html`<span class="badge">${t('retention.stays')}</span>`;
    return rule.active ? html`<span class="badge ok">${t('retention.active')}</span>` : html`<span class="badge">${t('retention.off')}</span>`;
  };
  const ruleRow = (rule) => html`<tr><td class="whole"><strong>${rule.title}</strong>${rule.present ? '' : html` <span class="badge warn">${t('retention.away')}</span>`}</td>
    <td data-label=${t('retention.kept')}>${rule.actions.length ? t('retention.forMonths', { n: rule.months }) : t('retention.atLeast', { n: rule.minimumMonths })}</td>
    <td data-label=${t('retention.then')}>${rule.actions.length ? t(`retention.action.${rule.action}`) : '–'}</td><td>${state(rule)}</td>
    <td class="push">${rule.present && rule.actions.length && user.can('core:retention:configure') ? html`<button type="button" class="btn small quiet" @click=${() => edit(rule)}>${icon('pencil')}${t('kit.edit')}</button>` : ''}</td></tr>`;
  const sample = (result) => (result.sample.length ? html`<div class="small">${t('retention.sample')} ${result.sample.map((id, i) => html`${i ? ' · ' : ''}<a href=${ctx.href(`/customers/${id}`)}>${i + 1}</a>`)}</div>` : '');
  const line = (result) => html`<div class="small second">${result.title}: ${result.problem ? t('retention.leftOut') : t('retention.counts', { due: result.due, blocked: result.blocked, removed: result.removed })}${result.oldest ? ` · ${t('retention.oldest', { date: fmt.date(result.oldest) })}` : ''}${sample(result)}</div>`;
  const runRow = (r) => html`<li><span class="contact-icon">${icon(r.dry ? 'eye' : 'eraser')}</span><div class="grow stack tight"><div class="row"><strong>${t(r.dry ? 'retention.trial' : 'retention.real')}</strong>${r.finishedAt ? '' : html`<span class="badge info">${t('retention.running')}</span>`}<span class="small muted">${fmt.dateTime(r.startedAt)} · ${r.by.name ?? ''}</span></div>${r.results.map(line)}</div></li>`;
  function table() {
    if (failed) return ctx.failure(failed, { retry: load });
    if (!rules) return ctx.skeleton(5);
    return html`<table class="table flow"><thead><tr><th>${t('retention.records')}</th><th>${t('retention.kept')}</th><th>${t('retention.then')}</th><th>${t('retention.state')}</th><th><span class="visually-hidden">${t('kit.more')}</span></th></tr></thead><tbody>${rules.map(ruleRow)}</tbody></table>`;
  }
  function log() {
    if (runs.error) return ctx.failure(runs.error, { retry: runs.load });
    if (!runs.items) return ctx.skeleton(3);
    if (!runs.items.length) return ctx.empty({ icon: 'inbox', title: t('retention.noRuns'), text: t('retention.noRunsText') });
    return html`<ul class="list">${runs.items.map(runRow)}</ul>${runs.next ? html`<div class="card-body"><button type="button" class="btn" @click=${runs.more}>${t('retention.more')}</button></div>` : ''}`;
  }
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.retention')}</h1><div class="row"><button type="button" class="btn" @click=${tryOut}>${icon('eye')}${t('retention.try')}</button>${user.can('core:retention:delete') ? html`<button type="button" class="btn danger" @click=${run}>${icon('eraser')}${t('retention.run')}</button>` : ''}</div></header>
        ${pageTabs(ctx, 'privacy', '/privacy/retention', t('nav.privacy'))}<p class="second intro">${t('retention.intro')}</p>
        <section class="card"><header class="card-head"><h2>${t('retention.rules')}</h2></header>${table()}</section>
        <br /><section class="card"><header class="card-head"><h2>${t('retention.runs')}</h2></header>${log()}</section></div>`,
      el,
    );
  }
  draw();
  load();
  runs.load();
  ctx.on('job', () => runs.load());
}
