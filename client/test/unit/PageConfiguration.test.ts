import { describe, expect, it } from 'vitest';
import { PageConfiguration } from '../../src/state/PageConfiguration';

function page(contents: Record<string, string>): Document {
  return {
    baseURI: 'https://host/vis/',
    querySelector: (selector: string) => {
      const name = /name="([^"]+)"/.exec(selector)?.[1] ?? '';
      return name in contents ? { content: contents[name] } : null;
    },
  } as unknown as Document;
}

describe('what the server wrote into the page', () => {
  it('is read from its meta tags', () => {
    const configuration = PageConfiguration.of(
      page({ 'visiomatic-api': '/vis/api', 'visiomatic-userdoc': '/vis/manual/interface.html' }),
    );
    expect(configuration.api.href).toBe('https://host/vis/api');
    expect(configuration.userdoc).toBe('/vis/manual/interface.html');
  });

  it('is nothing in a page that no server has filled in', () => {
    const configuration = PageConfiguration.of(page({ 'visiomatic-userdoc': '{{ userdoc_url }}' }));
    expect(configuration.api.href).toBe('https://host/vis/api');
    expect(configuration.userdoc).toBe('');
  });
});
