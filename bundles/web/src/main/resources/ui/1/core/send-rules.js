/** The company's rules for messages to customers, as a page of the settings. */
import '../kit/form.js';

const FIXED = ['MARKETING', 'PROFILING', 'SHARING'];
const NEEDS = { CARE: 'careNeedsGrant', SURVEY: 'surveyNeedsGrant', LOYALTY_NOTICE: 'loyaltyNoticeNeedsGrant' };

class SendRules extends HTMLElement {
  #rules = null;
  #error = null;
  ctx = null;

  connectedCallback() {
    if (!this.#rules) this.load();
  }

  async load() {
    try {
      this.#rules = await this.ctx.api.get('/send-rules', {}, { signal: this.ctx.signal });
      this.#error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#error = error;
    }
    this.#draw();
  }

  async #save(values) {
    const { ctx } = this;
    const changes = {};
    for (const name of ['perDay', 'perWeek']) if (String(values[name]) !== String(this.#rules[name])) changes[name] = /^\d+$/.test(String(values[name]).trim()) ? Number(values[name]) : values[name];
    for (const name of ['quietFrom', 'quietUntil', ...Object.values(NEEDS)]) if (values[name] !== this.#rules[name]) changes[name] = values[name];
    try {
      if (Object.keys(changes).length) this.#rules = await ctx.api.patch('/send-rules', changes, this.#rules.version);
    } catch (error) {
      if (error.code === 'stale-version') await this.load();
      throw error;
    }
    ctx.toast(ctx.t('kit.saved'));
    this.#draw();
  }

  #draw() {
    const { html, render, t, user, failure, skeleton } = this.ctx;
    if (this.#error) {
      render(failure(this.#error, { retry: () => this.load() }), this);
      return;
    }
    if (!this.#rules) {
      render(skeleton(4), this);
      return;
    }
    const whole = (v) => (/^\d{1,3}$/.test(String(v).trim()) && Number(v) <= 100 ? '' : t('sendRules.number'));
    const clock = (v) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(v) ? '' : t('consent.clock'));
    const fields = [
      { type: 'section', name: 'cap', label: t('sendRules.cap') },
      { name: 'perDay', label: t('sendRules.perDay'), type: 'number', required: true, half: true, check: whole },
      { name: 'perWeek', label: t('sendRules.perWeek'), type: 'number', required: true, half: true, check: whole, hint: t('sendRules.capHint') },
      { type: 'section', name: 'quiet', label: t('sendRules.quiet') },
      { name: 'quietFrom', label: t('sendRules.quietFrom'), required: true, half: true, check: clock },
      { name: 'quietUntil', label: t('sendRules.quietUntil'), required: true, half: true, check: clock, hint: t('sendRules.quietHint') },
      { type: 'section', name: 'grants', label: t('sendRules.grants') },
      ...Object.entries(NEEDS).map(([purpose, name]) => ({ name, label: t(`consent.purpose.${purpose}`), type: 'checkbox', hint: t('sendRules.needsHint') })),
    ];
    const mayEdit = user.can('core:consent:configure');
    render(
      html`<section class="card" aria-labelledby="send-rules-h"><div class="card-head"><h2 id="send-rules-h">${t('sendRules.title')}</h2></div><div class="card-body padded">
        <p class="second spaced-after">${t('sendRules.intro')}</p>
        <kw-form .fields=${fields} .value=${{ ...this.#rules }} .submit=${mayEdit ? (v) => this.#save(v) : null}
          .extra=${() => html`<p class="small muted">${t('sendRules.fixed', { list: FIXED.map((p) => t(`consent.purpose.${p}`)).join(t('history.and')) })}</p>`}></kw-form></div></section>`,
      this,
    );
  }
}

customElements.define('kw-send-rules', SendRules);

/** The page. */
export function sendRulesPage(ctx) {
  return ctx.html`<kw-send-rules .ctx=${ctx}></kw-send-rules>`;
}
