/*
 * Services and criteria of the reader's choice, side by side.
 *
 * The page holds one table with everything; this shows the columns and rows that are picked and says which rows differ
 * in what their cells say first.
 * The address keeps the choice: #services=a,b&without=c&differ.
 */
;(() => {
  /** With more services than that, each criterion is a card: the columns would be too narrow to read. */
  const MOST_COLUMNS = 4

  /** @param {HTMLElement} picker */
  const setUp = (picker) => {
    const form = /** @type {HTMLFormElement} */ (picker.querySelector("form"))
    const comparison = /** @type {HTMLElement} */ (picker.querySelector(".comparison"))
    const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"))
    const criteria = /** @type {HTMLElement} */ (form.querySelector(".picker__criteria"))
    /** @param {string} name @returns {HTMLInputElement[]} */
    const boxes = (name) => [...form.querySelectorAll(`input[name=${name}]`)].map((box) => /** @type {any} */ (box))
    const services = boxes("services")
    const [differ] = /** @type {[HTMLInputElement]} */ (boxes("differ"))
    const heads = [...comparison.querySelectorAll("thead th")]
    const rows = [...comparison.querySelectorAll("tbody tr")].map((row, index) => ({
      row: /** @type {HTMLElement} */ (row),
      box: /** @type {HTMLInputElement} */ (boxes("criteria")[index]),
      mark: /** @type {HTMLElement} */ (row.querySelector(".picker__differs")),
      cells: [...row.querySelectorAll("td")].map((cell, column) => {
        cell.dataset.label ??= heads[column]?.textContent ?? ""
        return { cell, value: valueOf(cell) }
      }),
    }))

    const show = () => {
      const picked = services.map((box) => box.checked)
      const count = picked.filter(Boolean).length
      let shown = 0
      let differing = 0
      for (const { row, box, mark, cells } of rows) {
        const values = cells.filter(({ value }, column) => picked[column] && value !== null).map(({ value }) => value)
        const isDifferent = new Set(values).size > 1
        const label = /** @type {HTMLElement} */ (box.closest("label"))
        label.hidden = values.length < 2
        row.hidden = values.length < 2 || !box.checked || (differ.checked && !isDifferent)
        mark.hidden = false
        mark.textContent = isDifferent ? "differs" : "alike"
        mark.classList.toggle("picker__differs--not", !isDifferent)
        cells.forEach(({ cell }, column) => (cell.hidden = !picked[column]))
        if (row.hidden) continue
        shown += 1
        if (isDifferent) differing += 1
      }
      heads.forEach((head, column) => /** @type {HTMLElement} */ (head).toggleAttribute("hidden", !picked[column]))
      criteria.hidden = !rows.some(({ box }) => !box.closest("label")?.hidden)
      comparison.hidden = !shown
      comparison.classList.toggle("comparison--cards", count > MOST_COLUMNS)
      status.textContent = criteria.hidden
        ? count < 2
          ? "Pick two or more services."
          : "No criterion describes two of these services. Pick others, or one more."
        : `${count} services, ${shown} ${shown === 1 ? "criterion" : "criteria"}, ${differing} of them ${differing === 1 ? "differs" : "differ"}.`
    }

    const write = () => {
      const names = (/** @type {HTMLInputElement[]} */ found) => found.map((box) => box.value).join(",")
      const picked = names(services.filter((box) => box.checked))
      const without = names(rows.map(({ box }) => box).filter((box) => !box.checked))
      const address = `#services=${picked}${without && `&without=${without}`}${differ.checked ? "&differ" : ""}`
      history.replaceState(null, "", address)
    }

    const read = () => {
      const choice = new URLSearchParams(location.hash.slice(1))
      const picked = choice.get("services")
      if (picked !== null) {
        const without = choice.get("without")?.split(",") ?? []
        services.forEach((box) => (box.checked = picked.split(",").includes(box.value)))
        rows.forEach(({ box }) => (box.checked = !without.includes(box.value)))
        differ.checked = choice.has("differ")
      }
      show()
    }

    picker.querySelector("details")?.replaceWith(comparison)
    form.hidden = false
    form.addEventListener("change", () => {
      show()
      write()
    })
    form.addEventListener("reset", () =>
      setTimeout(() => {
        show()
        write()
      }),
    )
    form.addEventListener("submit", (event) => event.preventDefault())
    addEventListener("hashchange", read)
    read()
  }

  /**
   * What a cell says before its details, of which no two are alike: up to a semicolon or a bracket, without its source
   * and notes. Nothing where there is no fact. @param {HTMLElement} cell
   */
  const valueOf = (cell) => {
    if (cell.classList.contains("picker__none")) return null
    const copy = /** @type {HTMLElement} */ (cell.cloneNode(true))
    copy.querySelectorAll(".source, .second-hand, .checked, .exam-note").forEach((note) => note.remove())
    const [first = ""] = (copy.textContent ?? "").split(/[;(]/)
    return first.trim().toLowerCase()
  }

  document.querySelectorAll(".picker").forEach((picker) => setUp(/** @type {HTMLElement} */ (picker)))
})()
