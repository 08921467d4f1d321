/** The history tab: every change of the customer, newest first. */
import { has, t as core } from '../kit/text.js';

function text(value, ctx) {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)) return ctx.html`<span class="muted">${ctx.t('history.blank')}</span>`;
  if (Array.isArray(value)) return value.map((v) => (typeof v === 'object' ? v.value ?? JSON.stringify(v) : v)).join('、');
  if (typeof value === 'object') return Object.values(value).filter((v) => typeof v !== 'object').join(' ');
  return String(value);
}

const fieldName = (field) => (has(`field.${field}`) ? core(`field.${field}`) : field);

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
      render(empty({ icon: 'circle-alert', title: this.#error.message, action: html`<button type="button" class="btn" @click=${() => this.#load(null)}>${t('kit.retry')}</button>` }), this);
      return;
    }
    render(
      this.#items?.length
        ? html`<ol class="trail">${this.#items.map((h) => html`<li>${avatar(h.actor?.name, { size: 's' })}<div class="grow">
            <div class="row between"><span><strong>${h.actor?.name ?? ''}</strong> <span class="muted small">${h.source && h.source !== 'console' ? t('history.source', { source: h.source }) : ''}</span></span><time class="muted small" datetime=${h.at} title=${fmt.dateTime(h.at)}>${fmt.relative(h.at)}</time></div>
            <ul class="changes">${h.changes.map((c) => html`<li><span class="second">${fieldName(c.field)}</span> ${text(c.from, ctx)} ${icon('arrow-right')} <span>${text(c.to, ctx)}</span></li>`)}</ul></div></li>`)}</ol>
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
