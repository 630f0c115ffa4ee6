/*
 * A recorded run in its drawing: while the run is open, its way is marked (way.js).
 *
 * The run names the drawing (`data-drawing`) and its steps (`data-path`). Of several open runs of a
 * drawing the one that was opened last is shown.
 */
;(() => {
  /** @type {HTMLDetailsElement[]} The open runs, the one that was opened last at the end. */
  let open = []

  /** @param {string | undefined} drawing */
  const show = (drawing = "") => {
    const last = open.filter((run) => run.dataset.drawing === drawing).at(-1)
    window.guide.showWay(drawing, last?.dataset.path?.split(" ") ?? [])
  }

  for (const run of document.querySelectorAll("details.run[data-path]")) {
    if (!(run instanceof HTMLDetailsElement)) continue
    run.addEventListener("toggle", () => {
      open = open.filter((other) => other !== run)
      if (run.open) open.push(run)
      show(run.dataset.drawing)
    })
  }
})()
