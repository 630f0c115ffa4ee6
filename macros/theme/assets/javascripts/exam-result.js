/* What an exam came to: by unit and by skill, with what to read, and each question with its reasons. */
;(() => {
  const place = document.querySelector(".exam")
  if (!place) return
  const { questions } = window.guide

  /** @type {Guide["make"]} */
  const make = (name, props = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), props)
    element.append(...inside)
    return element
  }

  /** @typedef {{question: Question, right: boolean, chosen: number[]}} Marked */

  const points = (/** @type {Marked[]} */ marked) => marked.filter(({ right }) => right).length
  const score = (/** @type {Marked[]} */ marked) => `${points(marked)} of ${marked.length} right`

  /** A question that opens; its reasons are made when it does. @type {(one: Marked, number: number) => HTMLElement} */
  const reasons = ({ question, right, chosen }, number) => {
    const verdict = right ? "right" : chosen.length ? "not right" : "no answer"
    const stem = question.card.querySelector(".question__stem")
    const words = `Question ${number}, ${verdict}: ${stem?.textContent?.slice(0, 70)}\u2026`
    const details = make("details", { className: "question__answer" }, make("summary", {}, words))
    const open = () => {
      const choices = questions.choices(question)
      choices.choose(chosen)
      choices.explain()
      details.append(stem?.cloneNode(true) ?? "", choices.element, questions.background(question))
    }
    details.addEventListener("toggle", open, { once: true })
    return details
  }

  /** @type {Guide["showResult"]} */
  const showResult = (exam, isLate) => {
    const all = new Map(questions.all(place).map((question) => [question.id, question]))
    const marked = exam.asked.flatMap(([id, hash]) => {
      const question = all.get(id)
      const chosen = exam.chosen[id] ?? []
      if (!question || question.hash !== hash) return []
      return { question, chosen, right: questions.isRight(question, chosen) }
    })
    const gone = exam.asked.length - marked.length
    const units = [...place.querySelectorAll(".exam__units li")].flatMap((unit) => {
      const { domain } = /** @type {HTMLElement} */ (unit).dataset
      const mine = marked.filter(({ question }) => question.domain === domain)
      if (!mine.length) return []
      const rows = [...place.querySelectorAll(".exam__parts p")].flatMap((part) => {
        const { skill } = /** @type {HTMLElement} */ (part).dataset
        const asked = mine.filter(({ question }) => question.skill === skill)
        if (!asked.length) return []
        const row = make("li", {}, ...part.cloneNode(true).childNodes)
        row.querySelector(".exam__score")?.append(score(asked))
        if (asked.every(({ right }) => right)) row.querySelector(".exam__reading")?.remove()
        return [row]
      })
      const title = unit.querySelector("span")?.textContent
      const all = make("span", { className: "exam__score" }, score(mine))
      return [make("h3", {}, `${title}: `, all), make("ul", {}, ...rows)]
    })
    const percent = Math.round((100 * points(marked)) / (marked.length || 1))
    return [
      make("h2", { tabIndex: -1 }, `Result: ${score(marked)}, ${percent} %`),
      ...(isLate ? [make("p", {}, "The time was over, so the exam was submitted as it was.")] : []),
      ...(gone ? [make("p", {}, `${gone} of its questions have changed or gone since, and do not count.`)] : []),
      ...units,
      make("h3", {}, "Each question with its reasons"),
      ...marked.map((one, i) => reasons(one, i + 1)),
    ]
  }

  window.guide = { ...window.guide, make, showResult }
})()
