/** What the server wrote into the page. */
export class PageConfiguration {
  private constructor(
    readonly api: URL,
    /** Image to open when the address names none; '' for none. */
    readonly image: string,
    readonly version: string,
    /** Address of the user documentation; '' for none. */
    readonly userdoc: string,
  ) {}

  static of(page: Document): PageConfiguration {
    const api = content(page, 'visiomatic-api');
    return new PageConfiguration(
      new URL(api.replace(/\/+$/, '') || 'api', page.baseURI),
      content(page, 'visiomatic-image'),
      content(page, 'visiomatic-version'),
      content(page, 'visiomatic-userdoc'),
    );
  }
}

/** Content of a meta tag; '' when absent, or when no server has filled in its template. */
function content(page: Document, name: string): string {
  const value = page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim() ?? '';
  return value.startsWith('{{') ? '' : value;
}
