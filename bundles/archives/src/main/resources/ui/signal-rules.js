/** The rules by which signals are found, as a page of the settings. */
import { CHANNELS, word } from './shared.js';

const KINDS = ['BUYING_INTENT', 'SERVICE_PROBLEM'];

/** Shows the rules. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, dialog, toast } = ctx;
  let rules = null;
  let error = null;
  const read = async () => {
    try {
      rules = (await api.get('/archives/signal-rules', {}, { signal: ctx.signal })).items;
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const choices = (all, label, none) => [...(none ? [{ value: '', label: none }] : []), ...all.map((value) => ({ value, label: label(value) }))];
  const fields = [
    { name: 'name', label: t('signals.name'), required: true, maxlength: 60, placeholder: t('signals.nameExample') },
    { name: 'kind', label: t('signals.kindLabel'), type: 'select', required: true, options: choices(KINDS, (k) => t(`signals.kind.${k}`)) },
    { name: 'words', label: t('signals.words'), type: 'textarea', rows: 4, required: true, placeholder: t('signals.wordsExample'), hint: t('signals.wordsHint') },
    { name: 'count', label: t('signals.count'), type: 'number', required: true, half: true },
    { name: 'days', label: t('signals.days'), type: 'number', required: true, half: true },
    { name: 'channel', label: t('channel'), type: 'select', half: true, options: choices(Object.keys(CHANNELS), (c) => word(ctx, 'channel', c), t('signals.anyChannel')) },
    { name: 'direction', label: t('direction'), type: 'select', half: true, options: choices(['IN', 'OUT'], (d) => word(ctx, 'direction', d), t('signals.anyDirection')) },
    { name: 'active', label: t('signals.active'), type: 'checkbox' },
  ];
  const values = (v) => ({ name: v.name, kind: v.kind, words: v.words.split('\n').map((w) => w.trim()).filter(Boolean), count: Number(v.count), days: Number(v.days), channel: v.channel || null, direction: v.direction || null, active: !!v.active });
  const ask = async (title, value, save) => {
    const saved = await dialog({
      title,
      body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
        await save(values(v));
        form.settle();
        close(true);
        toast(t('signals.ruleSaved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const add = () => ask(t('signals.ruleAdd'), { kind: 'BUYING_INTENT', words: '', count: 3, days: 7, channel: '', direction: 'IN', active: true }, (v) => api.post('/archives/signal-rules', v));
  const edit = (rule) => ask(rule.name, { ...rule, words: rule.words.join('\n'), channel: rule.channel ?? '', direction: rule.direction ?? '' }, (v) => api.patch(`/archives/signal-rules/${rule.id}`, v, rule.version));
  const remove = async (rule) => {
    const done = await ctx.confirm({ title: t('signals.ruleRemoveTitle', { name: rule.name }), text: t('signals.ruleRemoveText'), action: t('signals.ruleRemove'), danger: true, run: () => api.delete(`/archives/signal-rules/${rule.id}`) });
    if (done) await read();
  };
  const joined = (words) => words.join(ctx.lang.startsWith('zh') ? '、' : ', ');
  const row = (rule) => html`<tr><td><strong>${rule.name}</strong> ${rule.active ? '' : html`<span class="badge">${t('signals.off')}</span>`}<div class="small muted break">${joined(rule.words)}</div></td><td class="second nowrap" data-label=${t('signals.kindLabel')}>${t(`signals.kind.${rule.kind}`)}</td>
    <td class="second" data-label=${t('signals.when')}>${[t('signals.often', { n: rule.count, days: rule.days }), rule.channel ? word(ctx, 'channel', rule.channel) : '', rule.direction ? word(ctx, 'direction', rule.direction) : ''].filter(Boolean).join(' · ')}</td>
    <td class="end nowrap"><button type="button" class="btn small quiet" aria-label=${`${t('signals.ruleEdit')}: ${rule.name}`} @click=${() => edit(rule)}>${icon('pencil')}${t('signals.ruleEdit')}</button> <button type="button" class="btn small quiet icon-only" aria-label=${`${t('signals.ruleRemove')}: ${rule.name}`} @click=${() => remove(rule)}>${icon('trash-2')}</button></td></tr>`;
  const button = (kind = '') => html`<button type="button" class="btn small ${kind}" @click=${add}>${icon('plus')}${t('signals.ruleAdd')}</button>`;
  function draw() {
    if (error) return render(ctx.failure(error, { retry: read }), el);
    if (!rules) return render(ctx.skeleton(5), el);
    return render(
      html`<div class="stack"><div class="row"><p class="grow second">${t('signals.rulesText')}</p>${button()}</div>
        ${rules.length ? html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('signals.rule')}</th><th scope="col">${t('signals.kindLabel')}</th><th scope="col">${t('signals.when')}</th><th scope="col"><span class="visually-hidden">${t('signals.actions')}</span></th></tr></thead><tbody>${rules.map(row)}</tbody></table></div>` : html`<p class="muted">${t('signals.rulesNone')}</p>`}</div>`,
      el,
    );
  }
  draw();
  read();
}
