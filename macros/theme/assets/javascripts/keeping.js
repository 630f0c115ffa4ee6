/* Export, import and clear all that the site keeps in this browser. What the states are: ARCHITECTURE.md. */
;(() => {
  const { store } = window.guide
  const FORMAT = "study-guide-state/1"

  const isTime = (/** @type {unknown} */ value) => !Number.isNaN(Date.parse(String(value)))
  const isPlain = (/** @type {unknown} */ value) => value?.constructor === Object

  /** @type {Record<string, (entry: any) => boolean>} Whether an entry of a state can be one. */
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
  const NAMES = Object.keys(ENTRIES)

  /** @type {(name: string, value: any) => [string, any][]} The entries of a state by a key: `exam` is one itself. */
  const entriesOf = (name, value) => {
    if (name === "exam") return [["", value]]
    if (name === "exams" && Array.isArray(value)) return value.map((exam) => [JSON.stringify(exam), exam])
    return name !== "exams" && isPlain(value) ? Object.entries(value) : [["", null]]
  }

  const timeOf = (/** @type {any} */ entry) => Date.parse(entry.at ?? entry.last_review ?? "") || 0

  /** @type {(text: string) => [string, unknown][]} The states in an exported file; an error says what is wrong. */
  const parse = (text) => {
    let file
    try {
      file = JSON.parse(text)
    } catch {
      // told below
    }
    if (file?.format !== FORMAT || !isPlain(file.state)) throw Error("This is not a file that this site exported.")
    const states = Object.entries(file.state)
    for (const [name, value] of states) {
      if (!NAMES.includes(name)) throw Error(`The file has something that this site does not know: "${name}".`)
      for (const [key, entry] of entriesOf(name, value))
        if (!isPlain(entry) || !ENTRIES[name]?.(entry)) throw Error(`The file is damaged at "${name}" ${key}.`)
    }
    return states
  }

  /** @type {(state: [string, unknown]) => number} Merge a state into ours; return how many entries are newer. */
  const merge = ([name, theirs]) => {
    const ours = store.read(name, /** @type {unknown} */ (undefined))
    const merged = new Map(ours === undefined ? [] : entriesOf(name, ours))
    const isNewer = ([key, entry] = ["", {}]) => !merged.get(key) || timeOf(entry) > timeOf(merged.get(key))
    const newer = entriesOf(name, theirs).filter(isNewer)
    newer.forEach(([key, entry]) => merged.set(key, entry))
    const entries = [...merged.values()]
    const all = name === "exam" ? entries[0] : name === "exams" ? entries : Object.fromEntries(merged)
    if (newer.length) store.write(name, all)
    return newer.length
  }

  const box = /** @type {HTMLElement} */ (document.querySelector(".keeping"))
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"))
  const dialog = /** @type {HTMLDialogElement} */ (box.querySelector("dialog"))
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"))
  const say = (/** @type {string} */ words) => (status.textContent = words)
  const on = (/** @type {string} */ name, /** @type {() => void} */ action) =>
    box.querySelector(`[name=${name}]`)?.addEventListener("click", action)

  on("export", () => {
    const at = new Date().toISOString()
    const state = Object.fromEntries(NAMES.map((name) => [name, store.read(name, /** @type {unknown} */ (undefined))]))
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: FORMAT, at, state }, null, 1)]))
    link.download = `study-progress-${at.slice(0, 10)}.json`
    link.click()
    say(`Exported to ${link.download}.`)
  })

  on("import", () => input.click())
  input.addEventListener("change", async () => {
    try {
      const newer = parse((await input.files?.[0]?.text()) ?? "").map(merge).reduce((sum, number) => sum + number, 0)
      say(newer ? `Imported: ${newer} new or newer than here.` : "Nothing in this file is newer than what is here.")
    } catch (error) {
      say(`${/** @type {Error} */ (error).message} Nothing was changed.`)
    }
    input.value = "" // so that the same file can be chosen again
  })

  on("clear", () => {
    dialog.returnValue = ""
    dialog.showModal()
  })
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "clear") return
    NAMES.forEach((name) => store.write(name, undefined))
    say("Cleared. Nothing is kept any more.")
  })

  box.hidden = false
})()
