/** Takes back all or some of a purchase; the purchase itself stays. */

/** Opens the dialog; resolves with true when something was returned. */
export function returnDialog(ctx, purchase) {
  const { html, t, fmt, api, dialog, toast } = ctx;
  const left = (l) => Number(l.quantity) - Number(l.returned ?? 0);
  const open = purchase.lines.filter((l) => left(l) > 0);
  const fields = open.map((l) => ({
    name: l.id,
    label: `${l.name} · ${fmt.money(l.net)}`,
    type: 'number',
    hint: t('returnLeft', { n: left(l) }),
    check: (v) => (/^\d+(\.\d{1,3})?$/.test(v) && Number(v) <= left(l) ? '' : t('returnTooMany', { n: left(l) })),
  }));
  return dialog({
    title: t('returnTitle'),
    size: 'small',
    body: ({ close }) => html`<p class="second">${t('returnText')}</p><br /><kw-form .fields=${fields} .value=${Object.fromEntries(open.map((l) => [l.id, String(left(l))]))} .submitLabel=${t('returnAction')} .cancel=${() => close()}
      .submit=${async (values, form) => {
        const lines = open.filter((l) => Number(values[l.id]) > 0).map((l) => ({ lineId: l.id, quantity: Number(values[l.id]).toFixed(3) }));
        if (!lines.length) throw new ctx.ApiError({ type: 'invalid', status: 422, detail: t('returnNothing') });
        await api.post(`/archives/purchases/${purchase.id}/returns`, { lines });
        form.settle();
        close(true);
        toast(t('returnSaved'));
        ctx.changed();
      }}></kw-form>`,
  });
}
