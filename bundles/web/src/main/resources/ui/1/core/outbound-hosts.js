/** The other systems that Kithwork may call, as a page of the settings. */
import '../kit/form.js';
import { formDialog, listBody } from './parts.js';

class OutboundHosts extends HTMLElement {
  #list = { items: null, error: null, load: () => this.load() };
  ctx = null;

  connectedCallback() {
    if (!this.#list.items) this.load();
  }

  async load() {
    try {
      this.#list.items = (await this.ctx.api.get('/outbound-hosts', {}, { signal: this.ctx.signal })).items;
      this.#list.error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#list.error = error;
    }
    this.#draw();
  }

  async #allow() {
    const { t, api, toast } = this.ctx;
    const saved = await formDialog(this.ctx, {
      title: t('outbound.allow'),
      fields: [
        { name: 'host', label: t('outbound.host'), required: true, autofocus: true, maxlength: 260, hint: t('outbound.hostHint') },
        { name: 'note', label: t('outbound.note'), maxlength: 200, hint: t('outbound.noteHint') },
        { name: 'internal', label: t('outbound.internal'), type: 'checkbox', hint: t('outbound.internalHint') },
      ],
      submit: (v) => api.post('/outbound-hosts', { host: v.host.trim(), internal: !!v.internal, ...(v.note?.trim() ? { note: v.note.trim() } : {}) }),
    });
    if (!saved) return;
    toast(t('kit.saved'));
    this.load();
  }

  #deny(host) {
    const { t, api, toast, confirm } = this.ctx;
    return confirm({
      title: t('outbound.deny'), text: t('outbound.denyText', { host }), action: t('outbound.deny'), danger: true,
      run: async () => {
        await api.delete(`/outbound-hosts/${encodeURIComponent(host)}`);
        toast(t('kit.saved'));
        this.load();
      },
    });
  }

  #draw() {
    const { html, render, t, icon, user, fmt } = this.ctx;
    const may = user.can('core:outbound:configure');
    const said = (h) => [h.note, t('outbound.by', { who: h.allowedBy ?? '—', when: fmt.dateTime(h.allowedAt) })].filter(Boolean).join(' · ');
    const rows = (items) => html`<ul class="list">${items.map((h) => html`<li class="middle"><span class="grow"><strong class="mono break">${h.host}</strong> ${h.internal ? html`<span class="badge warn">${t('outbound.internal')}</span>` : ''}<br /><span class="small second">${said(h)}</span></span>
      ${may ? html`<button type="button" class="btn small quiet" aria-label=${t('outbound.denyOne', { host: h.host })} @click=${() => this.#deny(h.host)}>${icon('trash-2')}${t('kit.remove')}</button>` : ''}</li>`)}</ul>`;
    render(
      html`<section class="card" aria-labelledby="outbound-h"><div class="card-head"><h2 id="outbound-h">${t('outbound.title')}</h2>${may ? html`<button type="button" class="btn small" @click=${() => this.#allow()}>${icon('plus')}${t('outbound.allow')}</button>` : ''}</div>
        <div class="card-body padded"><p class="second">${t('outbound.intro')}</p></div>
        ${listBody(this.ctx, this.#list, rows, { icon: 'lock', title: t('outbound.empty'), text: t('outbound.emptyText') })}</section>`,
      this,
    );
  }
}

customElements.define('kw-outbound-hosts', OutboundHosts);

/** The page. */
export function outboundHostsPage(ctx) {
  return ctx.html`<kw-outbound-hosts .ctx=${ctx}></kw-outbound-hosts>`;
}
