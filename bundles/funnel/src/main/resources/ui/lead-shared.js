/** What the pages of leads share: words of their states, and the dialogs by which they are written down, worked on and handed over. */
import { picker } from './forms.js';
import { chosen, named, pipelinesOf, storeOptions, titleOf, userOptions } from './shared.js';

export const OPEN = ['NEW', 'WORKING', 'QUALIFIED'];
export const REASONS = ['NO_NEED', 'NO_BUDGET', 'NO_ANSWER', 'WRONG_CONTACT', 'DUPLICATE', 'SPAM', 'OTHER'];
const CHANNELS = ['PHONE', 'IM', 'EMAIL', 'SMS', 'SOCIAL', 'VISIT', 'COUNTER', 'WEB', 'EVENT'];
const TONES = { NEW: 'info', WORKING: 'info', QUALIFIED: 'warn', CONVERTED: 'ok', REJECTED: 'bad' };
const isMoney = (text) => /^\d{1,12}(\.\d{1,2})?$/.test(String(text).trim());

/** How far a lead has come. */
export function stateBadge(ctx, { state }) {
  return ctx.html`<span class="badge ${TONES[state] ?? ''}">${ctx.t(`lead.state.${state}`)}</span>`;
}

/** Why a lead belongs to its owner. */
export function whyOf({ t }, { assignment }) {
  if (!assignment) return '';
  return assignment.rule ? t('lead.byRule', { rule: assignment.rule }) : t('lead.byHand', { name: assignment.by?.name ?? t('somebody') });
}

const channelField = ({ t }) => ({ name: 'channel', label: t('lead.channel'), type: 'select', half: true, required: true, options: CHANNELS.map((value) => ({ value, label: t(`lead.channel.${value}`) })) });

/** A form in a dialog; resolves with what `save` answers, or undefined. */
function ask(ctx, { title, size = 'small', fields, value, submitLabel = '', extra = null, save }) {
  const { html, dialog } = ctx;
  return dialog({
    title,
    size,
    body: ({ close, el }) => html`<kw-form .fields=${fields} .value=${value} .submitLabel=${submitLabel} .extra=${extra ? () => extra(() => el.querySelector('kw-form')?.update()) : null} .cancel=${() => close()} .submit=${async (v, form) => {
      const made = await save(v);
      form.settle();
      close(made);
    }}></kw-form>`,
  });
}

/** Somebody new, as long as no customer is chosen. */
function newcomer(ctx, state, redraw) {
  const { html, t, icon } = ctx;
  if (state.customer || state.fixed) return '';
  const cell = (name, label, type, mode) => html`<div class="field ${name === 'fullName' ? '' : 'half'}"><label for="new-${name}">${label}</label><input class="input" id="new-${name}" type=${type} inputmode=${mode} autocomplete="off" maxlength="100" aria-invalid=${state.faults[name] ? 'true' : 'false'} .value=${state.person[name]} @input=${(e) => { state.person[name] = e.target.value; state.touched = true; delete state.faults[name]; redraw(); }} />${state.faults[name] ? html`<p class="error">${icon('circle-alert')}<span>${state.faults[name]}</span></p>` : ''}</div>`;
  return html`<fieldset class="form"><legend class="label">${t('lead.newcomer')}</legend>${cell('fullName', t('lead.name'), 'text', 'text')}${cell('phone', t('lead.phone'), 'tel', 'tel')}${cell('email', t('lead.email'), 'email', 'email')}</fieldset>`;
}

function personOf(person) {
  const contactPoints = [['PHONE', person.phone], ['EMAIL', person.email]].filter(([, value]) => value.trim()).map(([type, value]) => ({ type, value: value.trim(), primary: true }));
  return { fullName: person.fullName.trim(), contactPoints };
}

/** Faults of somebody new by the fields that they came from. */
function faultsOf(errors, person) {
  const points = [person.phone.trim() && 'phone', person.email.trim() && 'email'].filter(Boolean);
  const faults = {};
  errors.forEach(({ pointer, message }) => {
    const point = /^\/customer\/contactPoints\/(\d+)/.exec(pointer ?? '');
    if (point) faults[points[Number(point[1])] ?? 'phone'] = message;
    else if (/^\/customer(Id)?(\/|$)/.test(pointer ?? '')) faults.fullName = message;
  });
  return faults;
}

