/**
 * What can go wrong through no fault of ours. Each error is one line that says what is wrong, where, and what to do;
 * its exit code is the command line's (0 done, 1 a defect of ours).
 */
export abstract class KatzeError extends Error {
  abstract readonly exitCode: number;
  override get name(): string {
    return this.constructor.name;
  }
}

/** The command was called wrongly. */
export class UsageError extends KatzeError {
  readonly exitCode = 2;
}

/** The words, labels or counts to learn from or to predict cannot be used. */
export class DataError extends KatzeError {
  readonly exitCode = 3;
}

/** A model file is damaged, unknown or does not fit. */
export class ModelError extends KatzeError {
  readonly exitCode = 4;
}

/** A file or folder cannot be read or written. */
export class FileError extends KatzeError {
  readonly exitCode = 5;
}
