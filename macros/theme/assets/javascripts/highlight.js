/* A page opened from a result of the search (`?h=words`) shows the words that were found. */
;(() => {
  const words = (new URLSearchParams(location.search).get("h") ?? "").match(/[\p{L}\p{N}]+/gu)
  const content = document.querySelector("[data-md-component=content]")
  if (!words || !content) return

  const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu")
  /** @type {Text[]} */
  const texts = []
  const nodes = document.createNodeIterator(content, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) texts.push(/** @type {Text} */ (node))

  for (const text of texts) {
    // A drawing's texts hold no HTML, a button's name stays as it is.
    if (!(text.parentElement instanceof HTMLElement) || text.parentElement.closest("svg, button")) continue
    const found = [...text.data.matchAll(wanted)]
    for (const { 0: word, index } of found.reverse()) {
      const rest = text.splitText(index)
      rest.splitText(word.length)
      const mark = document.createElement("mark")
      mark.dataset.mdHighlight = ""
      rest.replaceWith(mark)
      mark.append(rest)
    }
  }
})()
