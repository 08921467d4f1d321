/** Working days and holidays of a year, as a page of the settings. */
import { today } from '../kit/format.js';
import { formDialog } from './parts.js';

const MOST_BYTES = 1 << 20;

/** The text of a file in UTF-8 or, as spreadsheets in China write it, in GB18030. */
async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

class Calendar extends HTMLElement {
  #year = 0;
  #shown = null;
  #error = null;
  #busy = false;
  #load = null;
  ctx = null;

  connectedCallback() {
    if (this.#year) return;
    this.#year = Number(this.ctx.query.year) || Number(today().slice(0, 4));
    this.#load = this.ctx.latest((signal) => this.ctx.api.get(`/calendar/years/${this.#year}`, {}, { signal }));
    this.load();
  }

  async load() {
    try {
      this.#shown = await this.#load();
      this.#error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#error = error;
    }
    this.#draw();
  }

  #turn(by) {
    this.#year += by;
    this.ctx.setQuery({ year: this.#year });
    this.load();
  }

  #saved() {
    this.ctx.toast(this.ctx.t('kit.saved'));
    this.load();
  }

  #fields() {
    const { t } = this.ctx;
    return [
      { name: 'working', label: t('calendar.kind'), type: 'select', required: true, options: [{ value: 'off', label: t('calendar.off') }, { value: 'work', label: t('calendar.work') }] },
      { name: 'name', label: t('calendar.name'), maxlength: 80, placeholder: t('calendar.nameExample') },
    ];
  }

  async #add(date = '') {
    const { ctx } = this;
    const saved = await formDialog(ctx, {
      title: ctx.t('calendar.add'),
      intro: ctx.t('calendar.addIntro'),
      size: 'small',
      value: { date, working: 'off', name: '' },
      fields: [{ name: 'date', label: ctx.t('calendar.date'), type: 'date', required: true }, ...this.#fields()],
      submit: async (v) => {
        await ctx.api.post('/calendar/days', { date: v.date, working: v.working === 'work', name: v.name || null });
        this.#year = Number(v.date.slice(0, 4));
      },
    });
    if (saved) this.#saved();
  }

