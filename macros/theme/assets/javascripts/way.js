/*
 * Marks the way through a drawing, wide and narrow: its steps, and the arrows from each to the next, which name their
 * two steps in `data-way`.
 */
;(() => {
  /** @type {Guide["showWay"]} */
  const showWay = (drawing, steps) => {
    const arrows = new Set(steps.slice(1).map((step, i) => `${steps[i]} ${step}`))
    for (const name of [`dg-${drawing}`, `dgn-${drawing}`]) {
      const svg = document.getElementById(`${name}-t`)?.closest("svg")
      const cards = new Set(steps.map((step) => `${name}-${step}`))
      svg?.querySelectorAll("g[id]").forEach((card) => card.classList.toggle("drawing__card--taken", cards.has(card.id)))
      svg?.querySelectorAll("[data-way]").forEach((arrow) => {
        arrow.classList.toggle("drawing__way--taken", arrows.has(arrow.getAttribute("data-way") ?? ""))
      })
    }
  }
  window.guide = { ...window.guide, showWay }
})()
