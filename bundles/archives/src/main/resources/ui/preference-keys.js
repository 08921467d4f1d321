/** The kinds of preference, as a page of the settings: rename, retire, add one's own. */

/** Shows the kinds. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, dialog, toast } = ctx;
  let keys = null;
  let error = null;
  const read = async () => {
    try {
      keys = (await api.get('/archives/preference-keys', {}, { signal: ctx.signal })).items;
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const titles = [
    { name: 'titleZh', label: t('keyTitleZh'), required: true, maxlength: 60, half: true },
    { name: 'titleEn', label: t('keyTitleEn'), required: true, maxlength: 60, half: true },
  ];
  const ask = async (title, fields, value, save) => {
    const saved = await dialog({
      title,
      body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
        await save(v);
        form.settle();
        close(true);
        toast(t('keySaved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const add = () => ask(t('keyAdd'), [{ name: 'code', label: t('keyCode'), hint: t('keyCodeHint'), required: true, maxlength: 40 }, ...titles], {}, (v) => api.post('/archives/preference-keys', v));
  const rename = (key) => ask(t('keyRename'), titles, key, (v) => api.patch(`/archives/preference-keys/${key.code}`, v, key.version));
  const retire = async (key) => {
    try {
      await api.patch(`/archives/preference-keys/${key.code}`, { retired: !key.retired }, key.version);
      await read();
    } catch (e) {
      ctx.toastError(e);
      await read();
    }
  };
  const row = (key) => html`<tr><td>${ctx.lang.startsWith('zh') ? key.titleZh : key.titleEn} ${key.retired ? html`<span class="badge">${t('keyRetired')}</span>` : ''}</td><td class="second">${t(`trade.${key.trade ?? 'own'}`)}</td>
    <td class="end nowrap"><button type="button" class="btn small quiet" @click=${() => rename(key)}>${t('keyRename')}</button> ${key.trade === 'behaviour' ? '' : html`<button type="button" class="btn small quiet" @click=${() => retire(key)}>${key.retired ? t('keyReuse') : t('keyRetire')}</button>`}</td></tr>`;
  function draw() {
    if (error) return render(ctx.failure(error, { retry: read }), el);
    if (!keys) return render(ctx.skeleton(5), el);
    return render(
      html`<div class="stack"><div class="row"><p class="grow second">${t('keysText')}</p><button type="button" class="btn small" @click=${add}>${icon('plus')}${t('keyAdd')}</button></div>
        <div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('preferenceKey')}</th><th scope="col">${t('keyTrade')}</th><th scope="col"><span class="visually-hidden">${t('keyRename')}</span></th></tr></thead><tbody>${keys.map(row)}</tbody></table></div></div>`,
      el,
    );
  }
  draw();
  read();
}
