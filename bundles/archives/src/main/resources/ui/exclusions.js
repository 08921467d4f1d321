/** What is never recommended, as a page of the settings. */

/** Shows the exclusions. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, toast } = ctx;
  let items = null;
  let error = null;
  let round = 0;
  const read = async () => {
    try {
      items = (await api.get('/archives/recommendations/exclusions', {}, { signal: ctx.signal })).items;
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const add = async (value, form) => {
    await api.post('/archives/recommendations/exclusions', value);
    form.settle();
    round += 1;
    toast(t('exclusionAdded'));
    await read();
  };
  const remove = async (exclusion) => {
    try {
      await api.delete(`/archives/recommendations/exclusions/${exclusion.id}`);
      toast(t('exclusionRemoved'));
    } catch (e) {
      ctx.toastError(e);
    }
    await read();
  };
  const row = (x) => html`<li class="middle"><span class="contact-icon">${icon('ban')}</span><span class="grow break"><strong>${x.item}</strong><br /><span class="small muted">${[x.by?.name, fmt.date(x.at)].filter(Boolean).join(' · ')}</span></span>
    <button type="button" class="btn small quiet" @click=${() => remove(x)}>${t('exclusionRemove')}</button></li>`;
  function draw() {
    if (error) return render(ctx.failure(error, { retry: read }), el);
    if (!items) return render(ctx.skeleton(4), el);
    return render(
      html`<div class="stack"><p class="second">${t('exclusionsText')}</p>
        ${[round].map(() => html`<kw-form .fields=${[{ name: 'item', label: t('exclusionItem'), hint: t('exclusionItemHint'), required: true, maxlength: 300 }]} .value=${{}} .submitLabel=${t('exclusionAdd')} .submit=${add}></kw-form>`)}
        ${items.length ? html`<ul class="list">${items.map(row)}</ul>` : html`<p class="muted">${t('exclusionsNone')}</p>`}</div>`,
      el,
    );
  }
  draw();
  read();
}
