/* The theme puts each button that copies code into a navigation landmark without a name. It is no landmark at all. */
;(() => {
  const mend = () =>
    document.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "presentation"))
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
  mend()
})()
