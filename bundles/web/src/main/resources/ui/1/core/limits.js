/** How much of what is sensitive each user may do in a day, and who reached a limit. */
import '../kit/form.js';
import { listBody, pager } from './parts.js';

const NUMBERS = ['unmaskings', 'lookups', 'lookupsPerMinute', 'views', 'viewsAtMost', 'exportRows'];

/** Shows the limits and the alerts, newest first. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, avatar, user, toast } = ctx;
  const may = user.can('core:limit:configure');
  const answer = await api.request('GET', '/limits', { signal: ctx.signal });
  let limits = answer.data;
  let version = answer.etag;
  const alerts = pager(ctx, '/limits/alerts', () => ({}), draw);

  const save = async (values) => {
    const body = Object.fromEntries(NUMBERS.map((name) => [name, values[name] === '' || values[name] === null || values[name] === undefined ? null : Number(values[name])]));
    const { data, etag } = await api.request('PATCH', '/limits', { body, ifMatch: version });
    limits = data;
    version = etag;
    toast(t('kit.saved'));
  };
  const field = (name, more) => ({ name, label: t(`limits.${name}`), hint: t(`limits.${name}Hint`), type: 'number', half: true, required: true, ...more });
  const rows = (items) => html`<ul class="list">${items.map((a) => html`<li class="middle">${avatar(a.userName)}<span class="grow"><strong>${a.userName}</strong><br /><span class="second">${t(`limits.reached.${a.kind}`, { used: a.used, allowed: a.allowed })}</span></span><span class="small muted nowrap">${fmt.dateTime(a.at)}</span>
    ${user.can('core:audit:view') ? html`<a class="btn small quiet" href=${ctx.href(`/audit?actor=${a.userId}`)}>${icon('scroll-text')}${t('nav.audit')}</a>` : ''}</li>`)}</ul>`;

  function draw() {
    render(
      html`<div class="page narrow"><header class="head"><div class="grow"><h1 tabindex="-1">${t('nav.limits')}</h1><p class="sub">${t('limits.intro')}</p></div></header>
        <div class="stack"><section class="card" aria-labelledby="h-limits"><div class="card-head"><h2 id="h-limits">${t('limits.perDay')}</h2></div><div class="card-body padded">
          <kw-form .value=${Object.fromEntries(NUMBERS.map((name) => [name, limits[name] ?? '']))} .submit=${may ? save : null}
            .fields=${[field('unmaskings'), field('exportRows'), field('lookups'), field('lookupsPerMinute'), field('views'), field('viewsAtMost', { required: false })]}></kw-form></div></section>
        <section class="card" aria-labelledby="h-alerts"><div class="card-head"><h2 id="h-alerts">${t('limits.alerts')}</h2></div>${listBody(ctx, alerts, rows, { icon: 'circle-check', title: t('limits.none') })}</section></div></div>`,
      el,
    );
  }
  draw();
  alerts.load();
}
