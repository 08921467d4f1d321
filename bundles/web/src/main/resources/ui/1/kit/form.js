/**
 * `<kw-form>`: fields from a description. As a form it is sent whole; with `inline` each field is shown as text and
 * edited by itself: blur or Enter saves, Esc gives up, and an error keeps what was typed.
 */
import { html, nothing, render } from '../lit.js';
import { icon, uid } from './dom.js';
import { lang, t } from './text.js';
import { month } from './format.js';
import { ApiError } from './http.js';
import './datefield.js';

const TEXT_TYPES = { text: 'text', email: 'email', tel: 'tel', password: 'password', url: 'url', number: 'text', money: 'text' };

/** `约 1990 年 3 月 5 日（农历）` from `{year?, month?, day?, calendar}`. */
export function birthText(birth) {
  if (!birth || (!birth.year && !birth.month)) return '';
  const lunar = birth.calendar === 'LUNAR' ? ` ${t('birth.lunarMark')}` : '';
  if (lang().startsWith('zh')) {
    return `${birth.year ? `${birth.year}年` : ''}${birth.month ? `${birth.month}月` : ''}${birth.day ? `${birth.day}日` : ''}${lunar}`;
  }
  const day = [birth.month ? month(birth.month) : '', birth.day ?? ''].filter(Boolean).join(' ');
  return `${[day, birth.year ?? ''].filter(Boolean).join(birth.day ? ', ' : ' ')}${lunar}`;
}

class Form extends HTMLElement {
  /** `{name, label, type, options, required, hint, placeholder, wide, half, third, access, format, pointer, autocomplete, maxlength, rows}`. */
  fields = [];
  /** `async (values) => …`: throws ApiError to show faults at their fields. */
  submit = null;
  /** Inline: `async (name, value) => …`. */
  save = null;
  /** Called at each change with `(values, name)`. */
  changed = null;
  submitLabel = '';
  cancel = null;
  /** Template put between the fields and the buttons. */
  extra = null;
  wideButton = false;

  #values = {};
  #initial = '{}';
  #errors = {};
  #general = [];
  #busy = false;
  #pending = null;
  #editing = null;
  #draft = undefined;
  #ids = new Map();

  get value() {
    return this.#values;
  }

