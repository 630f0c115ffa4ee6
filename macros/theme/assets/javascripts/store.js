/*
 * What a reader has done, kept in this browser and nowhere else.
 *
 * Each kind of state is one entry of localStorage, as JSON, under a name of its own (the table in ARCHITECTURE.md):
 * `dea-c01-guide/v1/answers` and so on. Where a browser keeps nothing (private windows, full storage), the state lives
 * as long as the page, and `guide.store.isKept` says so.
 */
;(() => {
  const PREFIX = "dea-c01-guide/v1/"

  /** @type {Map<string, unknown>} What this page has read or written. */
  const values = new Map()
  /** @type {Set<(name: string) => void>} */
  const listeners = new Set()

  /** @type {Store} */
  const store = {
    isKept: true,

    read(name, otherwise) {
      if (!values.has(name)) {
        try {
          values.set(name, JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") ?? undefined)
        } catch {
          values.set(name, undefined) // not ours, or broken: as if nothing had been kept
        }
      }
      return /** @type {any} */ (values.get(name) ?? otherwise)
    },

    write(name, value) {
      values.set(name, value)
      try {
        if (value === undefined) localStorage.removeItem(PREFIX + name)
        else localStorage.setItem(PREFIX + name, JSON.stringify(value))
      } catch {
        store.isKept = false
      }
      listeners.forEach((listener) => listener(name))
    },

    onChange(listener) {
      listeners.add(listener)
    },
  }

  // Another tab wrote something.
  addEventListener("storage", ({ key }) => {
    if (!key?.startsWith(PREFIX)) return
    const name = key.slice(PREFIX.length)
    values.delete(name)
    listeners.forEach((listener) => listener(name))
  })

  window.guide = { ...window.guide, store }
})()
