/* The clock of an exam, which can be hidden, and a line that a screen reader speaks: near the end, the time left. */
;(() => {
  const WARNINGS = [30, 10, 1]

  /** @type {Guide["clock"]} */
  const clock = (place, over) => {
    const { make } = window.guide
    const left = make("span", { role: "timer" })
    const hide = (/** @type {boolean} */ hides) => {
      left.hidden = hides
      toggle.textContent = hides ? "Show the time" : "Hide the time"
    }
    const toggle = make("button", { type: "button", className: "exam__plain", onclick: () => hide(!left.hidden) })
    const line = make("p", { className: "exam__time" }, left, " ", toggle)
    const status = make("p", { className: "exam__status", role: "status" })
    place.append(line, status)
    hide(false)

    /** @type {number | undefined} */
    let end
    /** In minutes, when the clock was last looked at. */
    let before = 0
    const tick = () => {
      line.hidden = !end
      if (!end) return
      const seconds = Math.ceil((end - Date.now()) / 1000)
      if (seconds <= 0) return over()
      const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      left.textContent = `Time left: ${parts.map((part) => String(part).padStart(2, "0")).join(":")}`
      const warning = WARNINGS.find((minutes) => before > minutes && seconds <= minutes * 60)
      if (warning) status.textContent = warning > 1 ? `${warning} minutes left.` : "One minute left."
      before = seconds / 60
    }
    setInterval(tick, 1000)
    return {
      run(until) {
        if (until !== end) before = 0
        end = until
        tick()
      },
      say: (words) => (status.textContent = words),
    }
  }
  window.guide = { ...window.guide, clock }
})()
