/** Stars and words: a review of what was bought, or how a contact was found. */

/** Five stars, so many of them full, said in words as well. */
export function stars({ html, icon, t }, n) {
  return html`<span class="badge" title=${t('starsOf', { n })}>${icon('star')}${t('starsOf', { n })}</span>`;
}

/** Opens the dialog; `save` gets `{stars, text}` and its answer is resolved. */
export function rateDialog(ctx, { title, known, save, saved }) {
  const { html, t, dialog, toast } = ctx;
  const value = { stars: String(known?.stars ?? 5), text: known?.text ?? '' };
  const fields = [
    { name: 'stars', label: t('stars'), type: 'select', required: true, autofocus: true, options: [5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: t('starsOf', { n }) })) },
    { name: 'text', label: t('reviewText'), type: 'textarea', rows: 3 },
  ];
  return dialog({
    title,
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
      const made = await save({ stars: Number(v.stars), ...(v.text ? { text: v.text } : {}) });
      form.settle();
      close(made);
      toast(saved);
      ctx.changed();
    }}></kw-form>`,
  });
}
