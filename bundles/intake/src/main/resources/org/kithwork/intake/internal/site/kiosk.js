/**
 * A form on a tablet, where one person follows another: everything happens in one page, so that no way back leads to what
 * somebody typed, and it goes back to its start when nobody has touched it for a while.
 */
const AGAIN = 5000;
let timer = 0;

const main = () => document.querySelector('main');

/** Waits for a touch: as long as the page says. */
function wait() {
  clearTimeout(timer);
  timer = setTimeout(restart, Number(main().dataset.quiet) * 1000);
}

/** Puts what was fetched in the place of what is there. */
async function show(answer) {
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const found = next.querySelector('main');
  found.dataset.start ??= main().dataset.start;
  found.dataset.quiet ??= main().dataset.quiet;
  found.dataset.offline ??= main().dataset.offline;
  document.documentElement.lang = next.documentElement.lang;
  document.title = next.title;
  main().replaceWith(found);
  scrollTo(0, 0);
  wait();
}

/** Nothing of the person before stays, with or without a line. */
function clear() {
  const { start, quiet, offline } = main().dataset;
  const empty = Object.assign(document.createElement('main'), { textContent: offline });
  Object.assign(empty.dataset, { start, quiet, offline });
  main().replaceWith(empty);
}

async function restart() {
  clearTimeout(timer);
  try {
    await show(await fetch(main().dataset.start));
  } catch {
    clear();
    timer = setTimeout(restart, AGAIN);
  }
}

async function send(form) {
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    await show(await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }));
  } catch {
    button.disabled = false;
    let note = form.querySelector('.wrong[role=alert]');
    note ??= form.insertBefore(Object.assign(document.createElement('p'), { className: 'wrong', role: 'alert' }), button);
    note.textContent = main().dataset.offline;
  }
}

addEventListener('submit', (event) => {
  event.preventDefault();
  send(event.target);
});
addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || link.getAttribute('href').startsWith('#')) return;
  event.preventDefault();
  fetch(link.href).then(show).catch(restart);
});
for (const kind of ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel']) addEventListener(kind, wait, { passive: true });
addEventListener('pageshow', (event) => {
  if (event.persisted || performance.getEntriesByType('navigation')[0]?.type === 'back_forward') restart();
});
wait();
