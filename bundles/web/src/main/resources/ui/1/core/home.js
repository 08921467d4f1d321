/** The first page: the cards of the modules, and what to do first while there are none. */
import { recentCustomers } from '../frame/recent.js';
import { onModules } from '../frame/modules.js';

const PARTS = [[5, 'night'], [11, 'morning'], [13, 'noon'], [18, 'afternoon'], [24, 'evening']];

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, avatar, user } = ctx;
  let latest = null;
  const hour = Number(fmt.wallClock(Date.now())[1].slice(0, 2));
  const greeting = t(`home.${PARTS.find(([until]) => hour < until)[1]}`, { name: user.displayName });

  const steps = () => [
    user.can('core:import:create') && ['upload', 'home.import', 'home.importText', '/imports/new'],
    user.can('core:customer:create') && ['user-plus', 'home.create', 'home.createText', '/customers/new'],
    user.can('core:module:create') && ['blocks', 'home.modules', 'home.modulesText', '/modules'],
    user.can('core:user:create') && ['users', 'home.people', 'home.peopleText', '/users'],
  ].filter(Boolean);
  const person = (c, note) => html`<li><a class="row nowrap grow person-link" href=${ctx.href(`/customers/${c.id}`)}>${avatar(c.displayName, { organisation: c.kind === 'ORGANISATION' })}<span class="grow truncate"><strong>${c.displayName}</strong>${c.phone ? html`<br /><span class="small muted num">${c.phone}</span>` : ''}</span><span class="small muted nowrap">${note}</span></a></li>`;

  function draw() {
    const seen = recentCustomers();
    render(
      html`<div class="page">
        <header class="head"><div class="grow"><h1 tabindex="-1">${greeting}</h1><p class="sub">${new Intl.DateTimeFormat(ctx.lang, { dateStyle: 'full', timeZone: fmt.zone() }).format(new Date())}</p></div></header>
        <kw-slot class="cards" name="dashboard.card"></kw-slot>
        <div class="columns">
          ${user.can('core:customer:view') ? html`<section class="card w-6" aria-labelledby="h-new"><div class="card-head"><h2 id="h-new">${t('home.updated')}</h2><a href=${ctx.href('/customers')}>${t('home.all')}</a></div>
            ${latest === null ? html`<div class="card-body">${ctx.skeleton(5)}</div>` : latest.length ? html`<ul class="list people">${latest.map((c) => person(c, fmt.relative(c.updatedAt)))}</ul>` : ctx.empty({ icon: 'users', title: t('customers.empty'), text: t('customers.emptyText'), action: user.can('core:import:create') ? html`<a class="btn primary" href=${ctx.href('/imports/new')}>${icon('upload')}${t('home.import')}</a>` : '' })}</section>` : ''}
          <div class="stack w-6">
            ${user.can('core:customer:view') && seen.length ? html`<section class="card" aria-labelledby="h-seen"><div class="card-head"><h2 id="h-seen">${t('palette.recent')}</h2></div><ul class="list people">${seen.map((c) => person(c, ''))}</ul></section>` : ''}
            ${steps().length ? html`<section class="card" aria-labelledby="h-start"><div class="card-head"><h2 id="h-start">${t('home.start')}</h2></div>
              <ul class="list">${steps().map(([name, title, text, path]) => html`<li class="step"><span class="contact-icon">${icon(name)}</span><a class="grow" href=${ctx.href(path)}><strong>${t(title)}</strong><br /><span class="small muted">${t(text)}</span></a>${icon('chevron-right')}</li>`)}</ul></section>` : ''}
          </div>
        </div>
        ${user.can('core:customer:view') || steps().length ? '' : html`<div class="card">${ctx.empty({ icon: 'layout-dashboard', title: t('home.nothing'), text: t('home.nothingText') })}</div>`}
      </div>`,
      el,
    );
  }
  draw();
  onModules(draw, ctx.signal);
  const read = async () => {
    latest = user.can('core:customer:view') ? (await api.get('/customers', { sort: '-updatedAt', limit: 7 }, { signal: ctx.signal })).items : [];
    draw();
  };
  const safely = () => read().catch((error) => { if (error.name !== 'AbortError') { latest ??= []; ctx.toastError(error); draw(); } });
  safely();
  let later = 0;
  ctx.on('customer', () => {
    clearTimeout(later);
    later = setTimeout(safely, 1500);
  });
  return () => clearTimeout(later);
}
