/** What the pages of follow-ups share: words, rows and dialogs. */
import { memberName } from './quality-parts.js';
import { CHANNELS, lasting, minutesField, moment, momentFields, word } from './shared.js';

export const KINDS = { CALL: 'phone', VISIT: 'map-pin', MAIL: 'mail', OTHER: 'calendar' };
const TONES = { PLANNED: 'info', DONE: 'ok', MISSED: 'bad', CANCELLED: '' };
const CHANNEL_OF = { CALL: 'PHONE', VISIT: 'VISIT', MAIL: 'EMAIL', OTHER: 'PHONE' };
const UNITS = ['DAY', 'WEEK', 'MONTH'];

/** How often it comes again, in words; empty for one that comes once. */
export function repeats({ t, fmt }, { recurrence: r }) {
  if (!r) return '';
  const often = t(`repeat.${r.unit}`, { n: r.every });
  return r.until ? `${often}${t('repeat.until', { date: fmt.date(r.until) })}` : r.count ? `${often}${t('repeat.count', { n: r.count })}` : often;
}

/** What the system reminds of: a need that waits too long. */
const NEED = 'need';

/** Whether a value is to be checked. */
const checks = ({ confirms }) => confirms && confirms !== NEED;

/** What it is about: its subject, the need that waits, the value that is to be checked, or else the way. */
export function subjectOf(ctx, { subject, confirms, kind }) {
  if (subject) return subject;
  if (!confirms) return word(ctx, 'followUp', kind);
  return confirms === NEED ? ctx.t('needAsk') : ctx.t('quality.ask', { field: memberName(ctx.t, confirms) });
}

const WAYS = ['CALL', 'VISIT', 'MAIL'];

/** Other ways to check a value: by telephone, on a visit, by mail. */
function ways(ctx, followUp, reload) {
  const choose = async (kind) => {
    try {
      await ctx.api.patch(`/archives/follow-ups/${followUp.id}`, { kind }, followUp.version);
    } catch (error) {
      ctx.toastError(error);
    }
    reload();
  };
  return WAYS.filter((kind) => kind !== followUp.kind).map((kind) => ({ label: ctx.t('quality.by', { way: word(ctx, 'followUp', kind) }), icon: KINDS[kind], run: () => choose(kind) }));
}

/** Whose matter a missed one became, as a badge. */
function escalated({ html, t, icon }, { escalation }) {
  if (!escalation) return '';
  return html`<span class="badge warn">${icon('triangle-alert')}${escalation.to ? t('followUp.escalatedTo', { name: escalation.to.name ?? t('somebody') }) : t('followUp.escalatedToNobody')}</span>`;
}

/** One follow-up as an item of a list; `name` links to its customer. */
export function item(ctx, followUp, { name = '', reload }) {
  const { html, t, fmt, icon, user, href } = ctx;
  const open = followUp.state === 'PLANNED' || followUp.state === 'MISSED';
  const may = open && user.can('archives:follow-up:edit');
  const about = subjectOf(ctx, followUp);
  return html`<li><span class="timeline-icon">${icon(KINDS[followUp.kind])}</span><div class="grow">
    <div class="row"><strong>${about}</strong><span class="badge ${TONES[followUp.state]}">${t(`followUp.state.${followUp.state}`)}</span>${escalated(ctx, followUp)}${followUp.recurrence ? html`<span class="badge">${icon('refresh-cw')}${repeats(ctx, followUp)}</span>` : ''}</div>
    ${followUp.note ? html`<p class="pre second">${followUp.note}</p>` : ''}
    <p class="small muted">${name ? html`<a href=${href(`/customers/${followUp.customerId}`)}>${name}</a> · ` : ''}${[fmt.dateTime(followUp.planAt), word(ctx, 'followUp', followUp.kind), followUp.owner.name].filter(Boolean).join(' · ')}</p></div>
    ${may ? html`<span class="row">${checks(followUp) ? html`<a class="btn small" aria-label=${t('quality.checkOne', { about })} href=${href(`/customers/${followUp.customerId}?tab=archives.quality`)}>${icon('shield-check')}${t('quality.checkNow')}</a>` : html`<button type="button" class="btn small" aria-label=${t('followUp.doneOne', { about })} @click=${() => done(ctx, followUp, reload)}>${icon('check')}${t('followUp.done')}</button>`}<button type="button" class="btn small quiet icon-only" aria-label=${t('followUp.moreOf', { about })} @click=${(e) => ctx.menu(e.currentTarget, [...(checks(followUp) ? ways(ctx, followUp, reload) : []), { label: t('followUp.move'), icon: 'calendar', run: () => move(ctx, followUp, reload) }, { label: t('followUp.cancel'), icon: 'x', run: () => cancel(ctx, followUp, reload) }])}>${icon('ellipsis')}</button></span>` : ''}</li>`;
}

