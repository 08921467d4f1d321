/** The history tab: every change of the customer, newest first. */
import { birthText } from '../kit/form.js';
import { has, t as core } from '../kit/text.js';
import { titleOf, ownText } from './own-fields.js';
import { actorName, schemeName } from './parts.js';

const isBlank = (value) => value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);
const WORDS = { sex: 'sex', status: 'status', nameOrder: 'nameOrder' };

/** One value in words: codes by their names, ids by who or what they stand for. */
function word(value, field, host) {
  if (typeof value === 'boolean') return core(value ? 'kit.yes' : 'kit.no');
  if (field === 'birth' && typeof value === 'object') return birthText(value);
  if (field === 'contactPoints' && typeof value === 'object') {
    const marks = [core(`contact.${value.type}`), value.primary && core('contact.primary'), value.shared && core('contact.shared'), ['VERIFIED', 'INVALID', 'RETIRED', 'BOUNCED'].includes(value.state) && core(`contact.state.${value.state}`)];
    return `${value.value}${core('history.marks', { marks: marks.filter(Boolean).join(core('history.and')) })}`;
  }
  if (field === 'identifiers' && typeof value === 'object') return `${schemeName(value.scheme)} ${value.value}`;
  if (field in WORDS && has(`${WORDS[field]}.${value}`)) return core(`${WORDS[field]}.${value}`);
  if (field === 'ownerId' || field === 'storeId') return host.nameOf(field, value) ?? core('history.someone');
  if (typeof value === 'object') return Object.values(value).filter((v) => typeof v !== 'object').join(' ');
  return String(value);
}

function text(value, field, host) {
  const { html, t } = host.ctx;
  if (isBlank(value)) return html`<span class="muted">${t('history.blank')}</span>`;
  const own = ownOf(field, host);
  if (own) return ownText(host.ctx, own, value);
  return Array.isArray(value) ? value.map((v) => word(v, field, host)).join(core('history.and')) : word(value, field, host);
}

const ownOf = (field, host) => host.own?.find((o) => `field:${o.key}` === field);

function fieldName(field, host) {
  const own = ownOf(field, host);
  return own ? titleOf(host.ctx, own.title) : has(`field.${field}`) ? core(`field.${field}`) : field;
}

class History extends HTMLElement {
  #items = null;
  #next = null;
  #version = null;
  #error = null;
  host = null;

  set version(v) {
    if (v === this.#version) return;
    this.#version = v;
    this.#load(null);
  }

  async #load(cursor) {
    const { ctx, customer } = this.host;
    try {
      const page = await ctx.api.get(`/customers/${customer.id}/history`, { limit: 30, cursor }, { signal: ctx.signal });
      this.#items = cursor ? [...this.#items, ...page.items] : page.items;
      this.#next = page.next;
      this.#error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#error = error;
    }
    this.#draw();
  }

  #draw() {
    const { ctx } = this.host;
    const { html, render, t, fmt, icon, empty, avatar } = ctx;
    if (this.#error) {
      render(ctx.failure(this.#error, { retry: () => this.#load(null) }), this);
      return;
    }
    render(
      this.#items?.length
        ? html`<ol class="trail">${this.#items.map((h) => html`<li>${avatar(actorName(h.actor), { size: 's' })}<div class="grow">
            <div class="row between"><span><strong>${actorName(h.actor)}</strong> <span class="muted small">${h.source && h.source !== 'console' && h.source !== this.host.customer.source ? t('history.source', { source: h.source }) : ''}</span></span><time class="muted small" datetime=${h.at} title=${fmt.dateTime(h.at)}>${fmt.relative(h.at)}</time></div>
            <ul class="changes">${h.changes.map((c) => html`<li><span class="second">${fieldName(c.field, this.host)}</span> ${text(c.from, c.field, this.host)} ${icon('arrow-right')} <span>${text(c.to, c.field, this.host)}</span></li>`)}</ul></div></li>`)}</ol>
            ${this.#next ? html`<div class="row end padded"><button type="button" class="btn small" @click=${() => this.#load(this.#next)}>${t('kit.loadMore')}</button></div>` : ''}`
        : empty({ icon: 'history', title: t('history.empty'), text: t('history.emptyText') }),
      this,
    );
  }
}

customElements.define('kw-history', History);

/** The tab of `host.customer`. */
export function historyTab(host) {
  return host.ctx.html`<kw-history .host=${host} .version=${host.customer.version}></kw-history>`;
}
