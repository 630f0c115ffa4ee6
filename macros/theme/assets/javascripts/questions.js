/* The questions of a page, read from the cards that the macros wrote, and a form to choose an answer. */
;(() => {
  /** @type {Questions["make"]} */
  const make = (tag, className = "", text = "") => {
    const element = document.createElement(tag)
    element.className = className
    element.textContent = text
    return element
  }

  /** @type {<T extends Element>(from: Element, to: T) => T} Copy what stands in an element into another. */
  const copy = (from, to) => {
    to.append(...[...from.childNodes].map((node) => node.cloneNode(true)))
    return to
  }

  /** @type {(card: HTMLElement) => Question} */
  const read = (card) => {
    const { domain = "", task = "", skill = "", type = "", hash = "" } = card.dataset
    const reasons = [...card.querySelectorAll(".question__reasons > li")]
    return {
      ...{ id: card.getAttribute("aria-labelledby") ?? "", card, domain, task, skill, type, hash, reasons },
      options: [...card.querySelectorAll(".question__options > li")],
      right: reasons.flatMap((reason, i) => (reason.className === "question__right-option" ? [i + 1] : [])),
    }
  }

  /** @type {Questions["choices"]} */
  const choices = ({ id, card, type, options, reasons, right }) => {
    const fieldset = make("fieldset", "choices")
    const stem = /** @type {Element} */ (card.querySelector(".question__stem"))
    stem.id = `${id}-stem`
    fieldset.setAttribute("aria-describedby", stem.id)
    const isSingle = type === "single"
    fieldset.append(make("legend", "", isSingle ? "Your answer" : `Your answers: choose ${right.length}`))
    const inputs = options.map((option, i) => {
      const [row, label, input] = [make("div"), make("label"), make("input")]
      Object.assign(input, { type: isSingle ? "radio" : "checkbox", name: `${id}-choice`, value: i + 1 })
      label.append(input, make("b", "", String.fromCharCode(65 + i)), copy(option, make("span")))
      row.append(label)
      fieldset.append(row)
      return input
    })
    return {
      element: fieldset,
      inputs,
      chosen: () => inputs.flatMap(({ checked }, i) => (checked ? [i + 1] : [])),
      choose: (numbers) => inputs.forEach((input, i) => (input.checked = numbers.includes(i + 1))),
      explain() {
        fieldset.disabled = true
        inputs.forEach((input, i) => {
          const reason = /** @type {Element} */ (reasons[i])
          const why = copy(reason, make("div", `choices__why ${reason.className}`))
          why.id = `${id}-why-${i + 1}`
          input.setAttribute("aria-describedby", why.id)
          input.parentElement?.after(why)
        })
      },
      reset() {
        fieldset.disabled = false
        for (const input of inputs) {
          input.checked = false
          input.removeAttribute("aria-describedby")
        }
        fieldset.querySelectorAll(".choices__why").forEach((why) => why.remove())
      },
    }
  }

  /** @type {() => Record<string, Answer>} */
  const answers = () => {
    const kept = window.guide.store.read("answers", {})
    return kept.constructor === Object ? kept : {} // whatever else stands there is not ours
  }

  /** @type {Questions} */
  const questions = {
    make,
    choices,
    all: (within = document) =>
      [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("article.question"))].map(read),
    isIn: ({ domain, task, skill }, part) => ["", domain, task, skill].includes(part),
    isRight: ({ right }, chosen) => String(chosen) === String(right),

    background({ card }) {
      const more = make("div")
      const parts = ".question__explanation, .question__objective, .question__review, .sources"
      card.querySelectorAll(`details :is(${parts})`).forEach((part) => more.append(part.cloneNode(true)))
      return more
    },

    answer: ({ id }) => answers()[id],

    state(question) {
      const answer = questions.answer(question)
      if (!answer) return "open"
      return answer.hash !== question.hash ? "changed" : answer.right ? "right" : "wrong"
    },

    keep({ id, hash }, chosen, right) {
      window.guide.store.write("answers", { ...answers(), [id]: { hash, chosen, right, at: new Date().toISOString() } })
    },
  }

  window.guide = { ...window.guide, questions }
})()
