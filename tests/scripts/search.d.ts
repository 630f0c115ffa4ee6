/** What the scripts of the search worker share, in the order of `SCRIPTS` in search.js. */

/** A section of a page, as macros/search_index.py writes it. */
interface SearchDoc {
  /** Its address from the top of the site. */
  location: string
  title: string
  /** What else the thing is called that the section describes. */
  names?: string[]
  /** Plain text, a line for each paragraph. */
  text: string
  boost?: number
}

/** The stems in a section that were found, each with the word that was looked for. */
type Matched = Map<string, string>

interface SearchHit {
  doc: SearchDoc
  score: number
  /** How many of the typed words it has, from 0 to 1. */
  coverage: number
  matched: Matched
  /** The typed words that it has not. */
  missing: string[]
}

interface Ranking {
  /** The sections that answer what somebody typed, the best first. */
  find(text: string): SearchHit[]
  /** The word of a title that somebody may be typing. */
  complete(start: string): string | undefined
}

/** What a result shows: HTML with marks, and the words that were found in the forms that stand there. */
type Excerpt = (doc: SearchDoc, matched: Matched) => { title: string; text: string; forms: string[] }

interface Searching {
  stem(word: string): string
  stems(word: string): string[]
  words(text: string): { word: string; at: number }[]
  meant(text: string, isKnown?: (stem: string) => boolean): Map<string, string>
  rank(docs: SearchDoc[]): Promise<Ranking>
  excerpt: Excerpt
}

/** As much of https://lucaong.github.io/minisearch/ as we use. */
type MiniSearchQuery = {
  combineWith?: "OR"
  queries: (string | MiniSearchQuery)[]
  prefix?: boolean
  fuzzy?: number | false
}
declare class MiniSearch {
  constructor(options: {
    idField: string
    fields: string[]
    extractField: (doc: SearchDoc, field: string) => string | undefined
    tokenize: (text: string) => string[]
    processTerm: (word: string) => string[]
  })
  addAllAsync(docs: SearchDoc[], options: { chunkSize: number }): Promise<void>
  search(
    query: MiniSearchQuery,
    options: {
      boost: Record<string, number>
      weights: { prefix: number; fuzzy: number }
      processTerm: (term: string) => string
      tokenize: (term: string) => string[]
    },
  ): { id: string; score: number; queryTerms: string[]; match: Record<string, string[]> }[]
}

interface Window {
  searching: Searching
  MiniSearch: typeof MiniSearch
  /** The index in the offline edition, where it is a script. */
  __index: { docs: SearchDoc[] }
}

declare function importScripts(...addresses: string[]): void | Promise<void>
