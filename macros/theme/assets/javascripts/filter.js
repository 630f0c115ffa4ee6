/* The filter of the Practise page. What it is set to stands in the address, so that a link or a reload keeps it. */
;(() => {
  const { questions } = window.guide
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".filter"))
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"))
  const selects = [...form.querySelectorAll("select")]
  const sections = [...document.querySelectorAll(".practice .questions")].map((section) => ({
    section: /** @type {HTMLElement} */ (section),
    asked: questions.all(section),
  }))

  /** Show the questions that fit. Answering one does not take it away: only a new choice does. */
  const apply = () => {
    const [part = "", state, type] = selects.map(({ value }) => value)
    let [shown, total] = [0, 0]
    for (const { section, asked } of sections) {
      section.hidden = true
      for (const question of asked) {
        const fits =
          questions.isIn(question, part) &&
          (!state || questions.state(question) === state) &&
          (!type || question.type === type)
        question.card.hidden = !fits
        if (fits) section.hidden = false
        shown += Number(fits)
        total += 1
      }
    }
    const isAll = shown === total
    status.textContent = shown ? `${isAll ? "All" : `${shown} of`} ${total} questions` : "No question fits all of this."
  }

  const address = new URL(location.href)
  for (const select of selects) {
    const wanted = address.searchParams.get(select.name) ?? ""
    if ([...select.options].some(({ value }) => value === wanted)) select.value = wanted
  }
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("change", () => {
    apply()
    for (const { name, value } of selects) {
      address.searchParams.delete(name)
      if (value) address.searchParams.set(name, value)
    }
    history.replaceState(history.state, "", address)
  })
  form.hidden = false
  apply()
  // The page may be longer or shorter now than when the browser looked for the place in the address.
  if (location.search && location.hash === "#practice") form.scrollIntoView()
})()
