/* What a result shows of its section, with the words that were found marked. Part of the search worker. */
;(() => {
  const { stems, words } = self.searching

  const LENGTH = 220 // characters of an excerpt, about three lines
  const BEFORE = 70 // of them before the first word that was found
  const BLOCKS = 2
  const MOST_FORMS = 8 // of the words that were found, handed to the page for highlighting

  /** @typedef {{ text: string, found: { from: number, to: number, terms: string[] }[] }} Block */

  /** @type {Map<SearchDoc, Block[]>} The words of the sections that were shown, by line. */
  const read = new Map()

  /** @param {string} text @returns {Block} */
  const block = (text) => ({
    text,
    found: words(text).map(({ word, at }) => ({ from: at, to: at + word.length, terms: stems(word) })),
  })

  /** @param {SearchDoc} doc */
  const blocks = (doc) => {
    const known = read.get(doc) ?? doc.text.split("\n").map(block)
    read.set(doc, known)
    return known
  }

  /** @param {string} text Text as HTML. */
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

  /**
   * A part of a text as HTML, with marks; words side by side share one.
   * @param {Block} block
   * @param {Matched} matched
   * @param {number} from
   * @param {number} to
   */
  const marked = ({ text, found }, matched, from = 0, to = text.length) => {
    let [html, done] = ["", from]
    for (const word of found) {
      if (word.from < from || word.to > to || !word.terms.some((term) => matched.has(term))) continue
      html += `${escaped(text.slice(done, word.from))}<mark>${escaped(text.slice(word.from, word.to))}</mark>`
      done = word.to
    }
    return (html + escaped(text.slice(done, to))).replace(/<\/mark>(\s+)<mark>/g, "$1")
  }

  /**
   * As much of a line as fits, around the first word that was found.
   * @param {Block} block
   * @param {Matched} matched
   */
  const cut = (block, matched) => {
    const { text, found } = block
    const first = found.find((word) => word.terms.some((term) => matched.has(term)))?.from ?? 0
    let from = text.length <= LENGTH || first <= BEFORE ? 0 : text.indexOf(" ", first - BEFORE) + 1
    if (from > first) from = first
    let to = from + LENGTH >= text.length ? text.length : text.lastIndexOf(" ", from + LENGTH)
    if (to <= first) to = Math.min(text.length, from + LENGTH)
    return `${from ? "… " : ""}${marked(block, matched, from, to)}${to < text.length ? " …" : ""}`
  }

  /**
   * Which of the words that were looked for a line has.
   * @param {Block} block
   * @param {Matched} matched
   */
  const has = ({ found }, matched) =>
    new Set(found.flatMap(({ terms }) => terms.flatMap((term) => matched.get(term) ?? [])))

  /**
   * The lines that have the words which neither the title nor a name has; if none has, the first line.
   * @param {Block[]} lines
   * @param {Matched} matched
   * @param {Set<string>} seen the words that need no line
   */
  const choose = (lines, matched, seen) => {
    const left = lines.map((line) => ({ line, words: has(line, matched) }))
    /** @type {Block[]} */
    const chosen = []
    while (chosen.length < BLOCKS) {
      const gain = (/** @type {typeof left[0]} */ one) => [...one.words].filter((word) => !seen.has(word)).length
      const [first] = left
      if (!first) break
      const best = left.reduce((best, one) => (gain(one) > gain(best) ? one : best), first)
      if (chosen.length && !gain(best)) break
      best.words.forEach((word) => seen.add(word))
      chosen.push(best.line)
    }
    return chosen.sort((one, other) => lines.indexOf(one) - lines.indexOf(other))
  }

  /** @type {Excerpt} */
  const excerpt = (doc, matched) => {
    const title = block(doc.title)
    const names = (doc.names ?? []).map(block)
    const [name] = names
      .filter(({ found }) => found.every(({ terms }) => terms.some((term) => matched.has(term))))
      .sort((one, other) => other.found.length - one.found.length)
    const inTitle = has(title, matched)

    const chosen = choose(blocks(doc), matched, new Set([...inTitle, ...(name ? has(name, matched) : [])]))
    const lines = chosen.map((line) => cut(line, matched)).filter(Boolean)
    if (name && !inTitle.size) lines.unshift(`Also called ${marked(name, matched)}`)

    const forms = new Set()
    for (const { text, found } of [title, ...names, ...blocks(doc)])
      for (const { from, to, terms } of found)
        if (forms.size < MOST_FORMS && terms.some((term) => matched.has(term)))
          forms.add(text.slice(from, to).toLowerCase())

    return { title: marked(title, matched), text: lines.map((line) => `<p>${line}</p>`).join(""), forms: [...forms] }
  }

  self.searching = { ...self.searching, excerpt }
})()
