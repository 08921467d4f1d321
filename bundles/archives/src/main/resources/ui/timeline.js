/** What happened with a customer, from every module, newest first. */
import { body, pages } from './shared.js';

/** Shows the timeline of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, params } = ctx;
  let type = '';
  const kinds = new Map();
  const list = pages(ctx, '/archives/timeline', () => ({ customer: params.customerId, type }), draw);
  const dayOf = (at) => fmt.date(at);
  const item = (i) => html`<li><span class="timeline-icon">${icon(i.icon ?? 'activity')}</span><div class="grow">
    <div class="row between nowrap"><strong class="truncate">${i.link ? html`<a href=${ctx.href(i.link)}>${i.title}</a>` : i.title}${i.times ? html` <span class="muted">×${i.times}</span>` : ''}</strong>${i.amount ? html`<strong class="num nowrap">${fmt.money(i.amount)}</strong>` : ''}</div>
    ${i.text ? html`<p class="second break">${i.text}</p>` : ''}
    <p class="small muted">${[fmt.time(i.at), i.actor?.name].filter(Boolean).join(' · ')}</p></div></li>`;
  const isPlain = (i) => !i.text && !i.amount && !i.link;
  const rows = (items) => {
    const days = [];
    for (const i of items) {
      const day = dayOf(i.at);
      if (days.at(-1)?.day !== day) days.push({ day, at: i.at, items: [] });
      const before = days.at(-1).items.at(-1);
      if (before && isPlain(before) && isPlain(i) && before.type === i.type && before.title === i.title) before.times = (before.times ?? 1) + 1;
      else days.at(-1).items.push({ ...i });
    }
    return html`<ol class="timeline">${days.map((d) => html`<li><h3 class="timeline-day">${d.day} <span class="muted">${fmt.relative(d.at)}</span></h3><ol>${d.items.map(item)}</ol></li>`)}</ol>`;
  };
  function draw() {
    for (const i of list.items ?? []) kinds.set(i.type, i.title);
    const label = (key) => {
      const text = t(`type.${key}`);
      return text === `type.${key}` ? kinds.get(key) : text;
    };
    render(
      html`${kinds.size > 1 ? html`<div class="chips" role="group" aria-label=${t('filter')}>
          <button type="button" class="chip" aria-pressed=${String(!type)} @click=${() => choose('')}>${t('all')}</button>
          ${[...kinds.keys()].map((k) => html`<button type="button" class="chip" aria-pressed=${String(type === k)} @click=${() => choose(k)}>${label(k)}</button>`)}</div>` : ''}
        ${body(ctx, list, rows, { icon: 'activity', title: t('timelineEmpty'), text: t('timelineEmptyText') })}`,
      el,
    );
  }
  function choose(key) {
    type = type === key ? '' : key;
    list.load();
  }
  draw();
  let later = 0;
  ctx.on('customer', ({ id }) => {
    if (id && id !== params.customerId) return;
    clearTimeout(later);
    later = setTimeout(list.load, 600);
  });
  list.load();
  return () => clearTimeout(later);
}
