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

interface Guide {
  store: Store
}

interface Window {
  guide: Guide
}
