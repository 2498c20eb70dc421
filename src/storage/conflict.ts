/** Somebody else wrote what a change was going to write. The request is decided again. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}
