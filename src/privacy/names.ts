/** Whether a name can be that of an event: those that begin with `$` are the vendors' own. */
export function isEventName(name: unknown): name is string {
  return typeof name === 'string' && /^[^$][^]{0,199}$/.test(name)
}

/** What code says when it means nobody: taken for an id, it would merge everybody into one. */
const NOBODY = /^\s*(undefined|null|nan|none|anonymous|\[object object\])?\s*$/i

/** Whether a value can identify a person or a group. */
export function isId(id: unknown): id is string {
  return typeof id === 'string' && id.length <= 200 && !NOBODY.test(id)
}