/** Opens the form of a new one for a customer; resolves with it, or undefined. */
export async function plan(ctx, customerId) {
  const { html, t, fmt, api, dialog, toast } = ctx;
  const proposed = await api.get('/archives/follow-ups/proposal', { customer: customerId }).catch(() => null);
  const [day, clock] = fmt.wallClock(proposed ? Date.parse(proposed.planAt) : Date.now() + 86400000);
  const value = { kind: proposed?.kind ?? 'CALL', day, clock, owner: 'ME', unit: '', every: 1 };
  const fields = [
    { name: 'kind', label: t('followUp.kind'), type: 'select', required: true, half: true, options: Object.keys(KINDS).map((v) => ({ value: v, label: word(ctx, 'followUp', v) })) },
    { name: 'owner', label: t('followUp.owner'), type: 'select', required: true, half: true, options: ['ME', 'CUSTOMER_OWNER'].map((v) => ({ value: v, label: t(`followUp.owner.${v}`) })) },
    { name: 'subject', label: t('followUp.subject'), required: true, maxlength: 300, autofocus: true },
    ...momentFields(t).map((f) => (f.pointer ? { ...f, pointer: '/planAt' } : f)).map((f) => (f.name === 'clock' && proposed?.preferred ? { ...f, hint: t('followUp.preferred') } : f)),
    { name: 'note', label: t('followUp.note'), type: 'textarea', rows: 3, maxlength: 4000 },
    { name: 'unit', label: t('repeat'), type: 'select', options: [{ value: '', label: t('repeat.never') }, ...UNITS.map((v) => ({ value: v, label: t(`repeat.unit.${v}`) }))], pointer: '/recurrence/unit' },
    { name: 'every', label: t('repeat.every'), type: 'number', half: true, pointer: '/recurrence/every', hint: t('repeat.everyHint') },
    { name: 'until', label: t('repeat.last'), type: 'date', half: true, pointer: '/recurrence/until', hint: t('repeat.lastHint') },
  ];
  return dialog({
    title: t('followUp.plan'),
    body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
      const repeat = v.unit ? { unit: v.unit, every: Number(v.every) || 1, until: v.until || null } : null;
      const made = await api.post('/archives/follow-ups', { customerId, planAt: moment(fmt, v), kind: v.kind, owner: v.owner, subject: v.subject, note: v.note || null, recurrence: repeat });
      form.settle();
      close(made);
      toast(t(repeat && made.planAt !== new Date(moment(fmt, v)).toISOString().replace('.000Z', 'Z') ? 'followUp.savedMoved' : 'followUp.saved', { date: fmt.date(made.planAt) }));
      ctx.changed();
    }}></kw-form>`,
  });
}

/** What has lasted so many minutes and ends now; nothing where nobody says how long. */
const justNow = (minutes) => (Number(minutes) > 0 ? lasting(new Date(Date.now() - Number(minutes) * 60000).toISOString(), minutes) : {});

function done(ctx, followUp, reload) {
  const { html, t, api, dialog, toast, user } = ctx;
  const record = user.can('archives:interaction:create') && followUp.customerId;
  const fields = record
    ? [
        { name: 'record', label: t('followUp.record'), type: 'checkbox' },
        { name: 'channel', label: t('channel'), type: 'select', half: true, options: Object.keys(CHANNELS).map((v) => ({ value: v, label: word(ctx, 'channel', v) })), pointer: '/channel' },
        minutesField(t),
        { name: 'outcome', label: t('outcome'), maxlength: 300, pointer: '/outcome' },
        { name: 'body', label: t('body'), type: 'textarea', rows: 4, pointer: '/body' },
      ]
    : [];
  dialog({
    title: t('followUp.doneTitle'),
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${fields} .value=${{ record: true, channel: CHANNEL_OF[followUp.kind] }} .submitLabel=${t('followUp.done')} .cancel=${() => close()} .submit=${async (v, form) => {
      const interaction = record && v.record ? { ...justNow(v.minutes), channel: v.channel, direction: 'OUT', topic: subjectOf(ctx, followUp), outcome: v.outcome || null, body: v.body || null } : null;
      await api.post(`/archives/follow-ups/${followUp.id}/completion`, { interaction });
      form.settle();
      close(true);
      toast(t('followUp.doneSaved'));
      reload();
    }}></kw-form>`,
  });
}

function move(ctx, followUp, reload) {
  const { html, t, fmt, api, dialog, toast } = ctx;
  const [day, clock] = fmt.wallClock(Math.max(Date.parse(followUp.planAt), Date.now()));
  dialog({
    title: t('followUp.move'),
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${momentFields(t).map((f) => (f.pointer ? { ...f, pointer: '/planAt' } : f))} .value=${{ day, clock }} .cancel=${() => close()} .submit=${async (v, form) => {
      await api.patch(`/archives/follow-ups/${followUp.id}`, { planAt: moment(fmt, v) }, followUp.version);
      form.settle();
      close(true);
      toast(t('followUp.saved'));
      reload();
    }}></kw-form>`,
  });
}

function cancel(ctx, followUp, reload) {
  const { html, t, api, dialog, toast } = ctx;
  const fields = [
    { name: 'reason', label: t('followUp.reason'), maxlength: 200 },
    ...(followUp.recurrence ? [{ name: 'series', label: t('followUp.series'), type: 'checkbox' }] : []),
  ];
  dialog({
    title: t('followUp.cancelTitle'),
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${fields} .value=${{ reason: '', series: false }} .submitLabel=${t('followUp.cancel')} .cancel=${() => close()} .submit=${async (v, form) => {
      await api.post(`/archives/follow-ups/${followUp.id}/cancellation`, { reason: v.reason || null, series: Boolean(v.series) });
      form.settle();
      close(true);
      toast(t('followUp.cancelled'));
      reload();
    }}></kw-form>`,
  });
}
