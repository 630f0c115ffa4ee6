/*
 * A card with the definition of a term, beside the word that is read.
 *
 * The words come from the list of definitions at the end of the page. The card opens under the mouse after a moment, on
 * focus by the keyboard, and at the first tap; it stays while mouse or focus are on the word or on the card, and Escape
 * closes it (WCAG 1.4.13). It stands behind its word in the page, so the Tab key leads into it, and above the line that
 * is read, or below it where there is no room. A browser without popovers keeps the link alone.
 */
;(() => {
  if (!("popover" in HTMLElement.prototype)) return
  const OPEN_AFTER = 250
  const CLOSE_AFTER = 300
  const GAP = 6
  const MARGIN = 8
  const TERM = "a[data-term]"
  /** Where a card would become part of a name or a label, it stands behind the whole of it. */
  const NAMING = "h1, h2, h3, h4, h5, h6, label, legend, summary, button"

  const card = document.createElement("span")
  card.className = "term-card"
  card.setAttribute("popover", "manual")
  card.setAttribute("role", "group")
  const name = document.createElement("strong")
  const definition = document.createElement("span")
  const more = document.createElement("a")
  more.textContent = "Read more"
  card.append(name, definition, more)

  /** @type {HTMLAnchorElement | null} The word whose card is open. */
  let current = null
  let timer = 0
  let pointer = "mouse"

  /** @param {EventTarget | null} target */
  const termAt = (target) =>
    target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest(TERM)) : null

  /** @param {EventTarget | null} target */
  const isInCard = (target) => target instanceof Node && card.contains(target)

  /** @param {() => void} action @param {number} delay */
  const later = (action, delay) => {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  const close = () => {
    clearTimeout(timer)
    if (!current) return
    current = null
    card.hidePopover()
    card.remove()
  }

  /** @param {HTMLAnchorElement} term */
  const open = (term) => {
    clearTimeout(timer)
    if (term === current) return
    const entry = document.getElementById(`definition-${term.dataset.term}`)
    if (!entry) return
    close()
    name.textContent = entry.querySelector("dt")?.textContent ?? ""
    definition.textContent = entry.querySelector("dd")?.textContent ?? ""
    more.href = term.href
    more.setAttribute("aria-label", `Read more: ${name.textContent}`)
    card.setAttribute("aria-label", name.textContent)
    ;(term.closest(NAMING) ?? term).after(card)
    card.showPopover()
    current = term
    place(term)
  }

  /** Above the first line of the word, else below the last one, in coordinates of the page: it scrolls with the text.
   * @param {HTMLAnchorElement} term */
  const place = (term) => {
    const lines = [...term.getClientRects()]
    const [first, last] = [lines[0], lines[lines.length - 1]]
    if (!first || !last) return
    const top = Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + MARGIN
    const above = first.top - GAP - top
    const below = innerHeight - MARGIN - last.bottom - GAP
    card.style.maxHeight = ""
    const isAbove = card.offsetHeight <= above || above >= below
    card.style.maxHeight = `${Math.max(isAbove ? above : below, 60)}px`
    const left = Math.min(first.left, document.documentElement.clientWidth - MARGIN - card.offsetWidth)
    card.style.left = `${scrollX + Math.max(MARGIN, left)}px`
    card.style.top = `${scrollY + (isAbove ? first.top - GAP - card.offsetHeight : last.bottom + GAP)}px`
  }

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return
    const term = termAt(target)
    if (isInCard(target) || (term && term === current)) clearTimeout(timer)
    else if (term) later(() => open(term), OPEN_AFTER)
  })
  document.addEventListener("pointerout", ({ target, pointerType }) => {
    if (pointerType === "touch" || !(termAt(target) || isInCard(target))) return
    const hasFocus = current && (document.activeElement === current || isInCard(document.activeElement))
    if (hasFocus) clearTimeout(timer)
    else later(close, CLOSE_AFTER)
  })

  document.addEventListener("focusin", ({ target }) => {
    const term = termAt(target)
    if (term?.matches(":focus-visible")) open(term)
    else if (current && !isInCard(target) && term !== current) close()
  })

  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    pointer = pointerType
    if (!isInCard(target) && (!termAt(target) || termAt(target) !== current)) close()
  })
  document.addEventListener("click", (event) => {
    const term = termAt(event.target)
    if (!term || pointer !== "touch" || term === current) return
    event.preventDefault()
    open(term)
  })

  document.addEventListener("keydown", ({ key }) => {
    pointer = "" // Enter follows the link
    if (key !== "Escape" || !current) return
    if (isInCard(document.activeElement)) current.focus()
    close()
  })
  addEventListener("resize", close)
})()
