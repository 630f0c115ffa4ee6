/*
 * Which sections answer what somebody typed, and in which order. Part of the search worker (search.js in this folder).
 *
 * MiniSearch finds the sections and weighs the words. On top of that, a section counts more the more of the words it
 * has, and the more its title, or a name of what it describes, is just what was typed.
 */
;(() => {
  const { meant, stem, stems, words } = self.searching

  const BOOSTS = { title: 5, names: 4, text: 1 }
  const MOST_WORDS = 24 // of a pasted text; the rest adds time, not meaning
  const ALMOST = 0.6 // how much of a match a longer or otherwise spelled word is
  const ALL_WORDS_UP_TO = 3 // with more words than these it is a question, and no section has to hold all of them

  /**
   * The ways to write a title as readers would: whole, without what stands in brackets, and that alone.
   * @param {string} title
   */
  const forms = (title) => {
    const inside = title.match(/\(([^)]+)\)/)?.[1]
    return inside ? [title, title.replace(/\s*\([^)]+\)/, ""), inside] : [title]
  }

  /**
   * Which of the words that were looked for led to a word that was found: itself, its start, or one spelled otherwise.
   * @param {string} term
   * @param {string[]} all
   */
  const sought = (term, all) => {
    if (all.includes(term)) return term
    return all.find((one) => term.startsWith(one)) ?? all.find((one) => one[0] === term[0]) ?? term
  }

  /**
   * The stems of each name of what a section describes: of its title and of its other names.
   * @param {SearchDoc} doc
   */
  const called = (doc) => [...forms(doc.title), ...(doc.names ?? [])].map((name) => [...meant(name).keys()])

  /**
   * Its names of several words, each written as one: `stepfunctions`.
   * @param {SearchDoc} doc
   */
  const inOne = (doc) => called(doc).flatMap((name) => (name.length > 1 ? [name.join("")] : []))

  /**
   * @param {SearchDoc[]} docs
   * @returns {Promise<Ranking>}
   */
  const rank = async (docs) => {
    /** @type {Set<string>} Every stem of the index. */
    const vocabulary = new Set()
    const index = new self.MiniSearch({
      idField: "location",
      fields: ["title", "names", "text"],
      extractField: (doc, field) =>
        field === "names"
          ? [...(doc.names ?? []), ...inOne(doc)].join("\n")
          : doc[/** @type {"location" | "title" | "text"} */ (field)],
      tokenize: (text) => words(text).map(({ word }) => word),
      processTerm: (word) => {
        const found = stems(word)
        found.forEach((term) => vocabulary.add(term))
        return found
      },
    })
    await index.addAllAsync(docs, { chunkSize: 50 }) // in an iframe it shares the page's thread

    const known = [...vocabulary].sort()
    const byLocation = new Map(docs.map((doc) => [doc.location, doc]))
    const names = new Map(docs.map((doc) => [doc, [...called(doc), ...inOne(doc).map((name) => [name])]]))

    /** @type {Map<string, number>} */
    const often = new Map()
    for (const { title } of docs)
      for (const { word } of words(title.toLowerCase())) often.set(word, (often.get(word) ?? 0) + 1)
    /** The words of titles, the most frequent first. */
    const titles = [...often].sort(([, one], [, other]) => other - one).map(([word]) => word)

    /** @param {string} start Whether a word of the index starts so. */
    const isStart = (start) => {
      let low = 0
      for (let high = known.length; low < high; ) {
        const middle = (low + high) >> 1
        if (/** @type {string} */ (known[middle]) < start) low = middle + 1
        else high = middle
      }
      return known[low]?.startsWith(start) ?? false
    }

    /**
     * The words of the index that differ from an unknown one by two letters that stand the other way round.
     * @param {string} word
     */
    const swapped = (word) =>
      Array.from(word, (letter, at) => stem(word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2)))
        .slice(0, -1)
        .filter((other) => vocabulary.has(other))

    /**
     * @param {string[]} typed
     * @returns {{ queries: MiniSearchQuery[], covers: Map<string, number[]> }} the searches for all words, and for
     *   each word in them the places of the typed words that it stands for
     */
    const plan = (typed) => {
      /** @type {MiniSearchQuery[]} */
      const queries = []
      /** @type {Map<string, number[]>} */
      const covers = new Map()
      /** @type {(term: string, places: number[], options?: { prefix?: boolean, fuzzy?: number | false }) => void} */
      const add = (term, places, options = {}) => {
        queries.push({ queries: [term], ...options })
        covers.set(term, [...new Set([...(covers.get(term) ?? []), ...places])])
      }
      typed.forEach((word, place) => {
        const next = typed[place + 1]
        if (next !== undefined && vocabulary.has(word + next)) add(word + next, [place, place + 1])
        const isLast = place === typed.length - 1
        if (vocabulary.has(word)) return add(word, [place], { prefix: isLast })
        if (word.length > 2 && isStart(word)) return add(word, [place], { prefix: true })
        const others = swapped(word)
        if (others.length) return others.forEach((term) => add(term, [place]))
        add(word, [place], { prefix: isLast, fuzzy: word.length < 4 ? false : word.length < 6 ? 1 : 2 })
      })
      return { queries, covers }
    }

    return {
      find(text) {
        const phrases = Array.from(text.matchAll(/"([^"]+)"/g), (found) => String(found[1]).toLowerCase())
        const asked = [...meant(text, (term) => vocabulary.has(term))].slice(0, MOST_WORDS)
        if (!asked.length) return []
        const typed = asked.map(([term]) => term)
        const { queries, covers } = plan(typed)

        const hits = index
          .search({ combineWith: "OR", queries }, {
            boost: BOOSTS,
            weights: { prefix: 0.3, fuzzy: 0.4 },
            processTerm: (term) => term,
            tokenize: (term) => [term],
          })
          .flatMap((found) => {
            const doc = /** @type {SearchDoc} */ (byLocation.get(found.id))
            if (phrases.some((phrase) => !`${doc.title}\n${doc.text}`.toLowerCase().includes(phrase))) return []
            const has = new Set(found.queryTerms.flatMap((term) => covers.get(term) ?? []))
            const matched = new Map(Object.keys(found.match).map((term) => [term, sought(term, found.queryTerms)]))
            const likeness = Math.max(
              ...(names.get(doc) ?? []).map((name) => {
                const shared = name.filter((word) => matched.has(word))
                const alike = shared.reduce((sum, word) => sum + (covers.has(word) ? 1 : ALMOST), 0)
                return alike / (name.length + Math.max(0, typed.length - shared.length))
              }),
            )
            const coverage = has.size / typed.length
            const score = found.score * (doc.boost ?? 1) * coverage ** 2 * (1 + 8 * likeness ** 2)
            const missing = asked.flatMap(([, word], place) => (has.has(place) ? [] : [word]))
            return [{ doc, score, coverage, matched, missing }]
          })
          .sort((one, other) => other.score - one.score)

        const most = Math.max(0, ...hits.map((hit) => hit.coverage))
        const least = typed.length <= ALL_WORDS_UP_TO ? most : most / 2
        return hits.filter((hit) => hit.coverage >= least)
      },

      complete(start) {
        const found = titles.filter((word) => word.startsWith(start.toLowerCase()))
        return found[0] && found[0].length > start.length ? start + found[0].slice(start.length) : undefined
      },
    }
  }

  self.searching = { ...self.searching, rank }
})()
