/** Why we know this: what the core and the modules hold of a customer, to be printed in the customer's language. */

const LANGUAGES = { 'zh-CN': '中文', en: 'English' };

/** Shows what is held of the customer `params.id`. */
export async function mount(el, ctx) {
  const { html, render, t, api, icon, params } = ctx;
  let lang = ctx.lang.startsWith('zh') ? 'zh-CN' : 'en';
  let texts = {};
  let held = null;
  const say = (key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  const word = (key, value) => texts[`${key}.${value}`] ?? value;
  const day = (at) => new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: ctx.company?.zone }).format(new Date(at));
  const load = async () => {
    const [words, answer] = await Promise.all([
      fetch(ctx.asset(`i18n/${lang}.json`), { signal: ctx.signal }).then((found) => found.json()),
      api.get(`/customers/${params.id}/provenance`, {}, { signal: ctx.signal, headers: { 'Accept-Language': lang } }),
    ]);
    texts = words;
    held = answer;
  };
  const choose = async (event) => {
    lang = event.target.value;
    await load().catch(ctx.toastError);
    draw();
  };
  const birth = ({ year, month, day: of }) => [year, month, of].filter(Boolean).join('-');
  const value = (fact) => {
    const v = fact.value;
    if (v === null || v === undefined) return say('why.hidden');
    if (fact.member === 'sex') return word('why.sex', v);
    if (fact.member === 'birth' && typeof v === 'object') return birth(v);
    if (fact.member === 'relations') return (v.from === held.customerId ? v.toName : v.fromName) ?? say('why.hidden');
    if (Array.isArray(v)) return v.join(lang.startsWith('zh') ? '、' : ', ');
    return typeof v === 'object' ? Object.values(v).join(' ') : String(v);
  };
  const name = (fact) => {
    if (fact.member === 'contactPoints') return word('why.contact', fact.kind);
    if (fact.member === 'relations') return word('why.relation', fact.value.kind);
    if (fact.member === 'identifiers') return say('why.member.identifiers', { scheme: fact.kind });
    return fact.member.startsWith('field:') ? fact.member.slice(6) : word('why.member', fact.member);
  };
  const use = (fact) => {
    if (fact.member !== 'contactPoints') return say('why.useService');
    const decided = fact.consents.map((c) => say('why.decision', { purpose: word('why.purpose', c.purpose), channel: word('why.channel', c.channel), standing: word('why.standing', c.standing), date: day(c.at) }));
    const allowed = fact.purposes.map((p) => word('why.purpose', p)).join(lang.startsWith('zh') ? '、' : ', ');
    return html`${allowed || say('why.useService')}${decided.map((d) => html`<br /><span class="small muted">${d}</span>`)}`;
  };
  const row = (f) => html`<tr><th scope="row">${name(f)}</th><td class="whole">${value(f)}</td><td data-label=${say('why.since')}>${day(f.at)}</td><td data-label=${say('why.by')}>${[f.by?.name, f.source].filter(Boolean).join(' · ')}</td><td data-label=${say('why.use')}>${use(f)}</td></tr>`;
  const ofModule = (f) => html`<tr><th scope="row">${f.title}</th><td class="whole">${f.text ?? say('why.hidden')}</td><td data-label=${say('why.since')}>${day(f.at)}</td><td data-label=${say('why.by')}>${[f.by?.name, f.source].filter(Boolean).join(' · ')}</td><td data-label=${say('why.use')}>${say('why.useService')}</td></tr>`;
  const absent = () => (held.absent.length ? html`<p class="small">${say('why.absent', { modules: held.absent.join(', ') })}</p>` : '');
  function draw() {
    render(
      html`<div class="page narrow"><header class="head no-print"><div class="grow"><h1 tabindex="-1">${t('why.title')}</h1><p class="sub"><a href=${ctx.href(`/customers/${params.id}`)}>${t('customer')}</a></p></div>
          <select class="select filter" aria-label=${t('why.language')} @change=${choose}>${Object.entries(LANGUAGES).map(([code, label]) => html`<option value=${code} lang=${code} ?selected=${code === lang}>${label}</option>`)}</select>
          <button type="button" class="btn" @click=${() => window.print()}>${icon('scroll-text')}${t('why.print')}</button></header>
        <article class="card paper" lang=${lang}><div class="card-body padded"><h2>${say('why.heading', { name: held.displayName ?? '' })}</h2><p>${say('why.intro', { company: ctx.company?.name ?? '', date: day(Date.now()) })}</p></div>
          <div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${say('why.what')}</th><th scope="col">${say('why.value')}</th><th scope="col">${say('why.since')}</th><th scope="col">${say('why.by')}</th><th scope="col">${say('why.use')}</th></tr></thead><tbody>${held.facts.map(row)}${held.modules.flatMap((part) => part.facts).map(ofModule)}</tbody></table></div>
          <div class="card-body padded">${absent()}<p class="small">${say('why.rights')}</p></div></article></div>`,
      el,
    );
  }
  await load();
  draw();
}
