import type { MaskRule } from './mask-rule.ts'

/**
 * An address with credentials, a query or a hash. All of it goes: the host names a customer, and
 * a path that comes with a query has often been built for one person. An address without is left
 * alone, as that of a page of documentation.
 */
const url: MaskRule = {
  kind: 'url',
  hint: /:\/\//,
  pattern: /[a-z][a-z\d+.-]{0,15}:\/\/[^\s"'<>`]*/gi,
  accepts: (match) => /:\/\/[^/]*@|[?#]./.test(match),
}

/** A query or a hash that holds parameters, with the path in front of it: `to.fullPath`. */
const query: MaskRule = {
  kind: 'url',
  hint: /[?#]/,
  pattern: /(?<![^\s"'<>`(])[^\s"'<>`(]{0,1024}?[?#][\w.~%[\]-]{1,64}=[^\s"'<>`]*/g,
}

/** Addresses of pages, absolute and relative. */
export const urlRules: readonly MaskRule[] = [url, query]
