/*
 * A decision tree, one question at a time.
 *
 * This shows the part of the nested list that is due, with the way so far, also in the drawing (way.js). Each step is
 * an address (#tree-question, #tree-result), so the Back key goes one step back, and a result can be shared.
 */
;(() => {
  /** @typedef {{ wizard: HTMLElement, box: HTMLElement, path: HTMLElement, now: HTMLElement, status: HTMLElement,
   *   back: HTMLButtonElement, again: HTMLButtonElement, node: HTMLElement }} Tree
   *  A node is the paragraph of a question or the box of a result, as it stands in the nested list. */

  /** @type {Map<Element, Tree>} */
  const trees = new Map()

  /** @param {string} tag @param {string} name @param {...(Node | string)} inside */
  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag)
    element.className = name
    element.append(...inside)
    return element
  }

  /** @param {string} label @param {() => void} act */
  const button = (label, act, name = "md-button") => {
    const made = /** @type {HTMLButtonElement} */ (make("button", name, label))
    made.type = "button"
    made.addEventListener("click", act)
    return made
  }

  /** The question or result that stands in a branch. @param {Element} branch */
  const nodeOf = (branch) =>
    /** @type {HTMLElement} */ (branch.querySelector(":scope > .wizard__question, :scope > .wizard__result"))

  /** The answers that lead to a node, each as its branch of the nested list. @param {Tree} tree @param {Element} node */
  const answersTo = (tree, node) => {
    const found = []
    for (let at = node.closest("details"); at && tree.wizard.contains(at); at = at.parentElement?.closest("details") ?? null)
      found.unshift(at)
    return found
  }

  /** The question to which a branch is an answer. @param {Element} answer */
  const questionOf = (answer) => nodeOf(/** @type {Element} */ (answer.closest("ul")?.parentElement))

  /** @param {Element} answer */
  const label = (answer) => answer.querySelector("summary")?.textContent ?? ""

  /** A copy without what belongs to the original alone. @param {HTMLElement} node */
  const copy = (node) => {
    const made = /** @type {HTMLElement} */ (node.cloneNode(true))
    made.removeAttribute("id")
    made.tabIndex = -1
    return made
  }

  /** @param {Tree} tree @param {HTMLElement} node */
  const go = (tree, node) => {
    // The step that is left gets its address first, so that the Back key finds it.
    const here = target()
    if (here?.tree !== tree) history[here ? "pushState" : "replaceState"](null, "", `#${tree.node.id}`)
    history.pushState(null, "", `#${node.id}`)
    show(tree, node)
  }

  /** @param {Tree} tree @param {HTMLElement} node */
  const show = (tree, node) => {
    const answers = answersTo(tree, node)
    const isResult = node.classList.contains("wizard__result")
    tree.node = node
    const steps = make(
      "ol",
      "",
      ...answers.map((answer) => {
        const question = questionOf(answer)
        const words = copy(question)
        words.querySelector(".wizard__help")?.remove()
        const change = button("Change", () => go(tree, question), "decide__change")
        change.setAttribute("aria-label", `Change: ${words.textContent?.trim()}`)
        return make("li", "", ...words.childNodes, " ", make("strong", "", label(answer)), " ", change)
      }),
    )
    steps.setAttribute("aria-label", "Your answers so far")
    tree.path.replaceChildren(steps)
    tree.path.hidden = tree.back.hidden = tree.again.hidden = !answers.length
    tree.now.replaceChildren(isResult ? result(tree, node) : question(tree, node))
    const count = answers.length
    tree.status.textContent = isResult
      ? `Result after ${count} ${count === 1 ? "answer" : "answers"}`
      : `Question ${count + 1}`
    const { drawing = "" } = tree.wizard.dataset
    const passed = count ? [...answers.map(questionOf), node] : []
    window.guide.showWay(drawing, passed.map(({ id }) => id.slice(drawing.length + 1)))
    ;/** @type {HTMLElement} */ (tree.now.querySelector("[tabindex]")).focus({ preventScroll: true })
    tree.box.scrollIntoView({ block: "nearest" })
  }

  /** @param {Tree} tree @param {HTMLElement} node */
  const question = (tree, node) => {
    const asked = copy(node)
    asked.id = `decide-${node.id}`
    const answers = [...(node.parentElement?.querySelectorAll(":scope > ul > li > details") ?? [])]
    const list = make("div", "decide__answers")
    list.setAttribute("role", "group")
    list.setAttribute("aria-labelledby", asked.id)
    list.append(...answers.map((answer) => button(label(answer), () => go(tree, nodeOf(answer)))))
    return make("div", "", asked, list)
  }

  /** @param {Tree} tree @param {HTMLElement} node */
  const result = (tree, node) => {
    const made = copy(node)
    made.setAttribute("role", "group")
    made.setAttribute("aria-label", "Result")
    const copyLink = button("Copy the link", async () => {
      try {
        await navigator.clipboard.writeText(new URL(`#${node.id}`, location.href).href)
        tree.status.textContent = "The link is copied."
      } catch {
        tree.status.textContent = "This browser does not let pages copy. The link is in the address bar."
      }
    }, "decide__change")
    made.querySelector(".wizard__link")?.append(" ", copyLink)
    return made
  }

  /** The tree and the node that the address names. */
  const target = () => {
    const node = location.hash && document.getElementById(location.hash.slice(1))
    const wizard = node && node.closest(".wizard")
    const tree = wizard && trees.get(wizard)
    return tree && node ? { tree, node } : null
  }

  const followAddress = () => {
    const found = target()
    if (!found) return
    found.tree.box.closest("details")?.setAttribute("open", "")
    show(found.tree, found.node)
  }

  document.querySelectorAll(".twin > .wizard").forEach((/** @type {any} */ wizard) => {
    const twin = /** @type {HTMLElement} */ (wizard.parentElement)
    const node = nodeOf(wizard)
    /** @type {Tree} */
    const tree = {
      wizard,
      node,
      box: make("div", "decide"),
      path: make("div", ""),
      now: make("div", ""),
      status: make("p", "sources"),
      back: button("Back", () => {
        const last = answersTo(tree, tree.node).pop()
        if (last) go(tree, questionOf(last))
      }, "decide__change"),
      again: button("Start again", () => go(tree, node), "decide__change"),
    }
    tree.status.setAttribute("role", "status")
    tree.path.hidden = tree.back.hidden = tree.again.hidden = true
    tree.status.textContent = "Question 1"
    tree.now.append(question(tree, node))
    tree.box.append(tree.path, tree.status, tree.now, make("p", "", tree.back, " ", tree.again))
    twin.insertBefore(tree.box, wizard)
    trees.set(wizard, tree)
  })
  addEventListener("hashchange", followAddress)
  followAddress()
  addEventListener("load", followAddress) // once more: a browser that looks for the hidden target drops the focus
})()
