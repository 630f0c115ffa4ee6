/* Questions to answer: choose, then confirm, and be told why. On paper and without this script the lists stand. */
;(() => {
  const { questions, store } = window.guide

  const { make } = questions

  /** @type {(text: string, action?: () => void) => HTMLButtonElement} */
  const makeButton = (text, action) => {
    const button = make("button", "md-button", text)
    button.type = action ? "button" : "submit"
    if (action) button.addEventListener("click", action)
    return button
  }

  /** A place to think about an open question. */
  const makeThought = () => {
    const label = make("label", "question__thought", "Your answer, for yourself (kept nowhere)")
    label.append(make("textarea"))
    return label
  }

  /** @type {(question: Question) => () => void} Make a card interactive; return what brings it up to date. */
  const bring = (question) => {
    const { card, type, right } = question
    const choices = type === "open" ? undefined : questions.choices(question)
    /** @type {string | undefined} When the answer was given that the card shows. */
    let shownAt

    const form = make("form", "question__form")
    const [verdict, lesson, row, more] = [make("p"), make("div"), make("p"), make("div")]
    verdict.setAttribute("role", "status")
    verdict.tabIndex = -1

    const say = (/** @type {string} */ words, /** @type {boolean | undefined} */ isGood = undefined) => {
      verdict.textContent = words
      const kind = isGood === undefined ? "" : isGood ? "question__right-option" : "question__wrong-option"
      verdict.className = `question__verdict ${kind}`
    }

    /** Lead the reader to the verdict, from where the reasons follow. */
    const look = () => {
      verdict.focus({ preventScroll: true })
      verdict.scrollIntoView({ block: "nearest" })
    }

    const reset = () => {
      say("")
      choices?.reset()
      lesson.replaceChildren()
      more.replaceChildren()
      offer(check)
    }

    const uncover = () => {
      const background = questions.background(question)
      const answer = type === "open" ? [card.querySelector(".question__right")?.cloneNode(true) ?? ""] : []
      lesson.replaceChildren(...answer, background.querySelector(".question__explanation") ?? "")
      more.replaceChildren(background)
    }

    /** Show what was answered. */
    const show = (/** @type {Answer} */ answer) => {
      uncover()
      offer(next, again)
      if (!choices) return say(answer.right ? "You knew it." : "You did not know it yet.", answer.right)
      choices.choose(answer.chosen)
      choices.explain()
      const letters = card.querySelector(".question__right")?.textContent
      say(answer.right ? "Right." : `Not right. ${letters}.`, answer.right)
    }

    const refresh = () => {
      const answer = questions.answer(question)
      if (answer?.at === shownAt) return
      shownAt = answer?.at
      reset()
      if (!answer) return
      if (questions.state(question) !== "changed") show(answer)
      else say("This question changed since you answered it. Your old answer does not count.")
    }

    /** @type {(chosen: number[], isRight: boolean) => void} Keep the answer; the store then calls `refresh`. */
    const keep = (chosen, isRight) => {
      questions.keep(question, chosen, isRight)
      look()
    }

    const confirm = () => {
      const chosen = choices?.chosen() ?? []
      if (chosen.length === right.length) return keep(chosen, questions.isRight(question, chosen))
      const soFar = chosen.length ? ` You chose ${chosen.length}.` : ""
      say(right.length > 1 ? `Choose ${right.length}.${soFar}` : "Choose an answer first.")
      verdict.scrollIntoView({ block: "nearest" })
    }

    const askReader = () => {
      uncover()
      offer(knew, not)
      say("Compare your answer with this one. Did you know it?")
      look()
    }

    const goOn = () => {
      const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".question--live")])
      const following = cards.slice(cards.indexOf(card) + 1).find((other) => other.offsetParent)
      following?.scrollIntoView()
      const first = following?.querySelector("form :is(:enabled:is(input, textarea), [role=status]:not(:empty))")
      if (first instanceof HTMLElement) return first.focus({ preventScroll: true })
      next.hidden = true
      say(`${verdict.textContent} That was the last question here.`)
      look()
    }

    const check = makeButton(choices ? "Check" : "Show the answer")
    const knew = makeButton("I knew it", () => keep([], true))
    const not = makeButton("I did not", () => keep([], false))
    const next = makeButton("Next question", goOn)
    const again = makeButton("Try again", () => {
      reset()
      const first = /** @type {HTMLElement | null} */ (form.querySelector("input, textarea"))
      first?.focus()
    })
    const buttons = [check, knew, not, next, again]
    const offer = (/** @type {HTMLButtonElement[]} */ ...offered) =>
      buttons.forEach((button) => (button.hidden = !offered.includes(button)))

    row.append(...buttons)
    form.append(verdict, choices?.element ?? makeThought(), lesson, row, more)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (choices) confirm()
      else askReader()
    })
    card.querySelector(".question__answer")?.before(form)
    card.classList.add("question--live")
    reset()
    refresh()
    return refresh
  }

  const lists = [...document.querySelectorAll(".questions")]
  const refreshes = lists.flatMap((list) => questions.all(list)).map(bring)
  store.onChange((name) => {
    if (name === "answers") refreshes.forEach((refresh) => refresh())
  })
})()