  async #correct(day) {
    const { ctx } = this;
    const saved = await formDialog(ctx, {
      title: ctx.fmt.date(day.date),
      size: 'small',
      value: { working: day.working ? 'work' : 'off', name: day.name ?? '' },
      fields: this.#fields(),
      submit: (v) => ctx.api.patch(`/calendar/days/${day.date}`, { working: v.working === 'work', name: v.name || null }, day.version),
    });
    if (saved) this.#saved();
  }

  #remove(day) {
    const { ctx } = this;
    ctx.confirm({
      title: ctx.t('calendar.remove', { date: ctx.fmt.date(day.date) }),
      text: ctx.t(day.announced ? 'calendar.removeWork' : 'calendar.removeOff'),
      action: ctx.t('kit.remove'),
      run: async () => {
        await ctx.api.delete(`/calendar/days/${day.date}`);
        this.load();
      },
    });
  }

  #forget() {
    const { ctx } = this;
    ctx.confirm({
      title: ctx.t('calendar.forget', { year: String(this.#year) }),
      text: ctx.t('calendar.forgetText'),
      action: ctx.t('kit.remove'),
      danger: true,
      run: async () => {
        await ctx.api.delete(`/calendar/years/${this.#year}`);
        this.load();
      },
    });
  }

  async #import(file) {
    if (!file || this.#busy) return;
    const { ctx } = this;
    this.#busy = true;
    this.#draw();
    try {
      const content = file.size > MOST_BYTES ? '' : await textOf(file);
      const trial = await ctx.api.post('/calendar/imports', { content, dryRun: true });
      await ctx.confirm({
        title: ctx.t('calendar.importTitle'),
        text: trial.years.map((y) => ctx.t('calendar.importYear', { year: String(y.year), off: y.off, working: y.working, changed: y.changed }) + (y.kept ? ctx.t('calendar.importKept', { n: y.kept }) : '')).join(' '),
        action: ctx.t('calendar.import'),
        run: async () => {
          await ctx.api.post('/calendar/imports', { content });
          this.#year = trial.years[trial.years.length - 1].year;
          this.#saved();
        },
      });
    } catch (error) {
      if (error.name !== 'AbortError') ctx.toastError(error);
    }
    this.#busy = false;
    this.#draw();
  }

  #months() {
    const { html, t, fmt, lang } = this.ctx;
    const said = new Map(this.#shown.days.map((d) => [d.date, d]));
    const names = new Intl.DateTimeFormat(lang, { weekday: 'narrow', timeZone: 'UTC' });
    const weekdays = [5, 6, 7, 8, 9, 10, 11].map((d) => names.format(new Date(Date.UTC(2026, 0, d))));
    const cell = (month, n) => {
      const date = `${this.#year}-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
      const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
      const day = said.get(date);
      const off = day ? !day.working : weekend;
      const mark = day && day.working === weekend ? t(day.working ? 'calendar.markWork' : 'calendar.markOff') : '';
      return html`<td class=${`${off ? 'off' : ''} ${mark ? 'marked' : ''}`} title=${day?.name ?? ''}>${n}${mark ? html`<small>${mark}</small>` : ''}</td>`;
    };
    const month = (m) => {
      const first = (new Date(Date.UTC(this.#year, m - 1, 1)).getUTCDay() + 6) % 7;
      const length = new Date(Date.UTC(this.#year, m, 0)).getUTCDate();
      const weeks = Array.from({ length: Math.ceil((first + length) / 7) }, (_, w) => w);
      return html`<table class="month"><caption>${fmt.month(m)} <span class="muted">${t('calendar.days', { n: this.#shown.months[m - 1] })}</span></caption>
        <thead><tr>${weekdays.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${weeks.map((w) => html`<tr>${[0, 1, 2, 3, 4, 5, 6].map((d) => {
          const n = w * 7 + d - first + 1;
          return n < 1 || n > length ? html`<td></td>` : cell(m, n);
        })}</tr>`)}</tbody></table>`;
    };
    return html`<div class="months">${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(month)}</div>`;
  }

  #row(day, mayEdit) {
    const { html, t, fmt, icon } = this.ctx;
    const own = day.source === 'COMPANY';
    return html`<tr><td class="whole"><strong>${fmt.date(day.date)}</strong> <span class="second">${day.name ?? ''}</span></td>
      <td><span class="badge ${day.working ? 'info' : 'ok'}">${t(day.working ? 'calendar.work' : 'calendar.off')}</span></td>
      <td>${t(`calendar.source.${day.source}`)}</td>
      <td class="push">${!mayEdit ? '' : own ? html`<span class="row"><button type="button" class="btn small quiet" aria-label=${t('calendar.correctOne', { date: fmt.date(day.date) })} @click=${() => this.#correct(day)}>${icon('pencil')}${t('calendar.correct')}</button><button type="button" class="btn small quiet" aria-label=${t('calendar.removeOne', { date: fmt.date(day.date) })} @click=${() => this.#remove(day)}>${t('kit.remove')}</button></span>` : html`<button type="button" class="btn small quiet" aria-label=${t('calendar.correctOne', { date: fmt.date(day.date) })} @click=${() => this.#add(day.date)}>${icon('pencil')}${t('calendar.correct')}</button>`}</td></tr>`;
  }

  #actions() {
    const { html, t, icon } = this.ctx;
    return html`<label class="btn small file-button">${icon(this.#busy ? 'loader-circle' : 'upload', this.#busy ? 'spin' : '')}${t('calendar.import')}<input type="file" class="visually-hidden" accept=".json,.csv,.txt,.ics" ?disabled=${this.#busy} @change=${(e) => { this.#import(e.target.files[0]); e.target.value = ''; }} /></label>
      <button type="button" class="btn primary small" @click=${() => this.#add()}>${icon('plus')}${t('calendar.add')}</button>`;
  }

  #draw() {
    const { html, render, t, icon, user, failure, skeleton } = this.ctx;
    if (this.#error) {
      render(failure(this.#error, { retry: () => this.load() }), this);
      return;
    }
    if (!this.#shown) {
      render(skeleton(6), this);
      return;
    }
    const mayEdit = user.can('core:calendar:edit');
    const { days, announcedBy, workingDays } = this.#shown;
    render(
      html`<div class="stack"><section class="card" aria-labelledby="calendar-h"><div class="card-head"><h2 id="calendar-h">${t('calendar.year', { year: String(this.#year) })}</h2><div class="row">
        <button type="button" class="btn small icon-only" aria-label=${t('calendar.before')} @click=${() => this.#turn(-1)}>${icon('chevron-left')}</button><button type="button" class="btn small icon-only" aria-label=${t('calendar.after')} @click=${() => this.#turn(1)}>${icon('chevron-right')}</button>${mayEdit ? this.#actions() : ''}</div></div>
        <div class="card-body padded stack"><p role="status">${t('calendar.count', { n: workingDays })}</p>
        ${announcedBy ? '' : html`<p class="notice warn">${icon('triangle-alert')}<span>${t(mayEdit ? 'calendar.unknownEdit' : 'calendar.unknown', { year: String(this.#year) })}</span></p>`}
        ${this.#months()}</div></section>
      ${days.length ? html`<section class="card" aria-labelledby="calendar-days-h"><div class="card-head"><h2 id="calendar-days-h">${t('calendar.list')}</h2>${mayEdit && announcedBy === 'IMPORTED' ? html`<button type="button" class="btn small quiet" @click=${() => this.#forget()}>${t('calendar.forgetAction')}</button>` : ''}</div>
        <table class="table flow"><thead><tr><th>${t('calendar.date')}</th><th>${t('calendar.kind')}</th><th>${t('calendar.source')}</th><th><span class="visually-hidden">${t('kit.more')}</span></th></tr></thead><tbody>${days.map((day) => this.#row(day, mayEdit))}</tbody></table></section>` : ''}</div>`,
      this,
    );
  }
}

customElements.define('kw-calendar', Calendar);

/** The page. */
export function calendarPage(ctx) {
  return ctx.html`<kw-calendar .ctx=${ctx}></kw-calendar>`;
}
