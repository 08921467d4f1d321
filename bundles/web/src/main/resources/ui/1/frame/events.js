/** The server's hints. One tab holds the event stream and passes each hint to the others. */
const listeners = new Map();
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('kithwork-events') : null;
const KINDS = ['modules', 'customer', 'job', 'import'];
let started = false;

/** Calls `listener(data)` at each hint of a kind: `modules`, `customer`, `job`, `import`; ends with `signal`. */
export function onEvent(kind, listener, signal) {
  if (!listeners.has(kind)) listeners.set(kind, new Set());
  listeners.get(kind).add(listener);
  signal?.addEventListener('abort', () => listeners.get(kind).delete(listener));
}

function tell(kind, data) {
  for (const listener of listeners.get(kind) ?? []) listener(data);
}

function publish(kind, data) {
  tell(kind, data);
  channel?.postMessage({ kind, data });
}

function open() {
  return new Promise((resolve) => {
    let opened = false;
    const source = new EventSource('/api/v1/events');
    for (const kind of KINDS) {
      source.addEventListener(kind, (e) => {
        let data = {};
        try {
          data = JSON.parse(e.data || '{}');
        } catch {
          data = {};
        }
        publish(kind, data);
      });
    }
    source.addEventListener('open', () => {
      if (opened) publish('modules', {});
      opened = true;
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) resolve();
    });
  });
}

async function hold() {
  for (;;) {
    await open();
    await new Promise((resolve) => { setTimeout(resolve, 15000); });
    publish('modules', {});
  }
}

/** Starts listening; the first tab that gets the lock opens the stream, the next one follows when it is closed. */
export function startEvents() {
  if (started) return;
  started = true;
  channel?.addEventListener('message', (e) => tell(e.data.kind, e.data.data));
  if (navigator.locks && channel) navigator.locks.request('kithwork-events', hold);
  else hold();
}
