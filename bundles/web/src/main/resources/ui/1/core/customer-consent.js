/** What a customer agreed to and refused: the tab of his page, with all that is done there. */
import { formDialog } from './parts.js';

const PURPOSES = ['MARKETING', 'CARE', 'SURVEY', 'LOYALTY_NOTICE', 'PROFILING', 'SHARING', 'SERVICE'];
const CHANNELS = ['SMS', 'EMAIL', 'IM', 'PHONE', 'SOCIAL'];
const DECISIONS = ['GRANT', 'REFUSE', 'WITHDRAW'];
const DECIDERS = ['SELF', 'GUARDIAN', 'STAFF'];
const TONES = { GRANTED: 'ok', REFUSED: 'bad', SILENT: '' };
const OUTCOMES = { ALLOWED: 'ok', DELAYED: 'warn', REFUSED: 'bad' };
const ICONS = { ALLOWED: 'check', DELAYED: 'clock', REFUSED: 'circle-alert' };

const options = (ctx, kind, values) => values.map((value) => ({ value, label: ctx.t(`consent.${kind}.${value}`) }));

/** The refusal that only the customer, or his guardian, takes back; for every channel the one that is said for all. */
function standingRefusal(states, { purpose, channel }) {
  const refused = states.filter((s) => s.purpose === purpose && s.standing === 'REFUSED' && s.decidedBy && s.decidedBy.decider !== 'STAFF');
  return refused.find((s) => (channel === 'ANY' ? s.decidedBy.channel === 'ANY' : s.channel === channel))?.decidedBy;
}

/** Writes down what the customer decided. What would be refused is said before it is sent. */
function record(host, states, done, preset = {}) {
  const { ctx, customer } = host;
  const { t, html, icon, fmt } = ctx;
  const grants = (v) => v.decision === 'GRANT';
  const overrules = (v) => (grants(v) && v.decider === 'STAFF' ? standingRefusal(states, v) : null);
  const warning = (v) => {
    const refusal = overrules(v);
    if (refusal) return html`<div class="notice bad" role="alert">${icon('circle-alert')}<div>${t('consent.overrules', { when: fmt.date(refusal.at) })}</div></div>`;
    if (grants(v) && customer.minor && v.decider !== 'GUARDIAN' && v.purpose !== 'SERVICE') return html`<div class="notice warn" role="alert">${icon('triangle-alert')}<div>${t('consent.needsGuardian')}</div></div>`;
    return '';
  };
  return formDialog(ctx, {
    title: t('consent.record'),
    submitLabel: t('consent.recordIt'),
    value: { purpose: 'MARKETING', channel: 'ANY', decision: 'GRANT', decider: customer.minor ? 'GUARDIAN' : 'SELF', noticeVersion: '', evidence: '', at: '', expiresAt: '', ...preset },
    fields: [
      { name: 'decision', label: t('consent.decision'), type: 'select', required: true, half: true, options: options(ctx, 'decision', DECISIONS) },
      { name: 'decider', label: t('consent.decider'), type: 'select', required: true, half: true, options: options(ctx, 'decider', DECIDERS), check: (_, v) => (overrules(v) ? t('consent.overrulesShort') : '') },
      { name: 'purpose', label: t('consent.purpose'), type: 'select', required: true, half: true, options: options(ctx, 'purpose', PURPOSES) },
      { name: 'channel', label: t('consent.channel'), type: 'select', required: true, half: true, options: options(ctx, 'channel', ['ANY', ...CHANNELS]), note: warning },
      { name: 'noticeVersion', label: t('consent.notice'), half: true, hint: t('consent.noticeHint'), check: (v) => ([...v].length > 60 ? t('consent.tooLong') : '') },
      { name: 'at', label: t('consent.at'), type: 'date', half: true, hint: t('consent.atHint') },
      { name: 'evidence', label: t('consent.evidence'), type: 'textarea', hint: t('consent.evidenceHint') },
      { name: 'expiresAt', label: t('consent.expires'), type: 'date', half: true, hidden: (v) => !grants(v) },
    ],
    submit: async (v) => {
      const today = fmt.today();
      const body = { purpose: v.purpose, channel: v.channel, decision: v.decision, decider: v.decider };
      if (v.noticeVersion?.trim()) body.noticeVersion = v.noticeVersion.trim();
      if (v.evidence?.trim()) body.evidence = v.evidence.trim();
      if (v.at && v.at !== today) body.at = fmt.instantOf(v.at, '12:00');
      if (v.expiresAt && grants(v)) body.expiresAt = fmt.instantOf(v.expiresAt, '23:59');
      await ctx.api.post(`/customers/${customer.id}/consents`, body);
      ctx.toast(t('consent.recorded'));
      await done();
    },
  });
}

