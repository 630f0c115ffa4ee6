/* The button that opens the navigation on a narrow screen. Once it is open, the keyboard is in it. */
;(() => {
  const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"))
  document.querySelector(".menu-button")?.addEventListener("click", () => {
    drawer.click()
    if (drawer.checked) /** @type {HTMLElement | null} */ (document.querySelector(".md-nav--primary a"))?.focus()
  })
})()
