/** How many customers there are, by groups: for those who may count and not see them. */
import '../kit/chart.js';
import { storeOptions } from './people.js';

const DIMENSIONS = ['store', 'source', 'sex', 'ageBand', 'createdMonth', 'tag'];
const SEXES = ['1', '2', '0'];
const BANDS = ['0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89'];

/** Shows the figures that the address asks for. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, setQuery } = ctx;
  let asked = { by: 'store', store: '', sex: '', ageBand: '', ...ctx.query };
  let stores = [];
  let answer = null;
  let error = null;
  const load = ctx.latest((question, signal) => api.get('/customers/aggregates', question, { signal }));
  const read = async () => {
    try {
      answer = await load(asked);
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const apply = (patch) => {
    asked = { ...asked, ...patch };
    setQuery(asked);
    draw();
    read();
  };
  const name = (g) => (g.key === '' ? t('figures.unknown') : answer.by === 'sex' ? t(`figures.sexes.${g.key}`) : g.title);
  const choice = (key, options, any) => html`<select class="select filter ${any && asked[key] ? 'on' : ''}" aria-label=${t(key === 'by' ? 'figures.by' : `figures.${key}`)} @change=${(e) => apply({ [key]: e.target.value })}>${any ? html`<option value="" ?selected=${!asked[key]}>${t(`figures.${key}`)}: ${t('figures.any')}</option>` : ''}${options.map((o) => html`<option value=${o.value} ?selected=${o.value === asked[key]}>${o.label}</option>`)}</select>`;
  const body = () => {
    if (error) return ctx.failure(error, { retry: read });
    if (!answer) return html`<div class="card-body">${ctx.skeleton(6)}</div>`;
    if (answer.total === null) return ctx.empty({ icon: 'users', title: t('figures.tooFew'), text: t('figures.tooFewText') });
    return html`<div class="card-head"><h2>${t('figures.total', { n: answer.total })}</h2></div><div class="card-body padded stack">
      ${answer.groups.length ? html`<kw-chart .data=${answer.groups.map((g) => ({ label: name(g), value: g.count }))} .label=${t(`figures.${answer.by}`)}></kw-chart>
      <div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t(`figures.${answer.by}`)}</th><th scope="col" class="num">${t('figures.count')}</th></tr></thead><tbody>${answer.groups.map((g) => html`<tr><th scope="row">${name(g)}</th><td class="num">${fmt.number(g.count)}</td></tr>`)}</tbody></table></div>` : ''}
      ${answer.withheld ? html`<p class="second">${icon('info')}${t('figures.withheld')}</p>` : ''}</div>`;
  };

  function draw() {
    render(
      html`<div class="page narrow"><header class="head"><div class="grow"><h1 tabindex="-1">${t('nav.figures')}</h1><p class="sub">${t('figures.intro')}</p></div></header>
        <div class="toolbar" role="search">${choice('by', DIMENSIONS.map((d) => ({ value: d, label: t(`figures.${d}`) })), false)}
          ${stores.length ? choice('store', stores, true) : ''}${choice('sex', SEXES.map((s) => ({ value: s, label: t(`figures.sexes.${s}`) })), true)}${choice('ageBand', BANDS.map((b) => ({ value: b, label: b })), true)}</div>
        <section class="card" aria-live="polite">${body()}</section></div>`,
      el,
    );
  }
  draw();
  read();
  storeOptions(api).then((all) => {
    stores = all;
    draw();
  }, () => {});
}
