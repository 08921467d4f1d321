/** Which quotes somebody else has to approve, as a page of the settings. */

const isPercent = (text) => /^\d{1,3}(\.\d{1,2})?$/.test(String(text).trim()) && Number(text) <= 100;
const said = (text) => String(text ?? '').trim();

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, api, fmt } = ctx;
  let policy = null;
  let error = null;
  const read = async () => {
    try {
      policy = await api.get('/funnel/quote-policy', {}, { signal: ctx.signal });
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const save = async (v, form) => {
    policy = await api.patch('/funnel/quote-policy', { discountLimit: said(v.discountLimit) || null, totalLimit: said(v.totalLimit) ? { amount: said(v.totalLimit) } : null }, policy.version);
    form.settle();
    ctx.toast(t('saved'));
    draw();
  };
  function draw() {
    if (error) return render(ctx.failure(error, { retry: read }), el);
    if (!policy) return render(ctx.skeleton(3), el);
    const fields = [
      { name: 'discountLimit', label: t('quotePolicy.discount'), type: 'number', half: true, hint: t('quotePolicy.discountHint'), check: (v) => (!said(v) || isPercent(v) ? '' : t('badShare')) },
      { name: 'totalLimit', label: t('quotePolicy.total', { currency: fmt.currency() }), type: 'money', half: true, hint: t('quotePolicy.totalHint'), pointer: '/totalLimit/amount' },
    ];
    return render(html`<div class="stack"><p class="second">${t('quotePolicy.text')}</p><kw-form .fields=${fields} .value=${{ discountLimit: policy.discountLimit === null || policy.discountLimit === undefined ? '' : String(Number(policy.discountLimit)), totalLimit: policy.totalLimit ? String(Number(policy.totalLimit.amount)) : '' }} .submit=${save}></kw-form></div>`, el);
  }
  draw();
  read();
}
