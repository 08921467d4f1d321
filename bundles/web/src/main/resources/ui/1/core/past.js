/** What was known of a customer at the end of a day, by the core and by the modules. */
import '../kit/form.js';
import { birthText } from '../kit/form.js';
import { moduleOf } from '../frame/modules.js';
import { role } from './customer-relations.js';
import { ownFields, ownText, titleOf } from './own-fields.js';
import { actorName, schemeName } from './parts.js';

const SIMPLE = ['displayName', 'sex', 'birth', 'occupation', 'company', 'district', 'note', 'ownerId', 'storeId', 'tags'];

/** Shows the customer `params.id` on the day `query.asOf`; today where none is named. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params } = ctx;
  let day = ctx.query.asOf ?? fmt.today();
  let known = null;
  let failed = null;
  let own = [];
  const read = ctx.latest((signal) => api.get(`/customers/${params.id}/profile`, { asOf: day }, { signal }));
  const load = async () => {
    known = null;
    failed = null;
    draw();
    try {
      own = await ownFields(ctx);
      known = await read();
    } catch (error) {
      if (error.name === 'AbortError') return;
      failed = error;
    }
    draw();
  };
  const choose = (value) => value && value !== day && ctx.setQuery({ asOf: value });
  const titleOfModule = (word) => moduleOf(word)?.title ?? word;

  const shown = (profile, member) => {
    if (member === 'birth') return profile.birth ? birthText(profile.birth) : profile.ageBand;
    if (member === 'sex') return profile.sex ? t(`sex.${profile.sex}`) : '';
    if (member === 'ownerId') return profile.ownerName;
    if (member === 'storeId') return profile.storeName;
    const v = profile[member];
    return Array.isArray(v) ? v.join(t('history.and')) : v;
  };
  const other = (relation, id) => (relation.from === id ? relation.toName : relation.fromName) ?? t('history.someone');
  const line = (title, text) => (text ? html`<dt>${title}</dt><dd class="break">${text}</dd>` : '');
  const fact = (f) => html`<tr><th scope="row">${f.title}</th><td class="break whole">${f.text ?? html`<span class="muted">${t('form.masked')}</span>`}</td>
    <td class="second nowrap">${fmt.date(f.at)}</td><td class="second">${[actorName(f.by), f.source].filter(Boolean).join(' · ')}</td></tr>`;
  const part = (p) => html`<h3>${titleOfModule(p.module)}</h3>
    ${p.facts.length ? html`<table class="table flow"><thead class="visually-hidden"><tr><th scope="col">${t('past.what')}</th><th scope="col">${t('past.value')}</th><th scope="col">${t('past.at')}</th><th scope="col">${t('past.by')}</th></tr></thead><tbody>${p.facts.map(fact)}</tbody></table>` : html`<p class="muted">${t('past.nothing')}</p>`}`;

  function body() {
    if (failed) return ctx.failure(failed, { retry: load });
    if (!known) return ctx.skeleton(8);
    const { profile, relations, modules, absent } = known;
    return html`<article class="stack"><h2>${t('past.heading', { name: profile.displayName ?? '—', day: fmt.date(day) })}</h2>
      <p class="second">${t('past.text')}</p>
      <dl class="facts">${SIMPLE.map((member) => line(t(`field.${member}`), shown(profile, member)))}
        ${(profile.contactPoints ?? []).map((c) => line(t(`contact.${c.type}`), c.value))}
        ${(profile.identifiers ?? []).map((i) => line(schemeName(i.scheme), i.value))}
        ${own.map((f) => line(titleOf(ctx, f.title), ownText(ctx, f, profile.fields?.[f.key])))}
        ${relations.map((r) => line(t(`relation.${role(r, profile.id)}`), other(r, profile.id)))}</dl>
      ${modules.map(part)}
      ${absent.length ? html`<div class="notice warn">${icon('triangle-alert')}<div>${t('past.absent', { modules: absent.map(titleOfModule).join(t('history.and')) })}</div></div>` : ''}</article>`;
  }
  function draw() {
    render(
      html`<div class="page narrow"><header class="head no-print"><div class="grow"><h1 tabindex="-1">${t('nav.past')}</h1><p class="sub"><a href=${ctx.href(`/customers/${params.id}`)}>${t('nav.customer')}</a></p></div>
          <kw-date class="filter-date" .label=${t('past.day')} .value=${day} @change=${(e) => !e.target.bad && choose(e.target.value)}></kw-date></header>
        <div class="card paper"><div class="card-body">${body()}</div></div></div>`,
      el,
    );
  }
  load();
  return {
    query(query) {
      day = query.asOf ?? fmt.today();
      load();
    },
  };
}
