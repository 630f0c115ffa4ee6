/* Which questions an exam has: by the weights of the domains, and the same ones for the same seed and bank. */
;(() => {
  const hash = (/** @type {string} */ text) => {
    let value = 0x811c9dc5 // FNV-1a
    for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193)
    return value >>> 0
  }

  /** Numbers from 0 to 1 that follow from a text: mulberry32. @param {string} seed */
  const random = (seed) => {
    let state = hash(seed)
    return () => {
      state = (state + 0x6d2b79f5) | 0
      let value = Math.imul(state ^ (state >>> 15), state | 1)
      value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
      return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
    }
  }

  /** @type {<T>(items: T[], next: () => number) => T[]} Fisher and Yates. */
  const shuffled = (items, next) => {
    const result = [...items]
    for (let i = result.length - 1; i > 0; i--) {
      const other = Math.floor(next() * (i + 1))
      ;[result[i], result[other]] = [/** @type {any} */ (result[other]), /** @type {any} */ (result[i])]
    }
    return result
  }

  /** @type {Draw["seats"]} */
  const seats = (count, weights) => {
    const sum = [...weights.values()].reduce((total, weight) => total + weight, 0)
    const shares = [...weights].map(([domain, weight]) => ({ domain, share: (count * weight) / sum }))
    const result = new Map(shares.map(({ domain, share }) => [domain, Math.floor(share)]))
    const left = count - [...result.values()].reduce((total, number) => total + number, 0)
    const rest = (/** @type {number} */ share) => share - Math.floor(share)
    const first = shares.sort((one, other) => rest(other.share) - rest(one.share)).slice(0, left) // sort keeps ties
    first.forEach(({ domain }) => result.set(domain, (result.get(domain) ?? 0) + 1))
    return result
  }

  /** @type {Draw} */
  const draw = {
    seats,
    bank: (questions) => hash(questions.map(({ id, hash }) => `${id}:${hash}`).sort().join()).toString(36),
    plan(questions, weights, most) {
      const there = (/** @type {string} */ domain) => questions.filter((question) => question.domain === domain).length
      const asked = new Map([...weights].filter(([domain]) => there(domain)))
      for (let count = Math.min(most, questions.length); count > 0; count--) {
        const plan = seats(count, asked)
        if ([...plan].every(([domain, number]) => number <= there(domain))) return plan
      }
      return new Map()
    },
    draw(questions, plan, seed) {
      const next = random(seed)
      const sorted = [...questions].sort((one, other) => (one.id < other.id ? -1 : 1))
      const drawn = [...plan].flatMap(([domain, number]) =>
        shuffled(sorted.filter((question) => question.domain === domain), next).slice(0, number),
      )
      return shuffled(drawn, next)
    },
  }
  window.guide = { ...window.guide, draw }
})()