/** Asks whether somebody may write to the customer now, and says why not. */
function check(host) {
  const { ctx, customer } = host;
  const { t, html, icon, fmt, api, href } = ctx;
  let answer = null;
  return ctx.dialog({
    title: t('consent.check'),
    body: (d) => html`<kw-form .value=${{ purpose: 'MARKETING', channel: 'SMS' }} .submitLabel=${t('consent.checkNow')} .cancel=${() => d.close()}
      .fields=${[
        { name: 'purpose', label: t('consent.purpose'), type: 'select', required: true, half: true, options: options(ctx, 'purpose', PURPOSES) },
        { name: 'channel', label: t('consent.channel'), type: 'select', required: true, half: true, options: options(ctx, 'channel', CHANNELS) },
      ]}
      .changed=${() => { answer = null; d.update(); }}
      .extra=${() => html`<div class="answer" aria-live="polite">${answer ? html`<div class="notice ${OUTCOMES[answer.outcome]}">${icon(ICONS[answer.outcome])}<div>
          <strong>${t(`consent.outcome.${answer.outcome}`)}</strong><p>${answer.text}</p>
          ${answer.until ? html`<p>${t('consent.until', { when: fmt.dateTime(answer.until) })}</p>` : ''}
          ${answer.wishes?.channel ? html`<p>${t('consent.likesChannel', { channel: t(`consent.channel.${answer.wishes.channel}`) })}</p>` : ''}
          ${answer.wishes?.from ? html`<p>${t('consent.likesFrom', { when: fmt.dateTime(answer.wishes.from) })}</p>` : ''}
          ${answer.step ? html`<p class="small">${t(`consent.step.${answer.step}`)}</p>` : ''}</div></div>` : ''}
        ${ctx.user.can('core:consent:configure') ? html`<p class="small"><a href=${href('/settings/messages')} @click=${() => d.close()}>${t('sendRules.title')}</a></p>` : ''}</div>`}
      .submit=${async (v, form) => { answer = await api.post(`/customers/${customer.id}/send-checks`, v, { idempotent: false }); form.settle(); d.update(); }}></kw-form>`,
  });
}

/** What holds for every message, and how the customer likes to be reached. */
function limits(host, policy, done) {
  const { ctx, customer } = host;
  const { t } = ctx;
  const clock = { check: (v) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(v) ? '' : t('consent.clock')) };
  return formDialog(ctx, {
    title: t('consent.limits'),
    value: { ...policy, preferredChannel: policy.preferredChannel ?? '', preferredFrom: policy.preferredFrom ?? '', preferredUntil: policy.preferredUntil ?? '', deceasedOn: policy.deceasedOn ?? '' },
    fields: [
      { name: 'doNotContact', label: t('consent.doNotContact'), type: 'checkbox', hint: t('consent.doNotContactHint') },
      { name: 'complaint', label: t('consent.complaint'), type: 'checkbox', hint: t('consent.complaintHint') },
      { name: 'deceased', label: t('consent.deceased'), type: 'checkbox', hint: t('consent.deceasedHint') },
      { name: 'deceasedOn', label: t('consent.deceasedOn'), type: 'date', half: true, hidden: (v) => !v.deceased },
      { type: 'section', name: 'wishes', label: t('consent.wishes') },
      { name: 'preferredChannel', label: t('consent.preferredChannel'), type: 'select', placeholder: t('consent.noPreference'), options: options(ctx, 'channel', CHANNELS) },
      { name: 'preferredFrom', label: t('consent.preferredFrom'), half: true, placeholder: '09:00', ...clock },
      { name: 'preferredUntil', label: t('consent.preferredUntil'), half: true, placeholder: '18:00', ...clock },
    ],
    submit: async (v) => {
      const changes = {};
      for (const name of ['doNotContact', 'complaint', 'deceased']) if (!!v[name] !== !!policy[name]) changes[name] = !!v[name];
      for (const name of ['preferredChannel', 'preferredFrom', 'preferredUntil']) if ((v[name] || null) !== (policy[name] ?? null)) changes[name] = v[name] || null;
      const died = v.deceased ? v.deceasedOn || null : null;
      if (died !== (policy.deceasedOn ?? null)) changes.deceasedOn = died;
      if (Object.keys(changes).length) await ctx.api.patch(`/customers/${customer.id}/contact-policy`, changes, policy.version);
      ctx.toast(t('customer.saved'));
      await done();
    },
  });
}