/** Sends a lead of somebody new; who is there already is offered in his place. */
async function send(ctx, body, state) {
  const { html, t, api, avatar, confirm, dialog } = ctx;
  try {
    return await api.post('/funnel/leads', body);
  } catch (error) {
    if (error.code !== 'possible-duplicate') throw error;
    const found = error.problem?.duplicates ?? [];
    const same = await dialog({
      title: t('lead.duplicate'),
      size: 'small',
      body: ({ close }) => html`<div class="stack"><p class="second">${t('lead.duplicateText')}</p><ul class="matches">${found.map((m) => html`<li>${avatar(m.displayName, { size: 's' })}<span class="grow"><strong>${m.displayName}</strong> <span class="num muted">${m.phone ?? ''}</span></span><button type="button" class="btn small" aria-label=${t('pickOne', { name: m.displayName })} @click=${() => close(m)}>${t('pick')}</button></li>`)}</ul>
        <div class="dialog-foot"><button type="button" class="btn" @click=${() => close('other')}>${t('lead.somebodyElse')}</button></div></div>`,
    });
    if (same && same !== 'other') {
      state.customer = { id: same.id, displayName: same.displayName };
      return api.post('/funnel/leads', { ...body, customer: null, customerId: same.id });
    }
    const reason = same === 'other' && (await confirm({ title: t('lead.somebodyElse'), text: t('lead.somebodyElseText'), action: t('lead.create'), ask: { label: t('lead.reason'), required: true } }));
    if (!reason) throw new DOMException('given up', 'AbortError');
    return api.post('/funnel/leads', { ...body, customer: { ...body.customer, duplicateReason: reason } });
  }
}

/** Writes a lead down; resolves with it, or undefined. `customer` is fixed where it is given. */
export async function create(ctx, { customer = null } = {}) {
  const { html, t, user, toast } = ctx;
  const state = { customer, fixed: Boolean(customer), faults: {}, person: { fullName: '', phone: '', email: '' } };
  try {
    [state.users, state.stores] = await Promise.all([userOptions(ctx), storeOptions(ctx)]);
  } catch (error) {
    ctx.toastError(error);
    return undefined;
  }
  const owners = [{ value: '', label: t('lead.byRules') }, { value: user.id, label: t('lead.myself') }, ...(user.can('funnel:lead:assign') ? state.users.filter((u) => u.value !== user.id) : [])];
  const made = await ask(ctx, {
    title: t('lead.add'),
    size: 'wide',
    fields: [
      { name: 'title', label: t('lead.title'), required: true, maxlength: 200, autofocus: true, placeholder: t('lead.titleExample') },
      { name: 'source', label: t('field.source'), maxlength: 60, half: true, placeholder: t('sourceExample') },
      { name: 'ownerId', label: t('field.owner'), type: 'select', half: true, options: owners },
      ...(state.stores.length ? [{ name: 'storeId', label: t('field.store'), type: 'select', half: true, options: state.stores }] : []),
      channelField(ctx),
      { name: 'text', label: t('lead.note'), type: 'textarea', rows: 3, maxlength: 5900, pointer: '/note/text' },
    ],
    value: { title: '', source: '', ownerId: '', storeId: '', channel: 'PHONE', text: '' },
    submitLabel: t('lead.create'),
    extra: (redraw) => html`<div class="stack spaced" ?data-dirty=${Boolean(state.touched)}>${picker(ctx, state, redraw)}${newcomer(ctx, state, redraw)}</div>`,
    save: async (v) => {
      const body = {
        title: v.title,
        source: v.source || null,
        storeId: v.storeId || null,
        ownerId: v.ownerId || null,
        note: v.text?.trim() ? { text: v.text, channel: v.channel } : null,
        ...(state.customer ? { customerId: state.customer.id } : { customer: personOf(state.person) }),
      };
      try {
        return await send(ctx, body, state);
      } catch (error) {
        if (error.errors && !state.customer) state.faults = faultsOf(error.errors, state.person);
        throw error;
      }
    },
  });
  if (made) {
    toast(t('lead.created', { title: titleOf(ctx, made) }), { action: { label: t('openIt'), run: () => ctx.go(`/funnel/leads/${made.id}`) } });
    ctx.changed();
  }
  return made;
}

/** Changes what is said of a lead; resolves with it, or undefined. */
export async function edit(ctx, lead) {
  const { t, api } = ctx;
  const stores = await storeOptions(ctx);
  const value = { title: lead.title ?? '', source: lead.source ?? '', storeId: lead.storeId ?? '' };
  return ask(ctx, {
    title: t('lead.edit'),
    fields: [
      { name: 'title', label: t('lead.title'), required: true, maxlength: 200, autofocus: true },
      { name: 'source', label: t('field.source'), maxlength: 60, half: true },
      ...(stores.length ? [{ name: 'storeId', label: t('field.store'), type: 'select', half: true, options: stores }] : []),
    ],
    value,
    save: (v) => {
      const patch = {};
      Object.keys(value).forEach((name) => { if ((v[name] ?? '') !== value[name]) patch[name] = v[name] || null; });
      return Object.keys(patch).length ? api.patch(`/funnel/leads/${lead.id}`, patch, lead.version) : lead;
    },
  });
}

/** Rejects a lead; resolves with it, or undefined. */
export function reject(ctx, lead) {
  const { t, api } = ctx;
  return ask(ctx, {
    title: t('lead.reject.title', { title: titleOf(ctx, lead) }),
    fields: [
      { name: 'reason', label: t('lead.rejection'), type: 'select', required: true, options: REASONS.map((value) => ({ value, label: t(`lead.rejection.${value}`) })) },
      { name: 'text', label: t('lead.note'), type: 'textarea', rows: 3, maxlength: 5900, pointer: '/note/text' },
    ],
    value: { reason: '', text: '' },
    submitLabel: t('lead.reject'),
    save: (v) => api.post(`/funnel/leads/${lead.id}/moves`, { state: 'REJECTED', from: lead.state, reason: v.reason, note: v.text?.trim() ? { text: v.text, channel: 'PHONE' } : null }),
  });
}

