/* Export, import and clear what the site keeps in this browser: all of its states at once. */
;(() => {
  const { store } = window.guide
  const FORMAT = "study-guide-state/1"

  /** @typedef {Record<string, unknown>} Values */

  const isValues = (/** @type {unknown} */ value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
  const isTime = (/** @type {unknown} */ value) => typeof value === "string" && !Number.isNaN(Date.parse(value))

  /** What an entry of each state looks like. `exams` is a list, `exam` is one entry, the others have entries by id. */
  /** @type {Record<string, (entry: any) => boolean>} */
  const ENTRIES = {
    answers: ({ hash, chosen, right, at }) =>
      typeof hash === "string" &&
      Array.isArray(chosen) &&
      chosen.every((number) => Number.isInteger(number) && number > 0) &&
      typeof right === "boolean" &&
      isTime(at),
    cards: ({ hash, due, stability }) => typeof hash === "string" && isTime(due) && typeof stability === "number",
    exam: () => true,
    exams: () => true,
  }

  /** @type {(name: string, value: unknown) => [string, unknown][]} The entries of a state, with their keys. */
  const entriesOf = (name, value) => {
    if (name === "exam") return [["", value]]
    if (name === "exams") return Array.isArray(value) ? value.map((exam) => [JSON.stringify(exam), exam]) : [["", null]]
    return isValues(value) ? Object.entries(/** @type {Values} */ (value)) : [["", null]]
  }

  /** When an entry was written: `at`, or `last_review` where the scheduler of the cards says so. */
  const timeOf = (/** @type {any} */ entry) => Date.parse(entry.at ?? entry.last_review ?? "") || 0

  /** @type {(text: string) => Values} Read an exported file; throw what is wrong with it, in words. */
  const parse = (text) => {
    let file
    try {
      file = JSON.parse(text)
    } catch {
      // told below
    }
    if (file?.format !== FORMAT || !isValues(file.state)) throw new Error("This is not a file that this site exported.")
    for (const [name, value] of Object.entries(file.state)) {
      const isEntry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined
      if (!isEntry) throw new Error(`The file has something that this site does not know: "${name}".`)
      for (const [key, entry] of entriesOf(name, value))
        if (!isValues(entry) || !isEntry(entry)) throw new Error(`The file is damaged at "${name}" ${key}.`)
    }
    return file.state
  }

  /** @type {(name: string, theirs: unknown) => number} Merge a state into ours; return how many entries are new. */
  const merge = (name, theirs) => {
    const ours = store.read(name, /** @type {unknown} */ (undefined))
    const merged = new Map(ours === undefined ? [] : entriesOf(name, ours))
    let taken = 0
    for (const [key, entry] of entriesOf(name, theirs)) {
      if (merged.has(key) && (name === "exams" || timeOf(entry) <= timeOf(merged.get(key)))) continue
      merged.set(key, entry)
      taken += 1
    }
    if (!taken) return 0
    const entries = [...merged.values()]
    store.write(name, name === "exam" ? entries[0] : name === "exams" ? entries : Object.fromEntries(merged))
    return taken
  }

  const box = /** @type {HTMLElement} */ (document.querySelector(".keeping"))
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"))
  const dialog = /** @type {HTMLDialogElement} */ (box.querySelector("dialog"))
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"))
  const say = (/** @type {string} */ words) => (status.textContent = words)
  const on = (/** @type {string} */ name, /** @type {() => void} */ action) =>
    box.querySelector(`[name=${name}]`)?.addEventListener("click", action)

  on("export", () => {
    const kept = Object.keys(ENTRIES).map((name) => [name, store.read(name, /** @type {unknown} */ (undefined))])
    const state = Object.fromEntries(kept.filter(([, value]) => value !== undefined))
    const link = document.createElement("a")
    const now = new Date().toISOString()
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: FORMAT, at: now, state }, null, 1)]))
    link.download = `study-progress-${now.slice(0, 10)}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    say(`Exported to ${link.download}.`)
  })

  on("import", () => input.click())
  input.addEventListener("change", async () => {
    const file = input.files?.[0]
    if (!file) return
    try {
      const taken = Object.entries(parse(await file.text())).reduce((sum, [name, value]) => sum + merge(name, value), 0)
      say(taken ? `Imported: ${taken} new or newer than here.` : "Nothing in this file is newer than what is here.")
    } catch (error) {
      say(`${error instanceof Error ? error.message : error} Nothing was changed.`)
    }
    input.value = "" // so that the same file can be chosen again
  })

  on("clear", () => {
    dialog.returnValue = ""
    dialog.showModal()
  })
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "clear") return
    Object.keys(ENTRIES).forEach((name) => store.write(name, undefined))
    say("Cleared. Nothing is kept any more.")
  })

  box.hidden = false
})()
