/** Asks before a feed or a webhook is deleted, naming what ends with it; deletes and goes to the list. */
export async function remove(ctx, path, title, text, list) {
  const { t, api, confirm, toast, toastError, go } = ctx;
  try {
    const ends = await api.request('DELETE', path, { query: { dryRun: true } }).then((answer) => answer.data);
    const agreed = await confirm({
      title: t(title, { name: ends.name }),
      text: `${t(text)} ${t('removeWaiting', { n: ends.waiting })} ${t('removeLog', { done: ends.done, failed: ends.failed })}`,
      action: t('remove'),
      danger: true,
      run: () => api.delete(path),
    });
    if (!agreed) return;
    toast(t('removed', { name: ends.name }));
    go(list);
  } catch (error) {
    toastError(error);
  }
}
