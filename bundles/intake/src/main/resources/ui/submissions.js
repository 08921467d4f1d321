/** What was sent in: what waits for a person first. */
import { body, ownFields, pages, titleOf } from './shared.js';

const STATES = ['REVIEW', 'UNCONFIRMED', 'RECEIVED', 'ACCEPTED', 'REJECTED'];
const TONES = { REVIEW: 'warn', ACCEPTED: 'ok', REJECTED: 'bad', UNCONFIRMED: 'info', RECEIVED: 'info' };

/** Shows the queue. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, dialog, confirm, toast } = ctx;
  let state = STATES.includes(ctx.query.state) ? ctx.query.state : 'REVIEW';
  let own = [];
  const list = pages(ctx, '/intake/submissions', () => ({ state }), draw);
  const choose = (wanted) => {
    state = wanted;
    list.items = null;
    ctx.setQuery({ state: wanted === 'REVIEW' ? '' : wanted });
    draw();
    list.load();
  };
  const done = async (key) => {
    toast(t(key));
    await list.load();
  };
  const decide = (s, decision) => api.post(`/intake/submissions/${s.id}/decision`, decision);
  const link = async (s) => {
    try {
      const { path } = await api.post(`/intake/submissions/${s.id}/link`, {});
      await navigator.clipboard.writeText(`${location.origin}${path}`);
      toast(t('linkCopied'));
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const reject = async (s) => {
    const rejected = await confirm({ title: t('rejectTitle'), text: t('rejectText'), action: t('reject'), danger: true, ask: { label: t('reason'), required: true }, run: (reason) => decide(s, { what: 'REJECT', reason }) });
    if (rejected) await done('rejected');
  };
  const open = async (s) => {
    let matches = [];
    try {
      matches = await api.get(`/intake/submissions/${s.id}/matches`);
    } catch (error) {
      ctx.toastError(error);
      return;
    }
    const fields = [
      { name: 'who', label: t('who'), type: 'select', required: true, options: [...matches.map((m) => ({ value: m.id, label: t('joinTo', { name: m.displayName ?? t('customer'), phone: m.phone ?? '' }) })), { value: 'NEW', label: t('asNew') }] },
      ...(matches.length ? [{ name: 'reason', label: t('whyNew'), hint: t('whyNewHint') }] : []),
      ...(s.doubt === 'MINOR' ? [{ name: 'guardian', label: t('guardian'), hint: t('guardianHint') }] : []),
      ...(matches.length && s.said.consents.length && !s.confirmedAt ? [{ name: 'asked', label: t('asked.customer'), type: 'checkbox', hint: t('asked.hint') }] : []),
    ];
    const taken = await dialog({
      title: t('decideTitle'),
      body: ({ close }) => html`<div class="stack">${answers(s)}<kw-form .fields=${fields} .value=${{ who: matches[0]?.id ?? 'NEW', reason: '', guardian: '', asked: false }} .submitLabel=${t('take')} .cancel=${() => close()} .submit=${async (v, form) => {
        const decision = v.who === 'NEW' ? { what: 'CREATE', reason: v.reason || null } : { what: 'JOIN', customerId: v.who, asked: !!v.asked };
        await decide(s, { ...decision, guardian: v.guardian || null });
        form.settle();
        close(true);
      }}></kw-form></div>`,
    });
    if (taken) await done('taken');
  };
  const shown = (name, value) => (name === 'sex' ? t(`sex.${value}`) : value.split('\n').join(' · '));
  const answers = (s) => (s.said
    ? html`<dl class="facts">${Object.entries(s.said.answers).map(([name, value]) => html`<dt>${titleOf(ctx, name, own)}</dt><dd class="break">${shown(name, value)}</dd>`)}${s.said.consents.length ? html`<dt>${t('agreed')}</dt><dd>${s.said.consents.map((c) => t(`purpose.${c.purpose}`)).join(' · ')}</dd>` : ''}</dl>`
    : html`<p class="muted">${t('hidden')}</p>`);
  const row = (s) => html`<li class="job"><div class="grow stack tight"><div class="row"><span class="badge ${TONES[s.state]}">${t(`state.${s.state}`)}</span>${s.doubt && s.state === 'REVIEW' ? html`<span class="second">${t(`doubt.${s.doubt}`)}</span>` : ''}<span class="muted small">${list.forms[s.formId] ?? ''} · ${fmt.dateTime(s.receivedAt)}</span></div>
      ${answers(s)}${s.customerId ? html`<p><a href=${ctx.href(`/customers/${s.customerId}`)}>${t('customer')}</a></p>` : ''}${s.state === 'UNCONFIRMED' && s.delivery ? html`<p class="second small">${t(`mail.${s.delivery}`)}</p>` : ''}</div>
    ${user.can('intake:submission:edit') && s.said ? html`<div class="row actions">
      ${['REVIEW', 'RECEIVED'].includes(s.state) ? html`<button type="button" class="btn small" @click=${() => open(s)}>${icon('user-check')}${t('decide')}</button><button type="button" class="btn small" @click=${() => reject(s)}>${icon('x')}${t('reject')}</button>` : ''}
      ${s.state === 'UNCONFIRMED' ? html`<button type="button" class="btn small" @click=${() => link(s)}>${icon('link')}${t('copyLink')}</button>` : ''}</div>` : ''}</li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('title')}</h1></header>
        <nav class="tabs page-tabs" aria-label=${t('states')}>${STATES.map((s) => html`<a href=${ctx.href(`/intake${s === 'REVIEW' ? '' : `?state=${s}`}`)} aria-current=${s === state ? 'page' : ctx.nothing} @click=${(e) => { e.preventDefault(); choose(s); }}>${t(`state.${s}`)}</a>`)}</nav>
        <div class="card">${body(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'inbox', title: t(`empty.${state}`), text: t('emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  ownFields(ctx).then((read) => { own = read; draw(); }, () => {});
  list.load();
}
