/** The address when it is an ordinary web address; undefined for `javascript:`, `data:` and everything else that a page must not follow. */
export function safeHref(href: string | undefined): string | undefined {
  if (!href) {
    return undefined;
  }
  try {
    const { protocol } = new URL(href);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
