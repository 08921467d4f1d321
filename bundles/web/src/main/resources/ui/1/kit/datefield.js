/** `<kw-date>`: a date typed or picked, in the language of the page and not of the browser. */
import { html, nothing, render } from '../lit.js';
import { icon } from './dom.js';
import { popover } from './menu.js';
import { lang, t } from './text.js';
import { today } from './format.js';

const pad = (n) => String(n).padStart(2, '0');
const iso = (y, m, d) => `${y}-${pad(m)}-${pad(d)}`;
const valid = (y, m, d) => m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();

/** Reads `2026-11-22`, `2026年11月22日`, `20261122`, `11/22`; null when it is no date. */
export function parseDate(text, now = today()) {
  const clean = text.trim();
  const packed = /^(\d{4})(\d\d)(\d\d)$/.exec(clean);
  const numbers = packed ? packed.slice(1) : (clean.match(/\d+/g) ?? []);
  const [y, m, d] = (numbers.length === 2 ? [now.slice(0, 4), ...numbers] : numbers).map(Number);
  return numbers.length >= 2 && numbers.length <= 3 && y > 1800 && y < 2200 && valid(y, m, d) ? iso(y, m, d) : null;
}

class DateField extends HTMLElement {
  static observedAttributes = ['value', 'disabled'];
  #value = '';
  #text = '';
  #pop = null;
  label = '';
  inputId = '';
  describedBy = '';
  #invalid = false;

  get value() {
    return this.#value;
  }

  set value(v) {
    this.#value = v ?? '';
    this.#text = this.#value;
    this.#draw();
  }

  /** True when text was typed that is no date. */
  get bad() {
    return this.#text.trim() !== '' && this.#value === '';
  }

  set invalid(on) {
    this.#invalid = on;
    this.#draw();
  }

  connectedCallback() {
    this.#draw();
  }

  focus() {
    this.querySelector('input')?.focus();
  }

  #set(value, close) {
    this.#value = value;
    this.#text = value;
    if (close) this.#pop?.close();
    this.#draw();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #typed(text) {
    this.#text = text;
    this.#value = text.trim() === '' ? '' : (parseDate(text) ?? '');
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #pick(anchor) {
    const now = today();
    let shown = (this.#value || now).slice(0, 7);
    let cursor = this.#value || now;
    const step = (months) => {
      const [y, m] = shown.split('-').map(Number);
      const next = new Date(Date.UTC(y, m - 1 + months, 1));
      shown = `${next.getUTCFullYear()}-${pad(next.getUTCMonth() + 1)}`;
    };
    const body = ({ update }) => {
      const [y, m] = shown.split('-').map(Number);
      const lead = (new Date(Date.UTC(y, m - 1, 1)).getUTCDay() + 6) % 7;
      const days = Array.from({ length: 42 }, (_, i) => new Date(Date.UTC(y, m - 1, 1 - lead + i)));
      const weekday = new Intl.DateTimeFormat(lang(), { weekday: 'narrow', timeZone: 'UTC' });
      const title = new Intl.DateTimeFormat(lang(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.UTC(y, m - 1, 1));
      const full = new Intl.DateTimeFormat(lang(), { dateStyle: 'full', timeZone: 'UTC' });
      const move = (n) => { step(n); update(); };
      return html`<div class="calendar-head">
          <button type="button" class="btn quiet icon-only small" aria-label=${t('date.previous')} @click=${() => move(-1)}>${icon('chevron-left')}</button>
          <span aria-live="polite">${title}</span>
          <button type="button" class="btn quiet icon-only small" aria-label=${t('date.next')} @click=${() => move(1)}>${icon('chevron-right')}</button>
        </div>
        <table><thead><tr>${days.slice(0, 7).map((d) => html`<th scope="col">${weekday.format(d)}</th>`)}</tr></thead>
          <tbody>${[0, 1, 2, 3, 4, 5].map((w) => html`<tr>${days.slice(w * 7, w * 7 + 7).map((d) => {
            const key = d.toISOString().slice(0, 10);
            return html`<td><button type="button" data-day=${key} tabindex=${key === cursor ? '0' : '-1'} aria-label=${full.format(d)} aria-pressed=${String(key === this.#value)}
              aria-current=${key === now ? 'date' : nothing} class="${d.getUTCMonth() === m - 1 ? '' : 'other'} ${key === now ? 'today' : ''}"
              @click=${() => this.#set(key, true)}>${d.getUTCDate()}</button></td>`;
          })}</tr>`)}</tbody></table>
        <div class="row between"><button type="button" class="btn quiet small" @click=${() => this.#set(now, true)}>${t('date.today')}</button>
          <button type="button" class="btn quiet small" @click=${() => this.#set('', true)}>${t('date.none')}</button></div>`;
    };
    this.#pop = popover(anchor, body, { className: 'menu calendar', role: 'dialog', label: t('date.pick') });
    const { el, update } = this.#pop;
    el.addEventListener('keydown', (e) => {
      const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[e.key];
      if (!e.target.dataset.day || (!move && e.key !== 'PageUp' && e.key !== 'PageDown')) return;
      e.preventDefault();
      const d = new Date(`${cursor}T00:00:00Z`);
      if (move) d.setUTCDate(d.getUTCDate() + move);
      else d.setUTCMonth(d.getUTCMonth() + (e.key === 'PageUp' ? -1 : 1));
      cursor = d.toISOString().slice(0, 10);
      shown = cursor.slice(0, 7);
      update();
      el.querySelector(`[data-day="${cursor}"]`)?.focus();
    });
    el.querySelector(`[data-day="${cursor}"]`)?.focus();
  }

  #draw() {
    if (!this.isConnected) return;
    render(
      html`<span class="datefield"><input class="input num" id=${this.inputId || nothing} inputmode="numeric" autocomplete="off" placeholder=${t('date.placeholder')} .value=${this.#text}
          aria-label=${this.label || nothing} aria-invalid=${this.#invalid ? 'true' : nothing} aria-describedby=${this.describedBy || nothing}
          @input=${(e) => this.#typed(e.target.value)} @blur=${() => this.#value && this.#text !== this.#value && this.#set(this.#value)} />
        <button type="button" aria-label=${t('date.pick')} aria-haspopup="dialog" aria-expanded="false" @click=${(e) => this.#pick(e.currentTarget)}>${icon('calendar')}</button></span>`,
      this,
    );
  }
}

customElements.define('kw-date', DateField);
