/*
 * An exam against the clock. State `exam`: the one that is being sat; `exams`: those that were submitted, the latest
 * last. Both are an `Exam` (tests/scripts/guide.d.ts). The clock is the time at which it ends, so a reload, a sleeping
 * machine or a closed page change nothing.
 */
;(() => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".exam"))
  if (!place) return
  const { store, questions, draw, make, showResult } = window.guide

  const PRIMARY = { className: "md-button md-button--primary" }

  const bank = questions.all(place)
  const byId = new Map(bank.map((question) => [question.id, question]))
  /** @type {Map<string, number>} */
  const weights = new Map()
  place.querySelectorAll("[data-weight]").forEach((unit) => {
    const { domain = "", weight } = /** @type {HTMLElement} */ (unit).dataset
    weights.set(domain, Number(weight))
  })
  const most = Number(place.dataset.questions)
  const plan = draw.plan(bank, weights, most)
  const count = [...plan.values()].reduce((sum, number) => sum + number, 0)
  const minutes = Math.round((Number(place.dataset.minutes) * count) / most)
  const version = draw.bank(bank)

  // ---- the exam that is being sat

  /** @returns {Exam | undefined} */
  const current = () => {
    const exam = store.read("exam", /** @type {Exam | undefined} */ (undefined))
    return exam?.end && exam.asked?.length && exam.chosen ? exam : undefined
  }
  const exams = () => store.read("exams", /** @type {Exam[]} */ ([]))
  const asked = () => (current()?.asked ?? []).flatMap(([id]) => byId.get(id) ?? [])
  const keep = (/** @type {Partial<Exam>} */ change) =>
    store.write("exam", { ...current(), ...change, at: new Date().toISOString() })
  const chosen = (/** @type {Question} */ question) => current()?.chosen[question.id] ?? []
  const isAnswered = (/** @type {Question} */ question) => chosen(question).length === question.right.length
  const isFlagged = (/** @type {Question} */ question) => current()?.flagged.includes(question.id) ?? false

  /** Leave out what is another question than it was, or is gone. Return how many those are. */
  function clean() {
    const exam = current()
    if (!exam) return 0
    const kept = exam.asked.filter(([id, hash]) => byId.get(id)?.hash === hash)
    if (kept.length !== exam.asked.length) keep({ asked: kept, index: 0 })
    return exam.asked.length - kept.length
  }

  // ---- what is seen

  const clock = window.guide.clock(place, () => submit(true))
  const view = make("div", { className: "exam__view" })
  const units = /** @type {HTMLElement} */ (place.querySelector(".exam__units"))
  place.append(view)

  /** @type {(words: string, onclick: () => void, props?: Object<string, unknown>) => HTMLButtonElement} */
  const button = (words, onclick, props = {}) =>
    make("button", { type: "button", className: "md-button", onclick, ...props }, words)

  /** Show something. @type {(moves: boolean, ...inside: (Node | string)[]) => void} Whether the keyboard goes there. */
  const show = (moves, ...inside) => {
    view.replaceChildren(...inside)
    units.hidden = true
    clock.run(current()?.end)
    const heading = view.querySelector("h2")
    if (!moves) return
    heading?.focus({ preventScroll: true })
    if (place.getBoundingClientRect().top < 0) place.scrollIntoView()
  }
  const heading = (/** @type {string} */ words) => make("h2", { tabIndex: -1 }, words)
  const row = (/** @type {Node[]} */ ...inside) => make("p", { className: "exam__buttons" }, ...inside)

  // ---- before

  /** What the address asks for. */
  const wanted = () => new URLSearchParams(location.hash.slice(1))

  function start(moves = false) {
    const given = wanted().get("seed") ?? ""
    const seed = /^[\w-]{1,40}$/.test(given) ? given : (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).toString(36)
    const isOther = (wanted().get("bank") ?? version) !== version
    const pace = count < most ? ", as much for each question as on the day." : "."
    const past = exams().filter((exam) => Array.isArray(exam?.asked) && exam.chosen).reverse()
    const without = [...weights.keys()].filter((domain) => !plan.has(domain))
    const address = `#seed=${seed}&bank=${version}`
    const begin = () => {
      history.replaceState(null, "", address)
      const list = draw.draw(bank, plan, seed)
      const end = Date.now() + minutes * 60_000
      const asked = /** @type {[string, string][]} */ (list.map(({ id, hash }) => [id, hash]))
      keep({ seed, bank: version, minutes, end, asked, chosen: {}, flagged: [], index: 0 })
      ask(0)
    }
    const small = ` of ${most} questions: the bank has ${bank.length} to choose from, and each unit keeps its share.`
    const none = without.length > 1 ? `Units ${without.join(" and ")} have` : `Unit ${without[0]} has`
    const other = "The questions here have changed since this address was made: your friend may have had others."
    show(
      moves,
      heading(`Exam ${seed}`),
      make("p", {}, make("b", {}, count + (count < most ? small : " questions."))),
      make("p", {}, without.length ? `${none} no questions yet. ` : "", `${minutes} minutes${pace}`),
      ...(isOther ? [make("p", {}, other)] : []),
      row(button("Start the exam", begin, { ...PRIMARY, disabled: !count })),
      make("p", {}, "The same exam for a friend: ", make("a", { href: address }, "its address")),
      ...(past.length ? [make("h2", {}, "Exams that you submitted"), make("ul", {}, ...past.map(pastRow))] : []),
    )
    units.hidden = false
  }

  /** @param {Exam} exam */
  const pastRow = (exam) => {
    const words = `${new Date(exam.at).toLocaleDateString("sv")}: exam ${exam.seed}, ${exam.asked.length} questions`
    return make("li", {}, button(words, () => finish(exam, false), { className: "exam__plain" }))
  }

  // ---- during

  /** Ask a question. @type {(index: number, moves?: boolean) => void} */
  function ask(index, moves = true) {
    const list = asked()
    const question = list[index]
    if (!question) return review()
    if (index !== current()?.index) keep({ index })
    const form = questions.choices(question)
    form.choose(chosen(question))
    form.element.addEventListener("change", () => {
      keep({ chosen: { ...current()?.chosen, [question.id]: form.chosen() } })
      markAll()
    })
    const flag = button("Flag for review", () => {
      const flagged = current()?.flagged ?? []
      keep({ flagged: isFlagged(question) ? flagged.filter((id) => id !== question.id) : [...flagged, question.id] })
      markAll()
    })
    const map = navigator(index)
    const markAll = () => {
      flag.setAttribute("aria-pressed", String(isFlagged(question)))
      map.querySelectorAll("button").forEach((/** @type {HTMLElement} */ one, /** @type {number} */ i) => mark(one, i))
    }
    markAll()
    const card = make("section", { className: "question" }, heading(`Question ${index + 1} of ${list.length}`))
    card.append(question.card.querySelector(".question__stem")?.cloneNode(true) ?? "", form.element)
    const back = button("Previous", () => ask(index - 1), { disabled: !index })
    const on = index + 1 < list.length ? button("Next", () => ask(index + 1)) : button("Review", () => review())
    show(moves, card, row(back, on, flag), map, row(button("Review and submit", () => review())))
  }

  /** The list of all questions to move around in. @param {number} [index] The one that is asked. */
  function navigator(index) {
    const list = make("ol", {}, ...asked().map((_, i) => make("li", {}, button("", () => ask(i), { className: "" }))))
    const map = make("nav", { className: "exam__map" }, list)
    map.setAttribute("aria-label", "Questions")
    map.querySelectorAll("button").forEach((/** @type {HTMLElement} */ one, /** @type {number} */ i) => {
      mark(one, i)
      if (i === index) one.setAttribute("aria-current", "true")
    })
    return map
  }

  /** @type {(one: HTMLElement, index: number) => void} */
  function mark(one, index) {
    const question = /** @type {Question} */ (asked()[index])
    const [answered, flagged] = [isAnswered(question), isFlagged(question)]
    one.textContent = `${index + 1}${flagged ? "\u2691" : ""}`
    one.dataset.answered = String(answered)
    const states = [answered ? "answered" : "not answered", ...(flagged ? ["flagged"] : [])]
    one.setAttribute("aria-label", `Question ${index + 1}, ${states.join(", ")}`)
  }

  /** @param {boolean} [moves] */
  function review(moves = true) {
    const list = asked()
    if (!list.length) return start()
    keep({ index: list.length })
    const open = list.filter((question) => !isAnswered(question)).length
    const flagged = list.filter(isFlagged).length
    const warning = `${open} questions have no whole answer. They count as wrong.`
    const dialog = make("dialog", {}, make("p", {}, make("b", {}, warning)))
    dialog.setAttribute("aria-label", "Submit the exam?")
    dialog.append(
      row(
        button("Go on with the exam", () => dialog.close()),
        button("Submit all the same", () => submit(false)),
      ),
    )
    show(
      moves,
      heading("Review"),
      make("p", {}, `${list.length - open} answered, ${open} not answered, ${flagged} flagged.`),
      navigator(),
      row(
        button("Back to the questions", () => ask(0)),
        button("Submit the exam", () => (open ? dialog.showModal() : submit(false)), PRIMARY),
      ),
      dialog,
    )
  }

  // ---- after

  /** @param {boolean} isLate */
  function submit(isLate) {
    const exam = current()
    if (!exam) return
    clean()
    const list = asked()
    const done = { .../** @type {Exam} */ (current()), at: new Date(Math.min(Date.now(), exam.end)).toISOString() }
    store.write("exam", undefined)
    store.write("exams", [...exams(), done])
    list.forEach((question) => {
      const answer = done.chosen[question.id] ?? []
      if (answer.length) questions.keep(question, answer, questions.isRight(question, answer))
    })
    finish(done, isLate)
  }

  /** @type {(exam: Exam, isLate: boolean) => void} */
  function finish(exam, isLate) {
    clock.say(isLate ? "Time is over. The exam was submitted." : "")
    const back = () => {
      history.replaceState(null, "", "#")
      start(true)
    }
    show(true, ...showResult(exam, isLate), row(button("To the start", back)))
  }

  // ---- at first

  const changed = clean()
  const running = current()
  const asksOther = running && wanted().has("seed") && wanted().get("seed") !== running.seed
  if (running) ask(running.index, false)
  else start()
  if (changed) clock.say(`${changed} questions have changed or gone since you began, and are left out.`)
  else if (asksOther) clock.say("You are in the middle of this exam. Submit it, then open the other address again.")
  addEventListener("hashchange", () => current() || start())
  store.onChange((name) => name === "exam" && (current() || start())) // submitted in another tab, or cleared
  place.classList.add("exam--live")
})()