/** Writes down that no machine may decide on the customer. */
function object(host, done) {
  const { ctx, customer } = host;
  const { t, api } = ctx;
  return formDialog(ctx, {
    title: t('automation.object'),
    intro: t('automation.objectText'),
    submitLabel: t('automation.objectIt'),
    value: { decider: customer.minor ? 'GUARDIAN' : 'SELF', evidence: '' },
    fields: [
      { name: 'decider', label: t('consent.decider'), type: 'select', required: true, options: options(ctx, 'decider', DECIDERS) },
      { name: 'evidence', label: t('consent.evidence'), type: 'textarea', hint: t('consent.evidenceHint') },
    ],
    submit: async (v) => {
      const body = { purpose: 'PROFILING', channel: 'ANY', decision: 'REFUSE', decider: v.decider };
      if (v.evidence?.trim()) body.evidence = v.evidence.trim();
      await api.post(`/customers/${customer.id}/consents`, body);
      ctx.toast(t('consent.recorded'));
      await done();
    },
  });
}

class Consents extends HTMLElement {
  #read = null;
  #error = null;
  #version = null;
  host = null;

  set version(v) {
    if (v === this.#version) return;
    this.#version = v;
    this.load();
  }

  async load() {
    const { ctx, customer } = this.host;
    const at = `/customers/${customer.id}`;
    const get = (path) => ctx.api.get(at + path, {}, { signal: ctx.signal });
    try {
      const [states, log, policy, automation] = await Promise.all([get('/consents/state'), get('/consents'), get('/contact-policy'), get('/automated-decisions')]);
      this.#read = { states: states.items, log: log.items, policy, automation };
      this.#error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#error = error;
    }
    this.#draw();
  }

  /** Who decided, when, with which text, and how it can be shown. */
  #facts(event) {
    const { html, t, fmt } = this.host.ctx;
    return html`<dl class="facts">
      <dt>${t('consent.since')}</dt><dd>${fmt.dateTime(event.at)}</dd>
      <dt>${t('consent.decider')}</dt><dd>${t(`consent.decider.${event.decider}`)}${event.imported ? t('consent.importedMark') : ''}</dd>
      ${event.channel === 'ANY' ? html`<dt>${t('consent.channel')}</dt><dd>${t('consent.channel.ANY')}</dd>` : ''}
      ${event.noticeVersion ? html`<dt>${t('consent.notice')}</dt><dd>${event.noticeVersion}</dd>` : ''}
      ${event.evidence ? html`<dt>${t('consent.evidence')}</dt><dd>${event.evidence}</dd>` : ''}
      ${event.expiresAt ? html`<dt>${t('consent.expires')}</dt><dd>${fmt.dateTime(event.expiresAt)}</dd>` : ''}
      <dt>${t('consent.recordedBy')}</dt><dd>${event.recordedBy?.name ?? ''}</dd></dl>`;
  }

