/** The audit: who did what, when and why. */
import '../kit/datefield.js';
import { actorName, listBody, pager } from './parts.js';
import { userOptions } from './people.js';

const TONES = { MODULE: 'blocks', TOKEN: 'key-round', PUBLIC: 'monitor', USER: null };

/** Shows the entries, filtered by the address. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, avatar, setQuery } = ctx;
  let filter = { actor: '', action: '', object: '', from: '', to: '', ...ctx.query };
  let people = [];
  let actions = [];
  const query = () => ({
    ...filter,
    from: filter.from ? fmt.instantOf(filter.from) : '',
    to: filter.to ? new Date(Date.parse(fmt.instantOf(filter.to)) + 86400000).toISOString() : '',
  });
  const list = pager(ctx, '/audit', query, draw);
  const apply = (patch) => {
    filter = { ...filter, ...patch };
    setQuery(filter);
    list.items = null;
    draw();
    list.load();
  };
  const typed = ctx.typing((v) => v.trim() !== filter.object && apply({ object: v.trim() }), 350);
  const active = () => Object.values(filter).some(Boolean);
  const detail = (d) => (d && Object.keys(d).length ? html`<details><summary>${t('audit.detail')}</summary><dl class="facts small">${Object.entries(d).map(([k, v]) => html`<dt>${k}</dt><dd>${typeof v === 'object' ? JSON.stringify(v) : String(v)}</dd>`)}</dl></details>` : '');
  const rows = (items) => html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('audit.when')}</th><th scope="col">${t('audit.who')}</th><th scope="col">${t('audit.what')}</th><th scope="col">${t('audit.object')}</th><th scope="col">${t('audit.reason')}</th></tr></thead>
    <tbody>${items.map((a) => html`<tr><td class="nowrap num">${fmt.dateTime(a.at)}</td><td><div class="row nowrap">${TONES[a.actor?.kind] ? icon(TONES[a.actor.kind]) : avatar(a.actor?.name, { size: 's' })}<span>${actorName(a.actor)}</span></div></td>
      <td>${a.actionTitle}</td><td>${a.customerId ? html`<a href=${ctx.href(`/customers/${a.customerId}`)}>${t('operations.customer')}</a>` : html`<span class="muted">${a.objectTitle}${a.objectType === 'core:module' ? ` ${a.objectId}` : ''}</span>`}</td><td class="second">${a.reason ?? ''}${detail(a.detail)}</td></tr>`)}</tbody></table></div>`;
  const choice = (name, label, all, options) => html`<select class="select filter ${filter[name] ? 'on' : ''}" aria-label=${label} @change=${(e) => apply({ [name]: e.target.value })}><option value="" ?selected=${!filter[name]}>${all}</option>${options.map((o) => html`<option value=${o.value} ?selected=${o.value === filter[name]}>${o.label}</option>`)}</select>`;
  const known = () => (!filter.action || actions.some((a) => a.value === filter.action) ? actions : [...actions, { value: filter.action, label: filter.action }]);

  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.audit')}</h1></header>
        <div class="toolbar" role="search">
          ${people.length ? choice('actor', t('audit.who'), t('audit.anyone'), people) : ''}
          ${choice('action', t('audit.what'), t('audit.anything'), known())}
          <input class="input filter-input" type="text" aria-label=${t('audit.object')} placeholder=${t('audit.objectPlaceholder')} autocomplete="off" spellcheck="false" .value=${ctx.live(filter.object)} @input=${typed} @compositionend=${typed} />
          <kw-date class="filter-date" .label=${t('audit.from')} .value=${filter.from} @change=${(e) => !e.target.bad && e.target.value !== filter.from && apply({ from: e.target.value })}></kw-date>
          <span class="muted">–</span>
          <kw-date class="filter-date" .label=${t('audit.to')} .value=${filter.to} @change=${(e) => !e.target.bad && e.target.value !== filter.to && apply({ to: e.target.value })}></kw-date>
          ${active() ? html`<button type="button" class="btn quiet small" @click=${() => apply({ actor: '', action: '', object: '', from: '', to: '' })}>${icon('filter-x')}${t('customers.clear')}</button>` : ''}
        </div>
        <div class="card">${listBody(ctx, list, rows, { icon: 'scroll-text', title: t(active() ? 'audit.none' : 'audit.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  userOptions(api).then((p) => {
    people = p;
    draw();
  }, () => {});
  api.get('/audit/actions', {}, { signal: ctx.signal }).then(({ items }) => {
    actions = items.map((a) => ({ value: a.action, label: a.title }));
    draw();
  }, () => {});
}
