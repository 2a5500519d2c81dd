export * from './model';
export { DocumentTooLargeError } from './errors';
export { parseOperationsDocument, type ParseOptions } from './parse';
export { MAX_DOCUMENT_BYTES } from './text/prepare';
export { parseThreshold } from './elements/thresholdText';
export { findPlaceholders, placeholderName } from './elements/placeholders';
export { serviceOf, servicesNamedIn } from './words/services';
export { runCommand, type CommandWorld } from './lint/command';