/** Gives a lead to somebody, or to whom the rules choose; resolves with it, or undefined. */
export async function assign(ctx, lead) {
  const { t, api } = ctx;
  const users = await userOptions(ctx);
  return ask(ctx, {
    title: t('lead.assign'),
    fields: [{ name: 'ownerId', label: t('field.owner'), type: 'select', options: [{ value: '', label: t('lead.byRules') }, ...users] }],
    value: { ownerId: lead.owner?.id ?? '' },
    submitLabel: t('lead.assign'),
    save: (v) => api.post(`/funnel/leads/${lead.id}/assignments`, { ownerId: v.ownerId || null }),
  });
}

/** Writes something down of a lead; resolves with the note, or undefined. */
export function note(ctx, lead) {
  const { t, api } = ctx;
  return ask(ctx, {
    title: t('lead.noteAdd'),
    fields: [channelField(ctx), { name: 'text', label: t('lead.note'), type: 'textarea', rows: 5, required: true, maxlength: 5900, autofocus: true }],
    value: { channel: 'PHONE', text: '' },
    save: (v) => api.post(`/funnel/leads/${lead.id}/notes`, { text: v.text, channel: v.channel }),
  });
}

/** Makes an opportunity of a lead; resolves with the lead, or undefined. */
export async function convert(ctx, lead) {
  const { html, t, api } = ctx;
  let pipelines;
  try {
    pipelines = (await pipelinesOf(ctx)).filter((p) => !p.retired);
  } catch (error) {
    ctx.toastError(error);
    return undefined;
  }
  const first = chosen(pipelines);
  if (!first) {
    ctx.toast(t('noPipelineText'), { kind: 'warn' });
    return undefined;
  }
  const state = { pipeline: first, stage: '' };
  const open = () => state.pipeline.stages.filter((s) => s.kind === 'OPEN');
  const where = (redraw) => html`<div class="form">${pipelines.length > 1 ? html`<div class="field half"><label for="to-pipeline">${t('pipeline')}</label><select class="select" id="to-pipeline" @change=${(e) => { state.pipeline = pipelines.find((p) => p.id === e.target.value); state.stage = ''; redraw(); }}>${pipelines.map((p) => html`<option value=${p.id} ?selected=${p === state.pipeline}>${named(ctx, p.name)}</option>`)}</select></div>` : ''}
    <div class="field half"><label for="to-stage">${t('field.stage')}</label><select class="select" id="to-stage" @change=${(e) => { state.stage = e.target.value; }}>${open().map((s, i) => html`<option value=${s.id} ?selected=${s.id === state.stage || (!state.stage && i === 0)}>${named(ctx, s.name)}</option>`)}</select></div></div>`;
  return ask(ctx, {
    title: t('lead.convert.title', { title: titleOf(ctx, lead) }),
    fields: [
      { name: 'title', label: t('field.title'), required: true, maxlength: 200, autofocus: true },
      { name: 'amount', label: t('field.amount'), type: 'money', half: true, hint: ctx.fmt.currency(), check: (v) => (isMoney(v) ? '' : t('badMoney')) },
      { name: 'closeOn', label: t('field.closeOn'), type: 'date', half: true },
    ],
    value: { title: lead.title ?? '', amount: '', closeOn: '' },
    submitLabel: t('lead.convert'),
    extra: where,
    save: (v) => api.post(`/funnel/leads/${lead.id}/conversion`, {
      pipelineId: state.pipeline.id,
      stageId: state.stage || open()[0]?.id,
      title: v.title,
      amount: String(v.amount ?? '').trim() ? { amount: String(v.amount).trim(), currency: ctx.fmt.currency() } : null,
      closeOn: v.closeOn || null,
    }),
  });
}

/** What was written down of a lead, the newest first. */
export function noteList(ctx, notes, customerId) {
  const { html, t, fmt, icon, href } = ctx;
  const one = (n) => html`<li><span class="timeline-icon">${icon(n.interactionId ? 'history' : 'message-square')}</span><div class="grow">${n.text ? html`<p class="pre">${n.text}</p>` : html`<p class="second">${customerId ? html`<a href=${href(`/customers/${customerId}`)}>${t('lead.noteMoved')}</a>` : t('lead.noteMoved')}</p>`}<p class="small muted">${[t(`lead.channel.${n.channel}`), fmt.dateTime(n.at), n.by?.name].filter(Boolean).join(' · ')}</p></div></li>`;
  return notes.length ? html`<ol class="timeline flat padded">${[...notes].reverse().map(one)}</ol>` : html`<p class="padded muted">${t('lead.noNotes')}</p>`;
}