  set value(v) {
    if (this.#busy) this.#pending = { ...v };
    else if (this.#editing) this.#rebase(v);
    if (this.#editing || this.#busy || this.dirty) return;
    this.#values = { ...v };
    this.#initial = JSON.stringify(this.#values);
    this.draw();
  }

  /** Somebody else changed the record while one of its fields is edited: the text stays, and the field tells so. */
  #rebase(v) {
    const field = this.fields.find((f) => f.name === this.#editing);
    const changed = JSON.stringify(v[field.name] ?? null) !== JSON.stringify(this.#values[field.name] ?? null);
    this.#values = { ...v };
    this.#initial = JSON.stringify(this.#values);
    if (!changed) return;
    this.#errors = { [field.name]: html`${t('form.changedMeanwhile')} ${this.#shown(field) || '—'}` };
    this.draw();
  }

  /** True when something was typed that is not saved; such a form is never replaced by the console. */
  get dirty() {
    return this.#editing ? JSON.stringify(this.#draft ?? null) !== JSON.stringify(this.#values[this.#editing] ?? null) : !this.hasAttribute('inline') && JSON.stringify(this.#values) !== this.#initial;
  }

  connectedCallback() {
    this.draw();
  }

  /** Draws again, after `fields` changed in place. */
  update() {
    this.draw();
  }

  /** Takes the values as saved. */
  settle() {
    this.#initial = JSON.stringify(this.#values);
  }

  /** Sets one value from outside, as if it were typed. */
  set(name, value) {
    this.#values = { ...this.#values, [name]: value };
    this.draw();
    this.changed?.(this.#values, name);
  }

  #id(name) {
    if (!this.#ids.has(name)) this.#ids.set(name, uid('f'));
    return this.#ids.get(name);
  }

  /** Shows the faults of a failed call at their fields. */
  showError(error) {
    this.#errors = {};
    this.#general = [];
    if (error instanceof ApiError) {
      for (const fault of error.errors) {
        const field = this.fields.find((f) => fault.pointer === (f.pointer ?? `/${f.name}`) || fault.pointer?.startsWith(`${f.pointer ?? `/${f.name}`}/`));
        if (field) this.#errors[field.name] = fault.message;
        else this.#general.push(fault.message);
      }
      if (!error.errors.length) this.#general.push(error.message);
    } else {
      this.#general.push(t('error.unexpected'));
      reportError(error);
    }
    this.draw();
    const first = this.fields.find((f) => this.#errors[f.name]);
    if (first) this.querySelector(`#${this.#id(first.name)}`)?.focus();
    else this.querySelector('.notice.bad')?.focus();
  }

  async #send(e) {
    e.preventDefault();
    if (this.#busy) return;
    this.#errors = {};
    this.#general = [];
    for (const f of this.fields.filter((x) => !x.hidden?.(this.#values))) {
      const v = this.#values[f.name];
      const blank = v === undefined || v === null || v === '' || (Array.isArray(v) && !v.length);
      if (f.required && blank) this.#errors[f.name] = t('form.required');
      else if (this.querySelector(`kw-date[data-name="${f.name}"]`)?.bad) this.#errors[f.name] = t('form.badDate');
      else if (!blank && f.check) {
        const message = f.check(v, this.#values);
        if (message) this.#errors[f.name] = message;
      }
    }
    const first = this.fields.find((f) => this.#errors[f.name]);
    if (first) {
      this.draw();
      this.querySelector(`#${this.#id(first.name)}`)?.focus();
      return;
    }
    this.#busy = true;
    this.draw();
    try {
      await this.submit({ ...this.#values }, this);
      if (this.#pending) this.#values = this.#pending;
      this.settle();
      this.#busy = false;
      this.#pending = null;
      this.draw();
    } catch (error) {
      this.#busy = false;
      this.#pending = null;
      if (error?.name === 'AbortError') this.draw();
      else this.showError(error);
    }
  }

  #input(f, value) {
    this.#values = { ...this.#values, [f.name]: value };
    if (this.#errors[f.name]) delete this.#errors[f.name];
    this.draw();
    this.changed?.(this.#values, f.name);
  }

  draw() {
    if (!this.isConnected) return;
    render(this.hasAttribute('inline') ? this.#inlineView() : this.#formView(), this);
  }

  #formView() {
    const shown = this.fields.filter((f) => !f.hidden?.(this.#values));
    return html`<form novalidate @submit=${(e) => this.#send(e)}>
      ${this.#general.length
        ? html`<div class="notice bad" role="alert" tabindex="-1">${icon('circle-alert')}<div>${this.#general.map((g) => html`<p>${g}</p>`)}</div></div>`
        : ''}
      <div class="form">${shown.map((f) => this.#fieldView(f))}</div>
      ${this.extra?.(this.#values) ?? ''}
      ${this.submit
        ? html`<div class="form-foot">
            ${this.cancel ? html`<button type="button" class="btn" @click=${() => this.cancel()}>${t('kit.cancel')}</button>` : ''}
            <button type="submit" class="btn primary ${this.wideButton ? 'grow' : ''}" ?disabled=${this.#busy}>${this.#busy ? icon('loader-circle', 'spin') : ''}${this.submitLabel || t('kit.save')}</button>
          </div>`
        : ''}
    </form>`;
  }

  #fieldView(f) {
    const width = f.third ? 'third' : f.half ? 'half' : f.twoThirds ? 'two-thirds' : '';
    if (f.type === 'section') return html`<h2 class="form-section">${f.label}</h2>`;
    const id = this.#id(f.name);
    const error = this.#errors[f.name];
    const described = `${id}-d`;
    const note = error
      ? html`<p class="error" id=${described}>${icon('circle-alert')}<span>${error}</span></p>`
      : f.hint || f.note
        ? html`<div class="hint" id=${described}>${f.note ? f.note(this.#values) : f.hint}</div>`
        : '';
    if (f.type === 'checkbox') {
      return html`<div class=${width}><label class="check"><input type="checkbox" id=${id} .checked=${!!this.#values[f.name]} @change=${(e) => this.#input(f, e.target.checked)} />
        <span>${f.label}${f.hint ? html`<span class="hint">${f.hint}</span>` : ''}</span></label></div>`;
    }
    if (f.type === 'checks' || f.type === 'birth') {
      return html`<fieldset class="field ${width}" id=${id} tabindex="-1"><legend class="label">${f.label}${f.required ? html`<span class="req" aria-hidden="true">*</span>` : ''}</legend>
        ${f.type === 'checks' ? this.#checks(f) : this.#birth(f, this.#values[f.name], (v) => this.#input(f, v))}${note}</fieldset>`;
    }
    return html`<div class="field ${width}"><label for=${id}>${f.label}${f.required ? html`<span class="req" aria-hidden="true">*</span>` : ''}</label>
      ${this.#control(f, id, this.#values[f.name], (v) => this.#input(f, v), { error, described: note ? described : '' })}${note}</div>`;
  }

  #checks(f) {
    const chosen = new Set(this.#values[f.name] ?? []);
    return html`<div>${(f.options ?? []).map((o) => html`<label class="check"><input type="checkbox" .checked=${chosen.has(o.value)}
      @change=${(e) => { if (e.target.checked) chosen.add(o.value); else chosen.delete(o.value); this.#input(f, [...chosen]); }} /><span>${o.label}${o.hint ? html`<span class="hint">${o.hint}</span>` : ''}</span></label>`)}</div>`;
  }

  #control(f, id, value, set, { error, described, inline = false } = {}) {
    const invalid = error ? 'true' : nothing;
    const by = described || nothing;
    const needed = f.required ? 'true' : nothing;
    const named = inline ? f.label : nothing;
    if (f.type === 'select') {
      return html`<select class="select" id=${id} aria-label=${named} aria-invalid=${invalid} aria-describedby=${by} aria-required=${needed} @change=${(e) => set(e.target.value)}>
        ${f.required && value ? '' : html`<option value="" ?selected=${!value}>${f.placeholder ?? t('form.none')}</option>`}
        ${(f.options ?? []).map((o) => html`<option value=${o.value} ?selected=${String(o.value) === String(value ?? '')}>${o.label}</option>`)}</select>`;
    }
    if (f.type === 'textarea') {
      return html`<textarea class="textarea" id=${id} aria-label=${named} rows=${f.rows ?? 3} maxlength=${f.maxlength ?? 4000} placeholder=${f.placeholder ?? ''} aria-invalid=${invalid} aria-describedby=${by} aria-required=${needed}
        .value=${value ?? ''} @input=${(e) => set(e.target.value)}></textarea>`;
    }
    if (f.type === 'date') {
      return html`<kw-date data-name=${f.name} .label=${inline ? f.label : ''} .inputId=${id} .describedBy=${described ?? ''} .invalid=${!!error} .value=${value ?? ''} @change=${(e) => set(e.target.value)}></kw-date>`;
    }
    if (f.type === 'tags') return this.#tags(f, id, value ?? [], set);
    if (f.type === 'birth') return this.#birth(f, value, set, id);
    if (f.type === 'name') {
      const part = (key) => html`<input class="input" aria-label=${t(`field.${key}`)} placeholder=${t(`field.${key}`)} autocomplete="off" maxlength="100" .value=${value?.[key] ?? ''} @input=${(e) => set({ ...this.#draft, [key]: e.target.value })} />`;
      return html`<div class="input-row">${part('familyName')}${part('givenName')}</div>`;
    }
    return html`<input class="input ${f.type === 'money' || f.type === 'number' ? 'num' : ''}" id=${id} aria-label=${named} type=${TEXT_TYPES[f.type ?? 'text'] ?? 'text'} inputmode=${f.type === 'money' || f.type === 'number' ? 'decimal' : nothing}
      autocomplete=${f.autocomplete ?? 'off'} maxlength=${f.maxlength ?? 200} placeholder=${f.placeholder ?? ''} spellcheck="false" ?autofocus=${f.autofocus && !inline}
      aria-invalid=${invalid} aria-describedby=${by} aria-required=${needed} .value=${value ?? ''} @input=${(e) => set(e.target.value)} />`;
  }

  #tags(f, id, tags, set) {
    const add = (input) => {
      const fresh = input.value.split(/[,，;；\s]+/).map((x) => x.trim()).filter((x) => x && !tags.includes(x));
      input.value = '';
      if (fresh.length) set([...tags, ...fresh]);
    };
    return html`<div class="tagbox" @click=${(e) => e.currentTarget.querySelector('input').focus()}>
      ${tags.map((tag) => html`<span class="badge info">${tag}<button type="button" aria-label=${t('form.removeTag', { tag })} @click=${() => set(tags.filter((x) => x !== tag))}>${icon('x')}</button></span>`)}
      <input id=${id} autocomplete="off" maxlength="40" placeholder=${tags.length ? '' : (f.placeholder ?? t('form.addTag'))} aria-label=${f.label}
        @keydown=${(e) => {
          if (e.isComposing) return;
          if (e.key === 'Enter' && e.target.value.trim()) { e.preventDefault(); e.stopPropagation(); add(e.target); }
          else if (e.key === 'Backspace' && !e.target.value && tags.length) set(tags.slice(0, -1));
        }} @change=${(e) => add(e.target)} /></div>`;
  }

  #birth(f, value, set, id) {
    const b = value ?? {};
    const change = (patch) => {
      const next = { calendar: 'SOLAR', ...b, ...patch };
      for (const k of ['year', 'month', 'day']) if (!next[k]) delete next[k];
      set(next.year || next.month || next.day ? next : null);
    };
    const whole = (text) => Number(text.replace(/\D/g, '')) || undefined;
    return html`<div class="input-row">
      <input class="input num" id=${id ?? nothing} inputmode="numeric" maxlength="4" placeholder=${t('birth.year')} aria-label=${t('birth.year')} .value=${b.year ? String(b.year) : ''} @input=${(e) => change({ year: whole(e.target.value) })} />
      <select class="select" aria-label=${t('birth.month')} @change=${(e) => change({ month: whole(e.target.value) })}><option value="" ?selected=${!b.month}>${t('birth.month')}</option>
        ${Array.from({ length: 12 }, (_, i) => html`<option value=${i + 1} ?selected=${b.month === i + 1}>${lang().startsWith('zh') ? `${i + 1}月` : month(i + 1)}</option>`)}</select>
      <select class="select" aria-label=${t('birth.day')} @change=${(e) => change({ day: whole(e.target.value) })}><option value="" ?selected=${!b.day}>${t('birth.day')}</option>
        ${Array.from({ length: 31 }, (_, i) => html`<option value=${i + 1} ?selected=${b.day === i + 1}>${i + 1}</option>`)}</select>
      </div>
      <label class="check small"><input type="checkbox" .checked=${b.calendar === 'LUNAR'} @change=${(e) => change({ calendar: e.target.checked ? 'LUNAR' : 'SOLAR' })} /><span>${t('birth.lunar')}</span></label>`;
  }

  /* inline editing */

  #shown(f) {
    const value = this.#values[f.name];
    if (f.format) return f.format(value, this.#values);
    if (f.type === 'birth') return birthText(value);
    if (f.type === 'select') return f.options?.find((o) => String(o.value) === String(value ?? ''))?.label ?? value ?? '';
    return Array.isArray(value) ? value.join(lang().startsWith('zh') ? '、' : ', ') : (value ?? '');
  }

  #start(f) {
    this.#editing = f.name;
    const value = this.#values[f.name];
    this.#draft = value === undefined ? null : structuredClone(value);
    this.#errors = {};
    this.draw();
    const input = this.querySelector('.inline-edit input, .inline-edit select, .inline-edit textarea');
    input?.focus();
    input?.select?.();
  }

  #giveUp(name) {
    this.#editing = null;
    this.#errors = {};
    this.draw();
    this.querySelector(`[data-edit="${name}"]`)?.focus();
  }

  async #keep(f, focusBack) {
    if (this.#editing !== f.name || this.#busy) return;
    const value = this.#draft === '' ? null : this.#draft;
    if (JSON.stringify(value ?? null) === JSON.stringify(this.#values[f.name] ?? null)) {
      if (focusBack) this.#giveUp(f.name);
      else { this.#editing = null; this.#errors = {}; this.draw(); }
      return;
    }
    this.#busy = true;
    this.draw();
    try {
      await this.save(f.name, value);
      this.#values = this.#pending ?? { ...this.#values, [f.name]: value };
      this.#pending = null;
      this.#editing = null;
      this.#errors = {};
      this.#busy = false;
      this.draw();
      this.dispatchEvent(new CustomEvent('saved', { detail: { name: f.name } }));
      if (focusBack) this.querySelector(`[data-edit="${f.name}"]`)?.focus();
    } catch (error) {
      this.#busy = false;
      this.#pending = null;
      this.#errors = { [f.name]: error instanceof ApiError ? (error.errors[0]?.message ?? error.message) : t('error.unexpected') };
      this.draw();
    }
  }

  #inlineView() {
    return html`<div class="inline-form">${this.fields.map((f) => {
      const label = `${this.#id(f.name)}-l`;
      const open = this.#editing === f.name;
      return html`<div class="inline-row"><span class="inline-label" id=${label}>${f.label}</span>
        ${open ? this.#inlineEditor(f, label) : this.#inlineText(f, label)}</div>`;
    })}</div>`;
  }

  #inlineText(f, label) {
    const text = this.#shown(f);
    const blank = text === '' || text === null || text === undefined;
    if ((f.access ?? 'WRITE') !== 'WRITE') {
      return html`<span class="inline-value ${f.type === 'textarea' ? 'pre' : ''}">${blank ? html`<span class="muted">—</span>` : html`<span>${text}</span>`}${f.access === 'MASK' ? html`<span class="muted" title=${t('form.masked')}>${icon('eye-off')}<span class="visually-hidden">${t('form.masked')}</span></span>` : ''}</span>`;
    }
    return html`<button type="button" class="inline-value ${f.type === 'textarea' ? 'pre' : ''}" data-edit=${f.name} aria-describedby=${label} @click=${() => this.#start(f)}>
      ${blank ? html`<span class="muted">${f.placeholder ?? t('form.add')}</span>` : html`<span>${text}</span>`}<span class="visually-hidden">${t('form.edit')}</span>${icon('pencil')}</button>`;
  }

  #inlineEditor(f, label) {
    const id = this.#id(f.name);
    const error = this.#errors[f.name];
    const set = (v) => { this.#draft = v; if (f.type === 'select') this.draw(); if (f.type === 'tags' || f.type === 'birth') this.draw(); };
    return html`<div class="inline-edit" role="group" aria-labelledby=${label}
      @keydown=${(e) => {
        if (e.isComposing) return;
        if (e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); this.#giveUp(f.name); }
        else if (e.key === 'Enter' && (f.type !== 'textarea' || e.ctrlKey || e.metaKey)) { e.preventDefault(); this.#keep(f, true); }
      }}
      @focusout=${(e) => { if (!e.currentTarget.contains(e.relatedTarget) && !document.querySelector('.calendar:popover-open') && document.hasFocus()) this.#keep(f, false); }}>
      ${this.#control({ ...f, required: false }, id, this.#draft, set, { error, described: error ? `${id}-d` : '', inline: true })}
      ${error ? html`<p class="error" id="${id}-d" role="alert">${icon('circle-alert')}<span>${error}</span></p>` : html`<span class="hint">${this.#busy ? t('form.saving') : f.type === 'textarea' ? t('form.inlineHintLong') : t('form.inlineHint')}</span>`}
    </div>`;
  }
}

customElements.define('kw-form', Form);
