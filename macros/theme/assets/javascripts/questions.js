/* The questions of a page, read from the cards that the macros wrote, and a form to choose an answer. */
;(() => {
  const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

  /** @type {<K extends keyof HTMLElementTagNameMap>(tag: K, className?: string, text?: string) => HTMLElementTagNameMap[K]} */
  const make = (tag, className = "", text = "") => {
    const element = document.createElement(tag)
    element.className = className
    element.textContent = text
    return element
  }

  /** @type {(card: HTMLElement) => Question} */
  const read = (card) => {
    const { domain = "", task = "", skill = "", type = "", hash = "" } = card.dataset
    const options = card.querySelectorAll(".question__options > li")
    const reasons = [...card.querySelectorAll(".question__reasons > li")]
    return {
      ...{ id: card.getAttribute("aria-labelledby") ?? "", card, domain, task, skill, type, hash },
      options: [...options].map((option, i) => ({ option, reason: /** @type {Element} */ (reasons[i]) })),
      right: reasons.flatMap((reason, i) => (reason.className === "question__right-option" ? [i + 1] : [])),
    }
  }

  /** Copy what stands in one element to the end of another. */
  const copy = (/** @type {Element} */ from, /** @type {Element} */ to) => {
    from.childNodes.forEach((node) => to.append(node.cloneNode(true)))
    return to
  }

  /** @type {(question: Question) => Choices} */
  const choices = ({ id, card, type, options, right }) => {
    const fieldset = make("fieldset", "choices")
    const stem = card.querySelector(".question__stem")
    if (stem) {
      stem.id = `${id}-stem`
      fieldset.setAttribute("aria-describedby", stem.id)
    }
    const count = NUMBERS[right.length] ?? ""
    fieldset.append(make("legend", "", type === "single" ? "Your answer" : `Your answers: choose ${count}`))
    const inputs = options.map(({ option }, i) => {
      const row = make("div")
      const label = make("label")
      const input = make("input")
      input.type = type === "single" ? "radio" : "checkbox"
      input.name = `${id}-choice`
      input.value = String(i + 1)
      label.append(input, make("b", "", String.fromCharCode(65 + i)), copy(option, make("span")))
      row.append(label)
      fieldset.append(row)
      return input
    })
    return {
      element: fieldset,
      inputs,
      chosen: () => inputs.flatMap((input, i) => (input.checked ? [i + 1] : [])),
      choose: (numbers) => inputs.forEach((input, i) => (input.checked = numbers.includes(i + 1))),
      explain() {
        fieldset.disabled = true
        options.forEach(({ reason }, i) => {
          const why = copy(reason, make("div", `choices__why ${reason.className}`))
          why.id = `${id}-why-${i + 1}`
          inputs[i]?.setAttribute("aria-describedby", why.id)
          inputs[i]?.parentElement?.after(why)
        })
      },
      reset() {
        fieldset.disabled = false
        inputs.forEach((input) => {
          input.checked = false
          input.removeAttribute("aria-describedby")
        })
        fieldset.querySelectorAll(".choices__why").forEach((why) => why.remove())
      },
    }
  }

  /** @type {() => Record<string, Answer>} */
  const answers = () => {
    const kept = window.guide.store.read("answers", {})
    return kept.constructor === Object ? kept : {} // whatever else stands there is not ours
  }

  /** @type {Guide["questions"]} */
  const questions = {
    all: (within = document) => [...within.querySelectorAll("article.question")].map((card) => read(/** @type {HTMLElement} */ (card))),
    choices,
    isRight: ({ right }, chosen) => String(chosen) === String(right),
    count: (number) => NUMBERS[number] ?? String(number),

    background({ card }) {
      const more = make("div", "question__more")
      const parts = ".question__explanation, .question__objective, .question__review, .sources"
      card.querySelectorAll(parts).forEach((part) => more.append(part.cloneNode(true)))
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
