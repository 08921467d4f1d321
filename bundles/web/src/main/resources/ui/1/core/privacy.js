/** What people ask about their data, by deadline, and the legal holds. */
import '../kit/form.js';
import { formDialog, listBody, pager, pageTabs } from './parts.js';

export const KINDS = ['ACCESS', 'COPY', 'PORT', 'CORRECT', 'ERASE', 'RESTRICT', 'WITHDRAW', 'OBJECT_AUTOMATED', 'COMPLAINT'];
const CHANNELS = ['COUNTER', 'PHONE', 'EMAIL', 'LETTER', 'ONLINE', 'AUTHORITY', 'OTHER'];
const REQUESTERS = ['SELF', 'GUARDIAN', 'RELATIVE', 'AGENT'];

/** How long there is to answer, as a badge. */
export function deadline(ctx, found) {
  const { html, t } = ctx;
  if (found.daysLeft == null) return '';
  const tone = found.overdue ? 'bad' : found.daysLeft <= 3 ? 'warn' : '';
  return html`<span class="badge ${tone}">${found.overdue ? t('privacy.overdue', { n: -found.daysLeft }) : t('privacy.left', { n: found.daysLeft })}</span>`;
}

/** Enters a case; of a customer, or with his id to be typed. */
export function enterCase(ctx, customerId = '') {
  const { t, api } = ctx;
  const options = (words, group) => words.map((value) => ({ value, label: t(`privacy.${group}.${value}`) }));
  return formDialog(ctx, {
    title: t('privacy.new'),
    fields: [
      { name: 'kind', label: t('privacy.kind'), type: 'select', required: true, half: true, options: options(KINDS, 'kinds') },
      { name: 'channel', label: t('privacy.channel'), type: 'select', required: true, half: true, options: options(CHANNELS, 'channels') },
      { name: 'requester', label: t('privacy.requester'), type: 'select', required: true, half: true, options: options(REQUESTERS, 'requesters') },
      { name: 'requesterName', label: t('privacy.requesterName'), half: true },
      { name: 'customerId', label: t('privacy.customerId') },
      { name: 'request', label: t('privacy.request'), type: 'textarea', required: true },
      { name: 'evidence', label: t('privacy.evidence'), type: 'textarea' },
    ],
    value: { kind: 'COPY', channel: 'COUNTER', requester: 'SELF', customerId },
    submitLabel: t('privacy.new'),
    submit: (values) => api.post('/privacy/cases', Object.fromEntries(Object.entries(values).filter(([, value]) => value))),
  });
}

/** Sets a hold on a customer. */
export function setHold(ctx, customerId = '') {
  const { t, api } = ctx;
  return formDialog(ctx, {
    title: t('privacy.hold'),
    intro: t('privacy.holdIntro'),
    fields: [
      { name: 'customerId', label: t('privacy.customerId'), required: true },
      { name: 'until', label: t('privacy.until'), type: 'date', required: true },
      { name: 'reason', label: t('privacy.reason'), type: 'textarea', required: true },
    ],
    value: { customerId },
    submitLabel: t('privacy.hold'),
    submit: (values) => api.post('/privacy/holds', values),
  });
}

/** Shows both lists. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, href } = ctx;
  let open = true;
  const cases = pager(ctx, '/privacy/cases', () => ({ open }), draw);
  const holds = pager(ctx, '/privacy/holds', () => ({ active: true }), draw);
  const add = async () => {
    const made = await enterCase(ctx);
    if (made) ctx.go(`/privacy/cases/${made.id}`);
  };
  const hold = async () => {
    if (await setHold(ctx)) holds.load();
  };
  const release = (x) =>
    ctx.confirm({
      title: t('privacy.release'), text: t('privacy.releaseText'), action: t('privacy.release'), ask: { label: t('privacy.reason'), required: true },
      run: async (reason) => {
        await api.post(`/privacy/holds/${x.id}/release`, { reason });
        holds.load();
      },
    });
  const customer = (x) => (x.customerId ? html`<a class="small" href=${href(`/customers/${x.customerId}`)}>${t('operations.customer')}</a>` : '');
  const caseRow = (c) => html`<li class="middle"><span class="contact-icon">${icon('shield')}</span><div class="grow stack tight">
    <div class="row"><a href=${href(`/privacy/cases/${c.id}`)}><strong>${t(`privacy.kinds.${c.kind}`)}</strong></a><span class="badge">${t(`privacy.states.${c.state}`)}</span>${deadline(ctx, c)}</div>
    <span class="small muted">${t(`privacy.requesters.${c.requester}`)} · ${t('privacy.received', { when: fmt.relative(c.receivedAt) })} · ${t('privacy.due', { date: fmt.date(c.dueOn) })}</span></div>${customer(c)}</li>`;
  const holdRow = (x) => html`<li class="middle"><span class="contact-icon">${icon('lock')}</span><div class="grow stack tight">
    <div><strong>${t('privacy.heldUntil', { date: fmt.date(x.until) })}</strong> <span class="small muted">${x.createdBy.name ?? ''}</span></div><span class="second break">${x.reason ?? ''}</span></div>${customer(x)}
    ${user.can('core:privacy:edit') ? html`<button type="button" class="btn small" @click=${() => release(x)}>${t('privacy.release')}</button>` : ''}</li>`;
  const show = (value) => {
    open = value;
    cases.load();
  };
  const evidence = user.can('core:audit:export') ? html`<a class="btn" href="/api/v1/privacy/evidence" download>${icon('file-down')}${t('privacy.evidencePack')}</a>` : '';
  const newCase = user.can('core:privacy:create') ? html`<button type="button" class="btn primary" @click=${add}>${icon('plus')}${t('privacy.new')}</button>` : '';
  const newHold = user.can('core:privacy:create') ? html`<button type="button" class="btn small" @click=${hold}>${icon('lock')}${t('privacy.hold')}</button>` : '';
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.privacy')}</h1><div class="row">${evidence}${newCase}</div></header>
        ${pageTabs(ctx, 'privacy', '/privacy', t('nav.privacy'))}<p class="second intro">${t('privacy.intro')}</p>
        <section class="card"><header class="card-head"><h2>${t('privacy.cases')}</h2><label class="check"><input type="checkbox" .checked=${!open} @change=${(e) => show(!e.target.checked)} /><span>${t('privacy.all')}</span></label></header>
          ${listBody(ctx, cases, (items) => html`<ul class="list">${items.map(caseRow)}</ul>`, { icon: 'inbox', title: t('privacy.none'), text: t('privacy.noneText') })}</section>
        <br /><section class="card"><header class="card-head"><h2>${t('privacy.holds')}</h2>${newHold}</header>
          ${listBody(ctx, holds, (items) => html`<ul class="list">${items.map(holdRow)}</ul>`, { icon: 'lock', title: t('privacy.noHolds'), text: t('privacy.holdIntro') })}</section></div>`,
      el,
    );
  }
  draw();
  cases.load();
  holds.load();
}
