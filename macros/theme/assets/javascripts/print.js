/* Below the questions of a page: whether their answers are printed. Without this script they are (print.css). */
;(() => {
  const lists = document.querySelectorAll(".questions")
  if (!lists.length) return
  const choice = document.createElement("p")
  choice.className = "print-choice"
  choice.innerHTML = '<label><input type="checkbox" checked> Print the answers too, when this page is printed</label>'
  lists[lists.length - 1]?.after(choice)
})()
