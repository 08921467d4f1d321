/** One case: what was asked, how far it is, and what is next. */
import '../kit/form.js';
import { moduleOf } from '../frame/modules.js';
import { has, lang } from '../kit/text.js';
import { formDialog } from './parts.js';
import { deadline } from './privacy.js';

const BY_SYSTEM = ['ACCESS', 'COPY', 'PORT', 'ERASE', 'RESTRICT'];
const STEPS = ['RECEIVED', 'IDENTITY_CHECKED', 'PREVIEWED', 'EXECUTING', 'DONE'];
const NEXT = { RECEIVED: ['IDENTITY_CHECKED', 'REFUSED', 'WITHDRAWN'], IDENTITY_CHECKED: ['EXECUTING', 'DONE', 'REFUSED', 'WITHDRAWN'], PREVIEWED: ['EXECUTING', 'REFUSED', 'WITHDRAWN'], EXECUTING: ['DONE'] };

/** Shows the case. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, href, params } = ctx;
  const at = `/privacy/cases/${params.id}`;
  let found = null;
  let failed = null;
  const load = async () => {
    try {
      found = await api.get(at, {}, { signal: ctx.signal });
      failed = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      failed = error;
    }
    draw();
  };
  const send = async (path, body) => {
    found = (await api.request('POST', `${at}/${path}`, { body, ifMatch: found.version })).data;
    draw();
  };
  const move = (state) => {
    const fields = [];
    if (state !== 'EXECUTING' && state !== 'WITHDRAWN') fields.push({ name: 'text', label: t(`privacy.text.${state}`), type: 'textarea', required: true });
    if (state === 'IDENTITY_CHECKED' && found.requester !== 'SELF') fields.push({ name: 'evidence', label: t('privacy.evidence'), type: 'textarea', required: !found.content?.evidence });
    if (state === 'REFUSED') fields.push({ name: 'appeal', label: t('privacy.appeal'), type: 'textarea', required: true });
    if (state === 'EXECUTING' && found.kind === 'ERASE') fields.push({ name: 'mode', label: t('privacy.mode'), type: 'select', required: true, options: ['ERASE', 'ANONYMISE'].map((value) => ({ value, label: t(`privacy.modes.${value}`) })) });
    if (!fields.length) {
      return ctx.confirm({ title: t(`privacy.moves.${state}`), text: t(`privacy.ask.${state}`), action: t(`privacy.moves.${state}`), run: () => send('moves', { state }) });
    }
    return formDialog(ctx, { title: t(`privacy.moves.${state}`), fields, intro: state === 'EXECUTING' ? t('privacy.ask.EXECUTING') : '', value: { mode: 'ERASE' }, submitLabel: t(`privacy.moves.${state}`), submit: (values) => send('moves', { state, ...Object.fromEntries(Object.entries(values).filter(([, value]) => value)) }) });
  };
  const extend = () => formDialog(ctx, { title: t('privacy.extend'), fields: [{ name: 'reason', label: t('privacy.reason'), type: 'textarea', required: true }], submitLabel: t('privacy.extend'), submit: (values) => send('extensions', values) });
  const preview = async () => {
    try {
      await send('previews');
    } catch (error) {
      ctx.toastError(error);
      if (error.status === 409) load();
    }
  };
  const KINDS = { SEEN: 'eye', CHANGED: 'pencil', EXPORTED: 'download' };
  const accesses = async () => {
    try {
      const { items } = await api.get('/privacy/accesses', { customer: found.customerId, limit: 100 });
      ctx.dialog({
        title: t('privacy.accesses'),
        body: () => (items.length ? html`<ul class="list">${items.map((a) => html`<li><span class="contact-icon">${icon(KINDS[a.kind])}</span><span class="grow"><strong>${a.title}</strong><br /><span class="small muted">${a.actorName} · ${fmt.dateTime(a.at)}</span></span></li>`)}</ul>` : ctx.empty({ icon: 'eye', title: t('privacy.noAccesses') })),
      });
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const copyAt = () => `/api/v1/customers/${found.customerId}/exports/${found.operationId}`;
  const lift = () =>
    ctx.confirm({
      title: t('lift.title'), text: t('lift.text'), action: t('lift.action'), ask: { label: t('erase.basis'), required: true },
      run: async (basis) => {
        await api.post(`/customers/${found.customerId}/erasures`, { mode: 'LIFT', basis });
        ctx.toast(t('lift.done'));
      },
    });
  const said = (name) => (found.content?.[name] ? html`<dt>${t(`privacy.${name}`)}</dt><dd class="break">${found.content[name]}</dd>` : '');
  const kindName = (kind) => (has(`privacy.records.${kind}`) ? t(`privacy.records.${kind}`) : kind);
  const part = (p) => html`<tr><th scope="row">${moduleOf(p.module)?.title ?? p.module}</th><td>${p.here ? (Object.entries(p.records).length ? Object.entries(p.records).map(([kind, n]) => `${kindName(kind)} ${fmt.number(n)}`).join(' · ') : t('privacy.preview.nothing')) : html`<span class="badge warn">${t('privacy.preview.away')}</span>`}</td></tr>`;
  function seen() {
    const p = found.preview;
    if (!p) return '';
    return html`<section class="stack" aria-labelledby="preview"><h2 id="preview">${t('privacy.preview.title')}</h2><p class="second">${t(`privacy.preview.intro.${found.kind === 'ERASE' || found.kind === 'RESTRICT' ? found.kind : 'COPY'}`)} ${t('privacy.preview.at', { when: fmt.dateTime(found.previewedAt) })}</p>
      ${p.holds.map((h) => html`<div class="notice bad">${icon('lock')}<div>${t('privacy.preview.hold', { date: fmt.date(h.until) })}</div></div>`)}
      <table class="table"><thead><tr><th scope="col">${t('privacy.preview.module')}</th><th scope="col">${t('privacy.preview.records')}</th></tr></thead><tbody>${p.parts.map(part)}</tbody></table>
      ${p.terms.length ? html`<div><strong>${t('privacy.preview.stays')}</strong><ul>${p.terms.map((x) => html`<li>${t('privacy.preview.term', { what: x.title[lang()] ?? x.title.en, n: x.months })}</li>`)}</ul></div>` : ''}</section>`;
  }
  function buttons() {
    if (!user.can('core:privacy:edit')) return '';
    const can = (NEXT[found.state] ?? []).filter((state) => state !== 'DONE' || !BY_SYSTEM.includes(found.kind)).filter((state) => state !== 'EXECUTING' || BY_SYSTEM.includes(found.kind));
    const open = found.daysLeft != null;
    const shows = BY_SYSTEM.includes(found.kind) && found.customerId && ['IDENTITY_CHECKED', 'PREVIEWED'].includes(found.state);
    return html`<div class="row wrap">${shows ? html`<button type="button" class="btn" @click=${preview}>${icon('eye')}${t(found.state === 'PREVIEWED' ? 'privacy.preview.again' : 'privacy.preview.show')}</button>` : ''}${can.map((state, i) => html`<button type="button" class="btn ${i === 0 ? 'primary' : ''}" @click=${() => move(state)}>${t(`privacy.moves.${state}`)}</button>`)}
      ${open && !found.extended ? html`<button type="button" class="btn" @click=${extend}>${t('privacy.extend')}</button>` : ''}</div>`;
  }
  function body() {
    if (failed) return ctx.failure(failed, { retry: load });
    if (!found) return ctx.skeleton(6);
    const reached = STEPS.indexOf(found.state);
    return html`<div class="stack"><div class="row"><span class="badge">${t(`privacy.states.${found.state}`)}</span>${deadline(ctx, found)}</div>
      <ol class="steps">${STEPS.filter((state) => state !== 'PREVIEWED' || BY_SYSTEM.includes(found.kind)).map((state) => html`<li><span class="dot ${STEPS.indexOf(state) <= reached ? 'ok' : ''}"></span>${t(`privacy.states.${state}`)}</li>`)}</ol>
      <dl class="facts"><dt>${t('privacy.requester')}</dt><dd>${t(`privacy.requesters.${found.requester}`)}</dd>
        <dt>${t('privacy.channel')}</dt><dd>${t(`privacy.channels.${found.channel}`)}</dd>
        <dt>${t('privacy.receivedAt')}</dt><dd>${fmt.dateTime(found.receivedAt)}</dd><dt>${t('privacy.dueOn')}</dt><dd>${fmt.date(found.dueOn)}</dd>
        ${found.customerId ? html`<dt>${t('nav.customer')}</dt><dd><a href=${href(`/customers/${found.customerId}`)}>${t('operations.customer')}</a></dd>` : ''}
        ${['requesterName', 'request', 'evidence', 'identityCheck', 'extension', 'outcome', 'appeal'].map(said)}</dl>
      ${found.content ? '' : html`<p class="second">${t('privacy.forgotten')}</p>`}
      ${found.kind === 'ERASE' && found.state === 'DONE' ? html`<div><a class="btn" href=${href(`/privacy/certificates/${found.operationId}`)}>${icon('scroll-text')}${t('privacy.certificate')}</a></div>` : ''}
      ${found.kind === 'RESTRICT' && found.state === 'DONE' && found.customerId && user.can('core:customer:erase') ? html`<div><button type="button" class="btn" @click=${lift}>${icon('lock')}${t('lift.action')}</button></div>` : ''}
      ${['ACCESS', 'COPY', 'PORT'].includes(found.kind) && found.state === 'DONE' && found.customerId && user.can('core:customer:export') ? html`<div><a class="btn" href=${copyAt()} download>${icon('download')}${t('privacy.copy')}</a></div>` : ''}
      ${found.customerId ? html`<div><button type="button" class="btn quiet" @click=${accesses}>${icon('eye')}${t('privacy.accesses')}</button></div>` : ''}
      ${seen()}${buttons()}</div>`;
  }
  function draw() {
    render(html`<div class="page narrow"><header class="head"><h1 tabindex="-1">${found ? t(`privacy.kinds.${found.kind}`) : t('nav.privacyCase')}</h1></header><div class="card"><div class="card-body">${body()}</div></div></div>`, el);
  }
  draw();
  load();
  ctx.on('customer', () => found?.state === 'EXECUTING' && load());
}
