/*
 * Before the theme's script: the search starts when somebody wants to search.
 *
 * The theme starts its search worker on every page. What it gets instead is a worker that waits until the search field
 * has the focus, which it has after a click, a key (/, s, f), a tap on a phone's magnifying glass, or on a page opened
 * with `?q=`. Only then are our worker, its library and the index loaded. The theme itself loads no index, since it
 * finds no form of the name `search` (partials/search.html).
 */
;(() => {
  const SETUP = 0 // as the theme numbers its messages; what else it does with them: workers/search.js
  const FAILED = -1
  const SCRIPTS = ["vendor/minisearch-7.2.0.js", "workers/words.js", "workers/ranking.js", "workers/excerpts.js"]

  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-md-component=search-query]"))
  const status = /** @type {HTMLElement | null} */ (document.querySelector(".md-search-result__meta"))
  const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src
  const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}")
  const base = new URL(config.base, location.href)
  const index = location.protocol === "file:" ? "search/search_index.js" : "search/search_index.json"

  const fail = () => {
    if (status) status.textContent = "The search could not be loaded. Reload the page to try again."
  }

  const RealWorker = window.Worker

  class LazyWorker extends EventTarget {
    /** @type {Worker | undefined} */
    #worker

    /** @param {string | URL} address */
    constructor(address) {
      super()
      window.Worker = RealWorker // this one is the theme's
      const start = () => this.#start(address)
      if (document.activeElement === field) start()
      else field?.addEventListener("focus", start, { once: true })
    }

    /** @param {string | URL} address */
    #start(address) {
      const worker = new RealWorker(address)
      worker.addEventListener("error", fail)
      worker.addEventListener("message", ({ data }) => {
        if (data.type === FAILED) fail()
        else this.dispatchEvent(new MessageEvent("message", { data }))
      })
      worker.postMessage({
        type: SETUP,
        data: { index: `${new URL(index, base)}`, scripts: SCRIPTS.map((script) => `${new URL(script, folder)}`) },
      })
      this.#worker = worker
    }

    /** @param {unknown} message */
    postMessage(message) {
      this.#worker?.postMessage(message)
    }
  }

  window.Worker = /** @type {any} */ (LazyWorker)
  field?.form?.addEventListener("submit", (event) => event.preventDefault()) // Enter before there are results
})()
