/*
 * Flash cards that come when they are due. The page lists all cards; this asks them one at a time in the trainer above.
 *
 * State `cards`: by the id of a card, with "~" behind it where the answer is asked, the scheduler's card (dates as ISO
 * text), `hash`, which tells whether the card still says the same, and `first`, the day on which it was new.
 */
;(() => {
  const trainer = document.querySelector(".trainer")
  if (!trainer) return
  const { store } = window.guide
  const scheduler = FSRS.fsrs()
  const NEW_A_DAY = 10
  const DAY = 86_400_000
  /** @type {[Grade, string][]} */
  const GRADES = [[1, "Again"], [2, "Hard"], [3, "Good"], [4, "Easy"]]

  /** @type {(name: string, props?: Object<string, unknown>, ...inside: (Node | string)[]) => any} */
  const make = (name, props = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), props)
    element.append(...inside)
    return element
  }

  // ---- the cards, and what is known of them

  /** @typedef {{id: string, hash: string, units: string[], deck: string, element: Element, reversed: boolean}} Card */

  /** @type {Card[]} */
  const listed = [...document.querySelectorAll(".deck")].flatMap((list) => {
    const { deck = "", reversed } = /** @type {HTMLElement} */ (list).dataset
    const found = [...list.querySelectorAll(".card")].map((element) => {
      const { card: id = "", hash = "", units = "" } = /** @type {HTMLElement} */ (element).dataset
      return { id, hash, units: units.split(" ").filter(Boolean), deck, element, reversed: false }
    })
    const others = found.map((card) => ({ ...card, id: `${card.id}~`, deck: reversed ?? "", reversed: true }))
    return reversed ? [...found, ...others] : found
  })

  /**
   * Mixed, but the same on every day: the order of the hashes, read from behind for the reversed ones, so that the two
   * sides of a card do not follow one another.
   * @param {Card} card
   */
  const order = ({ hash, reversed }) => (reversed ? [...hash].reverse().join("") : hash)
  const cards = [...listed].sort((one, other) => (order(one) < order(other) ? -1 : 1))

  /** @returns {Object<string, CardState>} */
  const states = () => store.read("cards", {})

  /** @param {Card} card Nothing for a new one, and for one whose state is broken. */
  const known = (card) => {
    const state = states()[card.id]
    return state && Date.parse(state.due) && state.stability > 0 ? state : undefined
  }

  /** @param {Date} time The day where the reader is, as 2026-11-23: Swedish writes it so. */
  const day = (time) => time.toLocaleDateString("sv")

  /** @type {{card: Card, before: CardState | undefined}[]} What can be taken back, the latest last. */
  const past = []
  /** New cards that the reader asked for on top. */
  let extra = 0
  /** @type {Card | undefined} */
  let current
  let isOpen = false

  /** @type {(words: string, values: string[]) => [HTMLSelectElement, HTMLLabelElement]} */
  const choice = (words, values) => {
    const list = make("select", { onchange: () => next(false) }, new Option("All", ""))
    list.append(...[...new Set(values)].map((value) => new Option(value)))
    return [list, make("label", {}, `${words} `, list)]
  }
  const [deckList, deckLabel] = choice("Deck", listed.map((card) => card.deck))
  const [unitList, unitLabel] = choice("Unit", listed.flatMap((card) => card.units).sort())

  /** The cards of today, the most urgent first: those that are due, new ones, and those that wait some minutes only. */
  function today() {
    const chosen = cards.filter(
      ({ deck, units }) => [deck, ""].includes(deckList.value) && [...units, ""].includes(unitList.value),
    )
    const midnight = new Date().setHours(24, 0, 0, 0)
    const due = chosen
      .map((card) => ({ card, time: Date.parse(known(card)?.due ?? ""), days: known(card)?.scheduled_days }))
      .filter(({ time }) => time < midnight)
      .sort((one, other) => one.time - other.time)
    const isLate = (/** @type {typeof due[0]} */ { time, days }) => !days && time > Date.now()
    const started = Object.values(states()).filter((state) => state?.first === day(new Date())).length
    const unseen = chosen.filter((card) => !known(card))
    const fresh = unseen.slice(0, Math.max(NEW_A_DAY + extra - started, 0))
    const later = due.filter(isLate)
    const queue = [...due.filter((one) => !isLate(one)), ...fresh.map((card) => ({ card })), ...later]
    return { queue: queue.map(({ card }) => card), fresh: fresh.length, unseen: unseen.length }
  }

  // ---- what is seen

  const counts = make("p")
  const front = make("div", { className: "trainer__front", tabIndex: -1 })
  const back = make("div", { className: "trainer__back", tabIndex: -1 })
  const buttons = make("p", { className: "trainer__buttons" })
  const undo = make("button", { type: "button", className: "trainer__undo", onclick: takeBack }, "Undo the last answer")
  trainer.append(make("p", { className: "trainer__choice" }, deckLabel, unitLabel), counts, front, back, buttons, undo)

  /** @type {(words: string, onclick: () => void, ...detail: Node[]) => void} */
  const button = (words, onclick, ...detail) =>
    buttons.append(make("button", { type: "button", className: "md-button", onclick }, words, ...detail))

  /** @param {Node | null | undefined} node What is in it, copied. */
  const copies = (node) => [...(node?.cloneNode(true).childNodes ?? [])]

  /** Show the next card. @param {boolean} [moves] Whether the keyboard goes there. */
  function next(moves = true) {
    show(today().queue[0], false, moves)
  }

  /** @type {(card: Card | undefined, opens: boolean, moves?: boolean) => void} */
  function show(card, opens, moves = true) {
    ;[current, isOpen] = [card, opens]
    const { queue, fresh, unseen } = today()
    counts.textContent = `Due today: ${queue.length}${fresh ? `, ${fresh} of them new` : ""}`
    undo.hidden = !past.length
    back.hidden = !opens
    buttons.replaceChildren()
    if (card) showCard(card)
    else {
      front.replaceChildren(make("p", {}, "Nothing more for today."))
      if (unseen) button(`Take ${Math.min(NEW_A_DAY, unseen)} new cards on top`, () => ((extra += NEW_A_DAY), next()))
    }
    if (moves) (opens ? back : front).focus()
  }

  /** @param {Card} card */
  function showCard(card) {
    const summary = card.element.querySelector("summary")
    const answer = card.element.querySelector("div")
    front.replaceChildren(...copies(card.reversed ? answer?.querySelector("p") : summary))
    if (card.reversed) {
      front.querySelectorAll(".card__name").forEach((/** @type {Element} */ name) => name.replaceWith("\u2026"))
    }
    if (!isOpen) return button("Show the answer", () => show(card, true))
    const state = known(card)
    const name = card.reversed ? [make("p", {}, make("b", {}, ...copies(summary)))] : []
    back.replaceChildren(...name, ...copies(answer))
    if (state && state.hash !== card.hash) back.append(make("p", {}, "This card has changed since you last saw it."))
    const now = new Date()
    const choices = scheduler.repeat(state ?? FSRS.createEmptyCard(now), now)
    for (const [grade, words] of GRADES) {
      const wait = choices[grade].card.due.getTime() - now.getTime()
      button(words, () => rate(grade), make("small", {}, interval(wait)))
    }
  }

  /** @param {number} wait In milliseconds. */
  function interval(wait) {
    const days = Math.round(wait / DAY)
    if (days < 1) return `${Math.round(wait / 60_000)} min`
    if (days < 60) return days === 1 ? "1 day" : `${days} days`
    return days < 730 ? `${Math.round(days / 30)} months` : `${Math.round(days / 365)} years`
  }

  // ---- what the reader does

  /** @param {Grade} grade */
  function rate(grade) {
    if (!current) return
    const before = known(current)
    const now = new Date()
    const { card } = scheduler.next(before ?? FSRS.createEmptyCard(now), now, grade)
    past.push({ card: current, before })
    const state = { ...card, hash: current.hash, first: before?.first ?? day(now) }
    store.write("cards", { ...states(), [current.id]: state })
    next()
  }

  function takeBack() {
    const last = past.pop()
    if (!last) return
    const { [last.card.id]: _, ...others } = states()
    store.write("cards", last.before ? { ...others, [last.card.id]: last.before } : others)
    show(last.card, true)
  }

  trainer.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, altKey, metaKey } = /** @type {KeyboardEvent} */ (event)
    if (ctrlKey || altKey || metaKey || !current || target instanceof HTMLSelectElement) return
    if (key === " " && !isOpen && !(target instanceof HTMLButtonElement)) show(current, true)
    else if (isOpen && "1234".includes(key)) rate(/** @type {Grade} */ (Number(key)))
    else return
    event.preventDefault()
  })

  // Another tab, or progress that was imported or cleared. What this trainer writes, it shows itself.
  store.onChange((name) => {
    if (name === "cards" && !trainer.contains(document.activeElement)) next(false)
  })
  next(false)
})()
