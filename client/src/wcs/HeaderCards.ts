import type { Header } from '../api/ImageModel';

/** Reads values out of a header without trusting their types. */
export class HeaderCards {
  constructor(private readonly header: Header) {}

  /** A number; undefined when absent or not one. */
  number(keyword: string): number | undefined {
    const value = this.header[keyword];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  /** Text without blanks around it; '' when absent. */
  text(keyword: string): string {
    const value = this.header[keyword];
    return typeof value === 'string' ? value.trim() : '';
  }

  has(keyword: string): boolean {
    return this.header[keyword] !== undefined;
  }

  keywords(): readonly string[] {
    return Object.keys(this.header);
  }
}
