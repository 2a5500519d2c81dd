import { ensureBrowserLanguage } from './browserLanguage';

it('replaces a language that is none, and leaves others alone', () => {
  const languageAfter = (language: string) => {
    const browser = { language } as Navigator;
    ensureBrowserLanguage(browser);
    return browser.language;
  };
  expect(languageAfter('en-US@posix')).toBe('en-US');
  expect(languageAfter('de-CH')).toBe('de-CH');
});