  #word(state) {
    const { t } = this.host.ctx;
    return t(state.standing === 'SILENT' && state.allowed ? 'consent.standing.OPEN' : `consent.standing.${state.standing}`);
  }

  /** One purpose: its channels with what holds, and behind them the decisions that made it so. */
  #purpose(purpose) {
    const { html, t } = this.host.ctx;
    const states = this.#read.states.filter((s) => s.purpose === purpose);
    const alike = states.every((s) => s.standing === states[0].standing && s.allowed === states[0].allowed && s.decidedBy?.id === states[0].decidedBy?.id);
    const badges = alike
      ? html`<span class="badge ${TONES[states[0].standing]}">${t('consent.channel.ANY')} · ${this.#word(states[0])}</span>`
      : states.map((s) => html`<span class="badge ${TONES[s.standing]}">${t(`consent.channel.${s.channel}`)} · ${this.#word(s)}</span>`);
    const events = [...new Map(states.filter((s) => s.decidedBy).map((s) => [s.decidedBy.id, s.decidedBy])).values()];
    const head = html`<strong>${t(`consent.purpose.${purpose}`)}</strong> <span class="chips">${badges}</span>`;
    return events.length
      ? html`<li><details><summary>${head}</summary>${events.map((event) => html`<p class="second">${t(`consent.decision.${event.decision}`)} · ${t(`consent.channel.${event.channel}`)}</p>${this.#facts(event)}`)}</details></li>`
      : html`<li><div class="plain">${head}</div></li>`;
  }

  #signs() {
    const { html, t, icon } = this.host.ctx;
    const { policy } = this.#read;
    const signs = ['deceased', 'doNotContact', 'complaint'].filter((name) => policy[name]);
    const wishes = [policy.preferredChannel && t(`consent.channel.${policy.preferredChannel}`), policy.preferredFrom && `${policy.preferredFrom}–${policy.preferredUntil}`].filter(Boolean).join(' · ');
    return html`${signs.map((name) => html`<div class="notice bad">${icon('circle-alert')}<div><strong>${t(`consent.${name}`)}</strong><p>${t(`consent.${name}Hint`)}</p></div></div>`)}
      ${wishes ? html`<p class="second">${t('consent.likes', { wishes })}</p>` : ''}`;
  }

  /** Whether a machine may decide on the customer, and the way to change it. */
  #automation() {
    const { html, t, icon } = this.host.ctx;
    const { automation, states } = this.#read;
    const may = this.host.ctx.user.can('core:consent:create');
    const done = () => this.load();
    const button = automation.objection
      ? html`<button type="button" class="btn small" @click=${() => record(this.host, states, done, { purpose: 'PROFILING' })}>${t('automation.takeBack')}</button>`
      : html`<button type="button" class="btn small" @click=${() => object(this.host, done)}>${t('automation.object')}</button>`;
    return html`<section aria-labelledby="automation"><h3 id="automation">${t('automation.title')}</h3>
      <div class="notice ${automation.allowed ? '' : 'warn'}">${icon(automation.allowed ? 'check' : 'circle-alert')}<div class="grow"><strong>${t(automation.allowed ? 'automation.allowed' : 'automation.refused')}</strong><p>${automation.text ?? t('automation.text')}</p></div>${may ? button : ''}</div></section>`;
  }

  #trail() {
    const { html, t, fmt, empty } = this.host.ctx;
    const { log } = this.#read;
    if (!log.length) return empty({ icon: 'history', title: t('consent.empty'), text: t('consent.emptyText') });
    return html`<ol class="trail">${log.map((event) => html`<li><div class="grow">
      <div class="row between"><span><span class="badge ${event.decision === 'GRANT' ? 'ok' : 'bad'}">${t(`consent.decision.${event.decision}`)}</span> <strong>${t(`consent.purpose.${event.purpose}`)}</strong> <span class="second">${t(`consent.channel.${event.channel}`)}</span></span>
        <time class="muted small" datetime=${event.at} title=${fmt.dateTime(event.at)}>${fmt.relative(event.at)}</time></div>
      <details><summary class="small">${t(`consent.decider.${event.decider}`)}${event.imported ? t('consent.importedMark') : ''}</summary>${this.#facts(event)}</details></div></li>`)}</ol>`;
  }

  #draw() {
    const { ctx } = this.host;
    const { html, render, t, icon } = ctx;
    if (this.#error) {
      render(ctx.failure(this.#error, { retry: () => this.load() }), this);
      return;
    }
    const done = () => this.load();
    const mayRecord = ctx.user.can('core:consent:create');
    render(
      html`<div class="stack padded">
        <div class="row wrap"><button type="button" class="btn" @click=${() => check(this.host)}>${icon('message-circle')}${t('consent.check')}</button>
          ${mayRecord ? html`<button type="button" class="btn" @click=${() => record(this.host, this.#read.states, done)}>${icon('plus')}${t('consent.record')}</button>
          <button type="button" class="btn quiet" @click=${() => limits(this.host, this.#read.policy, done)}>${icon('settings')}${t('consent.limits')}</button>` : ''}</div>
        ${this.#signs()}
        <section aria-labelledby="consent-now"><h3 id="consent-now">${t('consent.now')}</h3><ul class="consents">${PURPOSES.map((p) => this.#purpose(p))}</ul></section>
        ${this.#automation()}
        <section aria-labelledby="consent-log"><h3 id="consent-log">${t('consent.log')}</h3>${this.#trail()}</section>
      </div>`,
      this,
    );
  }
}

customElements.define('kw-consents', Consents);

/** The tab of `host.customer`. */
export function consentTab(host) {
  return host.ctx.html`<kw-consents .host=${host} .version=${`${host.customer.version}/${host.seen}`}></kw-consents>`;
}
