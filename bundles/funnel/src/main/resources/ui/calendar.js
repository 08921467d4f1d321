/** Opportunities by the day on which a decision is expected, a month at a time. */
import { mineChip, monthChooser, pages, pipelineSelect, pipelinesOf, sums, tabs, titleOf } from './shared.js';

const DAY = 86400000;
const SHOWN = 4;
const STATES = ['OPEN', 'ALL'];
const ICONS = { OPEN: 'clock', WON: 'circle-check', LOST: 'circle-x' };
const utc = (day) => new Date(`${day}T00:00:00Z`);
const iso = (date) => date.toISOString().slice(0, 10);
const plus = (day, n) => iso(new Date(utc(day).getTime() + n * DAY));
const monday = (day) => plus(day, -((utc(day).getUTCDay() + 6) % 7));

/** Shows the calendar. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, href, user, nothing } = ctx;
  const today = fmt.today();
  const read = (query) => ({ month: /^\d{4}-\d\d$/.test(query.month ?? '') ? query.month : today.slice(0, 7), mine: query.mine === '1', pipeline: query.pipeline ?? '', status: STATES.includes(query.status) ? query.status : 'OPEN' });
  let now = read(ctx.query);
  let pipelines = [];
  let whole = new Set();
  const days = () => {
    const [year, month] = now.month.split('-').map(Number);
    const from = monday(`${now.month}-01`);
    const until = plus(monday(iso(new Date(Date.UTC(year, month, 0)))), 6);
    return Array.from({ length: Math.round((utc(until) - utc(from)) / DAY) + 1 }, (_, n) => plus(from, n));
  };
  const list = pages(ctx, '/funnel/opportunities', () => {
    const all = days();
    return { closeFrom: all[0], closeUntil: all.at(-1), order: 'CLOSE', limit: 200, pipeline: now.pipeline, owner: now.mine ? user.id : undefined, status: now.status === 'ALL' ? undefined : now.status };
  }, draw);
  const load = () => {
    list.items = null;
    whole = new Set();
    draw();
    list.load();
  };
  const show = (patch) => {
    now = { ...now, ...patch };
    ctx.setQuery({ month: now.month === today.slice(0, 7) ? '' : now.month, mine: now.mine ? '1' : '', pipeline: now.pipeline, status: now.status === 'OPEN' ? '' : now.status });
    load();
  };
  const entry = (one) => html`<li class=${one.status === 'OPEN' ? (one.closeOn < today ? 'bad' : '') : 'over'}>${icon(ICONS[one.status])}<a href=${href(`/funnel/opportunities/${one.id}`)} title=${[t(`status.${one.status}`), list.customers[one.customerId], fmt.money(one.amount)].filter(Boolean).join(' · ')}>${titleOf(ctx, one)}</a></li>`;
  const cell = (day, names) => {
    const some = list.items.filter((one) => one.closeOn === day);
    const shown = whole.has(day) ? some : some.slice(0, SHOWN);
    return html`<td class=${`${day === today ? 'today' : ''} ${day.slice(0, 7) !== now.month ? 'other' : ''} ${some.length ? '' : 'none'}`} aria-current=${day === today ? 'date' : nothing}><div class="row between"><span class="day">${names.format(utc(day))}</span>${some.length ? html`<strong class="small num">${sums(some).map((m) => fmt.money(m, { compact: true })).join(' + ')}</strong>` : ''}</div>
      ${some.length ? html`<ul>${shown.map(entry)}${some.length > shown.length ? html`<li><button type="button" class="link" @click=${() => { whole.add(day); draw(); }}>${t('moreOfDay', { n: some.length - shown.length })}</button></li>` : ''}</ul>` : ''}</td>`;
  };
  function calendar() {
    if (list.error) return ctx.failure(list.error, { retry: load });
    if (!list.items) return ctx.skeleton(6);
    const names = new Intl.DateTimeFormat(ctx.lang, { weekday: 'short', timeZone: 'UTC' });
    const short = new Intl.DateTimeFormat(ctx.lang, { month: 'short', day: 'numeric', timeZone: 'UTC' });
    const all = days();
    const weeks = Array.from({ length: all.length / 7 }, (_, w) => all.slice(w * 7, w * 7 + 7));
    return html`${list.items.length ? '' : html`<p class="muted spaced-after" role="status">${t('noneInMonth')}</p>`}<table class="agenda"><thead><tr>${all.slice(0, 7).map((d) => html`<th scope="col">${names.format(utc(d))}</th>`)}</tr></thead><tbody>${weeks.map((week) => html`<tr>${week.map((d) => cell(d, short))}</tr>`)}</tbody></table>
      ${list.next ? html`<div class="row padded more"><button type="button" class="btn small" @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
  }
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('calendar')}</h1></header>
        ${tabs(ctx, '/funnel/calendar', { pipeline: now.pipeline, mine: now.mine ? '1' : '' })}
        <div class="toolbar">${monthChooser(ctx, now.month, (month) => show({ month }))}
          <select class="select filter" aria-label=${t('statusLabel')} @change=${(e) => show({ status: e.target.value })}>${STATES.map((s) => html`<option value=${s} ?selected=${s === now.status}>${t(`status.${s}`)}</option>`)}</select>${pipelineSelect(ctx, pipelines, now.pipeline, (pipeline) => show({ pipeline }), { any: true })}${mineChip(ctx, now.mine, (mine) => show({ mine }))}</div>
        <section class="card"><div class="card-body padded">${calendar()}</div></section></div>`,
      el,
    );
  }
  draw();
  list.load();
  pipelinesOf(ctx).then((found) => {
    pipelines = found;
    draw();
  }, () => {});
  return {
    query(query) {
      const next = read(query);
      if (JSON.stringify(next) === JSON.stringify(now)) return;
      now = next;
      load();
    },
  };
}
