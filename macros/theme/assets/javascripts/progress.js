/* How many questions of a page, and of each part of the exam, the reader has answered. No streaks, no marks. */
;(() => {
  const { questions, store } = window.guide

  /** @type {[Element, Question[]][]} Each place that tells, with the questions that it tells of. */
  const tallies = []

  // The Practise page has its places; elsewhere each list of questions gets one.
  const all = questions.all()
  document.querySelectorAll("[data-part]").forEach((tally) => {
    const part = tally.getAttribute("data-part") ?? ""
    tallies.push([tally, all.filter((question) => questions.isIn(question, part))])
  })
  document.querySelectorAll("div.questions").forEach((list) => {
    const tally = questions.make("p", "tally")
    list.prepend(tally)
    tallies.push([tally, questions.all(list)])
  })

  const tell = () => {
    const states = new Map(all.map((question) => [question.id, questions.state(question)]))
    for (const [tally, about] of tallies) {
      const count = (/** @type {string} */ state) => about.filter(({ id }) => states.get(id) === state).length
      const [right, changed] = [count("right"), count("changed")]
      const answered = right + count("wrong")
      const all = `${about.length} question${about.length === 1 ? "" : "s"}`
      tally.textContent = answered ? `${answered} of ${all} answered, ${right} right` : all
      if (changed) tally.textContent += `, ${changed} changed since you answered`
      if (!store.isKept && tally.matches("p"))
        tally.textContent += ". This browser keeps nothing: what you answered is gone when you leave this page."
    }
  }

  tell()
  store.onChange(tell)
})()
