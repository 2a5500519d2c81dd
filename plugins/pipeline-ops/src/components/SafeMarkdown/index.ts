export { SafeMarkdown } from './SafeMarkdown';
export { safeHref } from './safeHref';
