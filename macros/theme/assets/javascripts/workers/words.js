/* The words of a text, as the search compares them. Part of the search worker (search.js in this folder). */
;(() => {
  const WORD = /[\p{L}\p{N}]+/gu
  const CAMEL = /\p{Ll}\p{Lu}/u
  const PART = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu

  /** Words that say nothing about what somebody looks for, unless they are all there is. */
  const STOP = new Set(
    (
      "a about all an and any are as at be been but by can could did do does for from get had has have how i if in " +
      "into is it its many me much my need of on or our should so than that the their them then there these they " +
      "this to use used using versus vs want was we were what when where which while who why will with would you your"
    ).split(" "),
  )

  /**
   * A word without the ending of a plural, a past or an -ing form, in lower case.
   * @param {string} word
   */
  const stem = (word) => {
    let s = word.toLowerCase()
    if (s.length < 4) return s
    if (/[^aeious]ies$/.test(s)) return `${s.slice(0, -3)}y`
    if (/(?:ch|sh|x|ss)es$/.test(s)) s = s.slice(0, -2)
    else if (/[^aiosu]s$/.test(s) || /[^aeiou]os$/.test(s)) s = s.slice(0, -1)
    if (/[^aeiou]ied$/.test(s)) s = `${s.slice(0, -3)}y`
    else if (/[aeiouy].*[^aeio](?:ed|ing)$/.test(s) && s.length > 5) {
      s = s.replace(/(?:ed|ing)$/, "")
      if (/([bdfgmnprt])\1$/.test(s)) s = s.slice(0, -1)
    }
    return s.length > 4 ? s.replace(/e$/, "") : s
  }

  /**
   * What the index holds for a word: its stem, and those of its parts if it is written LikeThis.
   * @param {string} word
   * @returns {string[]}
   */
  const stems = (word) =>
    CAMEL.test(word) ? [stem(word), ...(word.match(PART) ?? []).map(stem)] : [stem(word)]

  /**
   * The words of a text, with where each of them starts.
   * @param {string} text
   * @returns {{ word: string, at: number }[]}
   */
  const words = (text) => Array.from(text.matchAll(WORD), (found) => ({ word: found[0], at: found.index }))

  /**
   * The stems of a text, each once and with the word that it is of, without words that say nothing; of a word LikeThis
   * that is unknown, its parts.
   * @param {string} text
   * @param {(stem: string) => boolean} [isKnown]
   * @returns {Map<string, string>}
   */
  const meant = (text, isKnown = () => true) => {
    const all = text.match(WORD) ?? []
    const telling = all.filter((word) => !STOP.has(word.toLowerCase()))
    /** @type {Map<string, string>} */
    const found = new Map()
    for (const word of telling.length ? telling : all) {
      const isLikeThis = CAMEL.test(word) && !isKnown(stem(word))
      for (const part of isLikeThis ? (word.match(PART) ?? []) : [word]) found.set(stem(part), part)
    }
    return found
  }

  self.searching = { ...self.searching, meant, stem, stems, words }
})()
