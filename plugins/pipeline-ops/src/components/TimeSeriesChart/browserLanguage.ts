/**
 * uPlot formats numbers in the browser's language from the moment it is loaded, and throws where the browser reports a
 * language that is none: Chromium under `LANG=C` says `en-US@posix`. Then English is reported instead.
 */
export function ensureBrowserLanguage(browser: Navigator = navigator): void {
  try {
    Intl.getCanonicalLocales(browser.language);
  } catch {
    Object.defineProperty(browser, 'language', {
      value: 'en-US',
      configurable: true,
    });
  }
}
