/** Before somebody signs out: nothing that he took down stays behind in the browser unasked. */
import { forget, openQueue, waiting } from './queue.js';

/** Sends what waits, and asks about what cannot be sent; false when he stays. */
export async function run(ctx) {
  const { t, user, confirm } = ctx;
  if (waiting(user.id)) {
    try {
      await (await openQueue(ctx)).send();
    } catch (error) {
      if (!(error instanceof ctx.ApiError)) throw error;
    }
    const n = waiting(user.id);
    if (n && !(await confirm({ title: t('leave.title', { n }), text: t('leave.text'), action: t('leave.discard'), danger: true }))) return false;
  }
  forget(user.id);
  return true;
}
