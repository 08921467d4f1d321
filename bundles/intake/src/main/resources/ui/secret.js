/** A secret that is shown once, to be copied. */
export function secretDialog(ctx, secret) {
  const { html, t, icon, dialog, toast } = ctx;
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast(t('copied'));
  };
  return dialog({
    title: t('secretTitle'),
    body: ({ close }) => html`<div class="stack"><p>${t('secretText')}</p><p class="break"><code>${secret}</code></p>
      <div class="row actions"><button type="button" class="btn" @click=${copy}>${icon('copy')}${t('secretCopy')}</button><button type="button" class="btn primary" @click=${() => close(true)}>${t('secretDone')}</button></div></div>`,
  });
}
