/** The customers whose data lack the most, and what they lack. */
import { percent, titles, tone } from './quality-parts.js';
import { body, pages, stores } from './shared.js';

/** Shows the page; `?store=` and `?mine=true` narrow it. */
export function mount(el, ctx) {
  const { html, render, t, icon } = ctx;
  let name = (field) => field;
  let places = [];
  const filter = () => ({ store: ctx.query.store || '', mine: ctx.query.mine === 'true' });
  let now = filter();
  const list = pages(ctx, '/archives/quality/worst', () => ({ store: now.store, mine: now.mine }), draw);
  const choose = (change) => {
    now = { ...now, ...change };
    ctx.setQuery({ store: now.store, mine: now.mine ? 'true' : '' });
    list.items = null;
    draw();
    list.load();
  };
  const lacks = (row) => row.fields.filter((l) => l.standing !== 'VALID' && Number(l.weight) > 0).map((l) => name(l.field));
  const old = (row) => row.fields.filter((l) => l.standing === 'VALID' && l.stale).map((l) => name(l.field));
  const joined = (words) => words.join(ctx.lang.startsWith('zh') ? '、' : ', ');
  const rows = (items) => html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('customer')}</th><th scope="col">${t('quality.lacks')}</th><th scope="col">${t('quality.old')}</th><th scope="col" class="end">${t('quality.completeness')}</th></tr></thead>
    <tbody>${items.map((row) => html`<tr><td class="nowrap"><a class="strong" href=${ctx.href(`/customers/${row.customerId}?tab=archives.quality`)}>${list.customers[row.customerId] ?? t('customer')}</a></td><td class="second">${joined(lacks(row))}</td><td class="second">${joined(old(row))}</td><td class="end push"><span class="badge ${tone(row.completeness)}">${percent(ctx, row.completeness)}</span></td></tr>`)}</tbody></table></div>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('quality.title')}</h1></header>
        <div class="toolbar"><div class="chips" role="group" aria-label=${t('quality.whose')}>${[false, true].map((mine) => html`<button type="button" class="chip" aria-pressed=${String(now.mine === mine)} @click=${() => choose({ mine })}>${icon(mine ? 'user-round' : 'users')}${t(mine ? 'quality.mine' : 'quality.everybody')}</button>`)}</div>
          ${places.length ? html`<select class="select" aria-label=${t('store')} @change=${(e) => choose({ store: e.target.value })}><option value="" ?selected=${!now.store}>${t('quality.allStores')}</option>${places.map((p) => html`<option value=${p.value} ?selected=${p.value === now.store}>${p.label}</option>`)}</select>` : ''}</div>
        <div class="card spaced">${body(ctx, list, rows, { icon: 'shield-check', title: t('quality.empty'), text: t('quality.emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  Promise.all([titles(ctx), stores(ctx.api)]).then(([named, found]) => {
    name = named;
    places = found;
    draw();
  }, () => {});
}
