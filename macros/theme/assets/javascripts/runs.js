/*
 * A recorded run in its drawing: while the run is open, the steps that it entered are marked.
 *
 * The run names the drawing (`data-drawing`) and its steps (`data-path`); a drawing stands on the page twice, for wide
 * and for narrow screens. Of several open runs the one that was opened last is shown.
 */
;(() => {
  const TAKEN = "drawing__card--taken"

  /** @param {HTMLElement} run */
  const cards = (run) =>
    (run.dataset.path ?? "").split(" ").flatMap((step) =>
      ["dg", "dgn"].flatMap((size) => document.getElementById(`${size}-${run.dataset.drawing}-${step}`) ?? []),
    )

  /** @type {HTMLDetailsElement[]} The open runs, the one that was opened last at the end. */
  let open = []

  const show = () => {
    for (const card of document.querySelectorAll(`.${TAKEN}`)) card.classList.remove(TAKEN)
    const last = open.at(-1)
    if (last) for (const card of cards(last)) card.classList.add(TAKEN)
  }

  for (const run of document.querySelectorAll("details.run[data-path]")) {
    if (!(run instanceof HTMLDetailsElement)) continue
    run.addEventListener("toggle", () => {
      open = open.filter((other) => other !== run)
      if (run.open) open.push(run)
      show()
    })
  }
})()
