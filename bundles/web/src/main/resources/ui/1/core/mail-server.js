/** The server that mails go through, what became of the newest mails, and a trial, as a page of the settings. */
import '../kit/form.js';
import { ApiError } from '../kit/http.js';
import { formDialog, listBody, pager } from './parts.js';

const TONES = { WAITING: '', SENT: 'ok', FAILED: 'bad' };

class MailServer extends HTMLElement {
  #server = null;
  #version = '"0"';
  #ready = false;
  #problem = null;
  #mails = null;
  ctx = null;

  connectedCallback() {
    this.#mails ??= pager(this.ctx, '/mails', () => ({}), () => this.#draw());
    if (!this.#ready) this.#load();
  }

  async #load() {
    try {
      const { data, etag } = await this.ctx.api.request('GET', '/mails/server', { signal: this.ctx.signal });
      this.#server = data;
      this.#version = etag;
    } catch (error) {
      if (error.name === 'AbortError') return;
      if (error.status !== 404) this.#problem = error;
    }
    this.#ready = true;
    this.#draw();
    this.#mails.load();
  }

  async #save(v) {
    const { api, t, toast } = this.ctx;
    const body = {
      host: v.host, port: Number(v.port), security: v.security, sender: v.sender, senderName: v.senderName || null, site: v.site, username: v.username || null,
      ...(v.password ? { password: v.password } : v.username ? {} : { password: null }),
    };
    const { data, etag } = await api.request('PATCH', '/mails/server', { body, ifMatch: this.#version });
    this.#server = data;
    this.#version = etag;
    toast(t('kit.saved'));
    this.#draw();
  }

  async #try() {
    const { api, t, toast } = this.ctx;
    const done = await formDialog(this.ctx, {
      title: t('mails.try'),
      fields: [{ name: 'to', label: t('mails.to'), type: 'email', required: true, autofocus: true, maxlength: 254, hint: t('mails.toHint') }],
      submitLabel: t('mails.send'),
      submit: async (v) => {
        const result = await api.post('/mails/server/trials', { to: v.to });
        if (!result.taken) throw new ApiError({ detail: [result.explanation, result.answer].filter(Boolean).join(' — ') });
      },
    });
    if (done) toast(t('mails.taken'));
    this.#load();
  }

  #remove() {
    const { api, t, toast, confirm } = this.ctx;
    return confirm({
      title: t('mails.remove'), text: t('mails.removeText'), action: t('mails.remove'), danger: true,
      run: async () => {
        await api.delete('/mails/server');
        this.#server = null;
        this.#version = '"0"';
        toast(t('kit.saved'));
        this.#draw();
      },
    });
  }

  #draw() {
    const { html, render, t, fmt, icon, user } = this.ctx;
    const may = user.can('core:mail:configure');
    const s = this.#server;
    const value = { host: s?.host ?? '', port: s?.port ?? 587, security: s?.security ?? 'STARTTLS', username: s?.username ?? '', password: '', sender: s?.sender ?? '', senderName: s?.senderName ?? '', site: s?.site ?? location.origin };
    const fields = [
      { name: 'host', label: t('mails.host'), required: true, half: true, maxlength: 253, hint: t('mails.hostHint') },
      { name: 'port', label: t('mails.port'), type: 'number', required: true, half: true },
      { name: 'security', label: t('mails.security'), type: 'select', required: true, options: ['STARTTLS', 'TLS', 'NONE'].map((one) => ({ value: one, label: t(`mails.security.${one}`) })) },
      { name: 'username', label: t('mails.username'), half: true, maxlength: 200, autocomplete: 'off' },
      { name: 'password', label: t('mails.password'), type: 'password', half: true, maxlength: 500, autocomplete: 'new-password', hint: s?.passwordSet ? t('mails.passwordKept') : t('mails.passwordHint') },
      { name: 'sender', label: t('mails.sender'), type: 'email', required: true, half: true, maxlength: 254 },
      { name: 'senderName', label: t('mails.senderName'), half: true, maxlength: 100 },
      { name: 'site', label: t('mails.site'), required: true, maxlength: 253, hint: t('mails.siteHint') },
    ];
    const failing = s?.failingSince ? html`<p class="error" role="alert">${icon('circle-alert')}${t('mails.failing', { since: fmt.dateTime(s.failingSince), problem: t(`mails.problem.${s.problem}`) })}${s.answer ? html` <span class="mono small break">${s.answer}</span>` : ''}</p>` : '';
    const rows = (items) => html`<ul class="list">${items.map((m) => html`<li class="middle"><span class="badge ${TONES[m.state]}">${t(`mails.state.${m.state}`)}</span><span class="grow">${m.module} · ${fmt.dateTime(m.createdAt)}${m.problem ? html`<br /><span class="small second break">${t(`mails.problem.${m.problem}`)}${m.answer ? ` — ${m.answer}` : ''}</span>` : ''}</span>${m.nextAt ? html`<span class="small muted nowrap">${t('mails.next', { at: fmt.dateTime(m.nextAt) })}</span>` : ''}</li>`)}</ul>`;
    render(
      html`<section class="card" aria-labelledby="mail-h"><div class="card-head"><h2 id="mail-h">${t('mails.title')}</h2>${may && s ? html`<span class="row"><button type="button" class="btn small" @click=${() => this.#try()}>${icon('mail')}${t('mails.try')}</button><button type="button" class="btn small quiet" @click=${() => this.#remove()}>${icon('trash-2')}${t('kit.remove')}</button></span>` : ''}</div>
        <div class="card-body padded stack"><p class="second">${t('mails.intro')}</p>${this.#problem ? html`<p class="error" role="alert">${icon('circle-alert')}${this.#problem.message}</p>` : ''}${failing}
        ${this.#ready ? html`<kw-form .value=${value} .submit=${may ? (v) => this.#save(v) : null} .fields=${fields}></kw-form>` : ''}</div></section>
        <section class="card" aria-labelledby="mail-list-h"><div class="card-head"><h2 id="mail-list-h">${t('mails.newest')}</h2></div>${listBody(this.ctx, this.#mails, rows, { icon: 'circle-check', title: t('mails.none') })}</section>`,
      this,
    );
  }
}
customElements.define('kw-mail-server', MailServer);

/** The page. */
export function mailServerPage(ctx) {
  return ctx.html`<kw-mail-server class="stack" .ctx=${ctx}></kw-mail-server>`;
}
