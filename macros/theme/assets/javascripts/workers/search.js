/*
 * The search, as the theme's script expects it of a worker: SETUP, then QUERY after QUERY. Where a page opened from a
 * file may not start a worker, it runs in an iframe (iframe-worker-shim.js), where `importScripts` is a promise.
 */
;(() => {
  /** The theme's messages, by their numbers. */
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]
  /** Ours: the index cannot be had. */
  const FAILED = -1

  const MOST_PAGES = 10
  const MOST_SECTIONS = 8 // of a page
  const SHOWN_SECTIONS = 3 // of a page, before its "more"
  const NEAR = 0.5 // of the best score of a page: so good is a section that is shown at once

  const COMPLETED = 20 // characters at most: a longer text scrolls in a phone's field, its completion does not

  /** @type {Ranking} */
  let ranking
  /** @type {Map<string, SearchDoc>} */
  let pages

  /** @param {{ index: string, scripts: string[] }} data The addresses of the index and of the parts of the search. */
  const setUp = async ({ index, scripts }) => {
    await importScripts(...scripts)
    if (index.endsWith(".js")) await importScripts(index)
    const { docs } = index.endsWith(".js") ? self.__index : await (await fetch(index)).json()
    pages = new Map(docs.filter(isPage).map((/** @type {SearchDoc} */ doc) => [doc.location, doc]))
    ranking = await self.searching.rank(docs)
  }

  /** @param {SearchDoc} doc */
  const isPage = (doc) => !doc.location.includes("#")
  /** @param {SearchDoc} doc */
  const pageOf = (doc) => doc.location.replace(/#.*/, "")

  /**
   * What the theme shows: for each page the page itself and its sections, the best first. It hides what has not the
   * score of the first one, so sections that are nearly as good get the same; not below a page that is the best
   * itself, whose text the theme shows only then.
   * @param {string} text
   */
  const answer = (text) => {
    const hits = ranking.find(text)
    /** @type {Map<string, typeof hits>} */
    const groups = new Map()
    for (const hit of hits) {
      const page = pageOf(hit.doc)
      const group = groups.get(page) ?? []
      if (!group.length && groups.size === MOST_PAGES) continue
      if (group.length < MOST_SECTIONS) groups.set(page, [...group, hit])
    }
    const items = [...groups].map(([page, group]) => {
      const best = group[0]?.score ?? 0
      const isPageBest = group[0]?.doc.location === page
      const shown = group.map(({ doc, score, matched, missing }, place) => {
        const { title, text, forms } = self.searching.excerpt(doc, matched)
        const isShown = !place || (!isPageBest && !isPage(doc) && place < SHOWN_SECTIONS && score >= best * NEAR)
        return {
          location: doc.location,
          title,
          text,
          score: isShown ? best : Math.min(score, best * NEAR),
          terms: Object.fromEntries([...forms.map((form) => [form, true]), ...missing.map((word) => [word, false])]),
        }
      })
      const top = pages.get(page)
      if (top && !group.some(({ doc }) => doc === top)) {
        const { title } = self.searching.excerpt(top, new Map())
        shown.push({ location: page, title, text: "", score: 0, terms: {} })
      }
      return shown
    })
    const start = text.length <= COMPLETED && text.match(/[\p{L}\p{N}]+$/u)?.[0]
    const whole = start && ranking.complete(start)
    return { items, suggest: whole ? [whole] : [] }
  }

  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === SETUP)
      try {
        await setUp(data)
        postMessage({ type: READY })
      } catch (error) {
        console.error(error)
        postMessage({ type: FAILED })
      }
    else if (type === QUERY) postMessage({ type: RESULT, data: answer(data) })
  })
})()
