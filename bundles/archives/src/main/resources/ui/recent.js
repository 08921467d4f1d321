/** The latest purchases and interactions of all customers one may see, and the needs that wait too long. */
import { body, CHANNELS, contents, netOf, pages, statusBadge, storeNames, word } from './shared.js';

/** Shows the page; `?show=interactions` is the second view, `?show=waiting` the third. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, user } = ctx;
  let show = ['interactions', 'waiting'].includes(ctx.query.show) ? ctx.query.show : 'purchases';
  const may = { purchases: user.can('archives:purchase:view'), interactions: user.can('archives:interaction:view'), waiting: user.can('archives:need:view') };
  const lists = { purchases: pages(ctx, '/archives/purchases', () => ({}), draw), interactions: pages(ctx, '/archives/interactions', () => ({}), draw), waiting: pages(ctx, '/archives/needs', () => ({ overdue: 90 }), draw) };
  const customer = (x) => (x.customerId ? html`<a class="strong" href=${ctx.href(`/customers/${x.customerId}`)}>${lists[show].customers[x.customerId] ?? t('customer')}</a>` : html`<span class="muted">${t('nobody')}</span>`);
  const reminded = ({ reminder }) => {
    if (!reminder) return '—';
    return reminder.to ? html`${reminder.to.name ?? t('somebody')} · ${fmt.date(reminder.at)}` : html`<span class="badge warn">${icon('triangle-alert')}${t('needOfNobody')}</span>`;
  };
  let places = new Map();
  const table = {
    purchases: (items) => html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('date')}</th><th scope="col">${t('customer')}</th><th scope="col">${t('lines')}</th><th scope="col">${t('channel')}</th><th scope="col" class="end">${t('net')}</th></tr></thead>
      <tbody>${items.map((p) => html`<tr><td class="nowrap"><a href=${ctx.href(`/archives/purchases/${p.id}`)}>${fmt.dateTime(p.at)}</a></td><td class="nowrap">${customer(p)}</td><td class="second">${contents(p, ctx.lang)} ${statusBadge(ctx, p)}</td><td class="second nowrap">${[word(ctx, 'sales', p.channel), places.get(p.storeId)].filter(Boolean).join(' · ')}</td><td class="end push">${fmt.money(netOf(p))}</td></tr>`)}</tbody></table></div>`,
    interactions: (items) => html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('date')}</th><th scope="col">${t('customer')}</th><th scope="col">${t('topic')}</th><th scope="col">${t('channel')}</th><th scope="col">${t('staff')}</th></tr></thead>
      <tbody>${items.map((i) => html`<tr><td class="nowrap">${fmt.dateTime(i.at)}</td><td class="nowrap">${customer(i)}</td><td>${i.topic}${i.outcome ? html`<div class="small muted">${i.outcome}</div>` : ''}</td><td class="nowrap"><span class="badge">${icon(CHANNELS[i.channel] ?? 'message-square')}${word(ctx, 'channel', i.channel)}</span></td><td class="second">${i.staffName ?? ''}</td></tr>`)}</tbody></table></div>`,
    waiting: (items) => html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('date')}</th><th scope="col">${t('customer')}</th><th scope="col">${t('needs')}</th><th scope="col">${t('needReminded')}</th><th scope="col" class="end">${t('time')}</th></tr></thead>
      <tbody>${items.map((n) => html`<tr><td class="nowrap">${fmt.date(n.at)}</td><td class="nowrap">${customer(n)}</td><td class="whole">${n.text ?? t('hidden')}</td><td class="second nowrap" data-label=${t('needReminded')}>${reminded(n)}</td><td class="end push nowrap">${t('needDays', { n: Math.floor((Date.now() - Date.parse(n.at)) / 86400000) })}</td></tr>`)}</tbody></table></div>`,
  };
  const icons = { purchases: 'shopping-bag', interactions: 'message-square', waiting: 'clipboard-list' };
  const choose = (key) => {
    show = key;
    ctx.setQuery({ show: key === 'purchases' ? '' : key });
    if (!lists[key].items) lists[key].load();
    draw();
  };
  function draw() {
    const list = lists[show];
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('title')}</h1></header>
        <div class="chips" role="group" aria-label=${t('title')}>${Object.keys(may).filter((k) => may[k]).map((k) => html`<button type="button" class="chip" aria-pressed=${String(k === show)} @click=${() => choose(k)}>${icon(icons[k])}${t(k)}</button>`)}</div>
        <div class="card spaced">${body(ctx, list, table[show], { icon: icons[show], title: t(`${show}Empty`), text: t(show === 'waiting' ? 'waitingEmptyText' : 'recentEmptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  lists[show].load();
  storeNames(ctx.api).then((found) => {
    places = found;
    draw();
  });
}
