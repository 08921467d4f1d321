/** The links by which a calendar elsewhere reads one's follow-ups: made, shown once and taken back in a dialog. */

const PURPOSE = 'archives:calendar';

/** Opens the dialog. */
export function calendarLinks(ctx) {
  const { html, t, fmt, api, icon, dialog, toast, user } = ctx;
  let items = null;
  let error = null;
  let made = null;
  let round = 0;
  let draw = () => {};
  const load = async () => {
    try {
      items = (await api.get('/links', { purpose: PURPOSE, mine: true }, { signal: ctx.signal })).items;
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const make = async ({ name }, form) => {
    const link = await api.post('/links', { purpose: PURPOSE, name });
    form.settle();
    round += 1;
    made = new URL(link.path, window.location.href).href;
    await load();
  };
  const copy = async (e) => {
    const input = e.currentTarget.parentElement.querySelector('input');
    try {
      await navigator.clipboard.writeText(made);
      toast(t('kit.copied'));
    } catch {
      input.select();
      toast(t('kit.notCopied'), { kind: 'warn' });
    }
  };
  const remove = async (link) => {
    const sure = await ctx.confirm({ title: t('calendar.endTitle', { name: link.name }), text: t('calendar.endText'), action: t('calendar.end'), danger: true });
    if (!sure) return;
    try {
      await api.delete(`/links/${link.id}`);
      made = null;
      toast(t('calendar.ended'));
    } catch (e) {
      ctx.toastError(e);
    }
    await load();
  };
  const row = (link) => html`<li class="middle"><span class="contact-icon">${icon('link')}</span><span class="grow break"><strong>${link.name}</strong><br /><span class="small muted">${[t('calendar.made', { date: fmt.date(link.createdAt) }), link.lastUsedAt ? t('calendar.used', { when: fmt.relative(link.lastUsedAt) }) : t('calendar.unused')].join(' · ')}</span></span>
    ${user.can('core:link:delete') ? html`<button type="button" class="btn small quiet" aria-label=${t('calendar.endOne', { name: link.name })} @click=${() => remove(link)}>${icon('trash-2')}</button>` : ''}</li>`;
  const fields = [{ name: 'name', label: t('calendar.name'), hint: t('calendar.nameHint'), required: true, maxlength: 200 }];
  load();
  return dialog({
    title: t('calendar.title'),
    body: ({ update }) => {
      draw = update;
      return html`<div class="stack"><p class="second">${t('calendar.text')}</p>
        ${made ? html`<div class="notice warn">${icon('key-round')}<div>${t('calendar.once')}</div></div>
          <div class="input-row"><input class="input grow mono" readonly aria-label=${t('calendar.address')} .value=${made} @focus=${(e) => e.target.select()} /><button type="button" class="btn primary" @click=${copy}>${icon('copy')}${t('kit.copy')}</button></div>` : ''}
        ${error ? ctx.failure(error, { retry: load }) : !items ? ctx.skeleton(2) : items.length ? html`<ul class="list">${items.map(row)}</ul>` : html`<p class="muted">${t('calendar.none')}</p>`}
        ${user.can('core:link:create') ? [round].map(() => html`<kw-form .fields=${fields} .value=${{}} .submitLabel=${t('calendar.make')} .submit=${make}></kw-form>`) : ''}</div>`;
    },
  });
}
