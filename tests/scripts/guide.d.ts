/** What the scripts share: each one adds its part to `window.guide`, in the order of `ASSETS` in macros/finishing.py. */

interface Store {
  /** Whether what is written stays when the page is closed. */
  isKept: boolean
  /** The value of that name, or the other one if there is none. Nobody changes it in place: write a new one. */
  read<T>(name: string, otherwise: T): T
  /** Keep a value; `undefined` forgets it. */
  write(name: string, value: unknown): void
  /** Call a function with the name of each value that changes, here or in another tab. */
  onChange(listener: (name: string) => void): void
}

/** What a reader answered, as the state `answers` keeps it by the id of the question. */
interface Answer {
  /** The question as it was: its `data-hash`. */
  hash: string
  /** The numbers of the chosen options, from 1; none for an open question. */
  chosen: number[]
  /** Whether all of it was right, or the reader of an open question said so. */
  right: boolean
  /** When, as `Date.toISOString` writes it. */
  at: string
}

/** A question of the page. */
interface Question {
  id: string
  /** The `article.question`. */
  card: HTMLElement
  domain: string
  task: string
  skill: string
  /** "single", "multiple" or "open". */
  type: string
  hash: string
  /** The options, and why each is right or wrong, as the macro wrote them. */
  options: Element[]
  reasons: Element[]
  /** The numbers of the right options, from 1. */
  right: number[]
}

/** A form to choose from the options of a question. It stands in no page yet and shows no right answer. */
interface Choices {
  element: HTMLFieldSetElement
  inputs: HTMLInputElement[]
  /** The numbers of the chosen options, from 1. */
  chosen(): number[]
  choose(numbers: number[]): void
  /** Lock the choice, and tell at each option why it is right or wrong. */
  explain(): void
  /** As it was in the beginning. */
  reset(): void
}

interface Questions {
  /** A new element with a class and a text. */
  make<K extends keyof HTMLElementTagNameMap>(tag: K, className?: string, text?: string): HTMLElementTagNameMap[K]
  /** The questions of the page, or of a part of it, in their order. */
  all(within?: ParentNode): Question[]
  /** A new form for the options of a question; without feedback until `explain` is called. */
  choices(question: Question): Choices
  /** Whether it belongs to a part of the exam: the number of a domain, a task or a skill, or "" for all. */
  isIn(question: Question, part: string): boolean
  isRight(question: Question, chosen: number[]): boolean
  /** A copy of the take-away, the objective, where to read on, and the sources. */
  background(question: Question): HTMLElement
  /** What the reader answered last, also if the question was another one then. */
  answer(question: Question): Answer | undefined
  /** Whether the reader answered the question as it is now, and how; "open" if never. */
  state(question: Question): "open" | "changed" | "right" | "wrong"
  /** Keep an answer in the state `answers`. */
  keep(question: Question, chosen: number[], right: boolean): void
}

/** An exam that is being sat (state `exam`) or was handed in (state `exams`). */
interface Exam {
  seed: string
  /** Which questions there were: the same seed draws the same exam from the same bank. */
  bank: string
  minutes: number
  /** When its time is over, in milliseconds since 1970. */
  end: number
  /** When it was last changed or handed in, as `Date.toISOString` writes it. */
  at: string
  /** The ids of its questions in their order, each with its `data-hash`. */
  asked: [id: string, hash: string][]
  /** The numbers of the chosen options, from 1, by the id of the question. */
  chosen: Record<string, number[]>
  /** The ids of the questions to look at again. */
  flagged: string[]
  /** The question that is asked; as many as there are on the page for the review. */
  index: number
}

interface Draw {
  /** How many questions of `count` each domain gets by its weight: the largest remainders round up. */
  seats(count: number, weights: Map<string, number>): Map<string, number>
  /** The same for the largest exam of `most` questions at most for which each domain with questions has enough. */
  plan(questions: { domain: string }[], weights: Map<string, number>, most: number): Map<string, number>
  /** The questions of an exam. It follows from the seed, the plan, and the ids. */
  draw<Q extends { id: string; domain: string }>(questions: Q[], plan: Map<string, number>, seed: string): Q[]
  /** A short name of the bank that changes with any of its questions. */
  bank(questions: { id: string; hash: string }[]): string
}

interface Guide {
  store: Store
  questions: Questions
  draw: Draw
  /** Make an element. Text in it is text. */
  make(name: string, props?: Record<string, unknown>, ...inside: (Node | string)[]): any
  /** A clock at the end of an element; it calls `over` when its time is over. */
  clock(place: Element, over: () => void): {
    /** Show the time until then, in milliseconds since 1970; without it, nothing. */
    run(until: number | undefined): void
    /** Say something politely. */
    say(words: string): void
  }
  /** Mark the way through a drawing, both wide and narrow: the ids of its steps in their order; none marks nothing. */
  showWay(drawing: string, steps: string[]): void
  /** The result of an exam, its heading first. */
  showResult(exam: Exam, isLate: boolean): (Node | string)[]
}

interface Window {
  guide: Guide
}

/** A card as the scheduler knows it; `CardState` is the same as it is kept, its dates as ISO text. */
interface SchedulerCard {
  due: Date
  stability: number
  scheduled_days: number
}

interface CardState extends Omit<SchedulerCard, "due"> {
  due: string
  hash: string
  first: string
}

/** From again to easy. */
type Grade = 1 | 2 | 3 | 4

/** What we use of ts-fsrs (vendor/). */
declare const FSRS: {
  fsrs(): {
    repeat(card: SchedulerCard | CardState, now: Date): Record<Grade, { card: SchedulerCard }>
    next(card: SchedulerCard | CardState, now: Date, grade: Grade): { card: SchedulerCard }
  }
  createEmptyCard(now: Date): SchedulerCard
}
