import { svg, html, type TemplateResult } from 'lit';

const PATHS = {
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  minus: svg`<path d="M5 12h14" />`,
  fit: svg`<path d="M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4" />`,
  reticle: svg`<circle cx="12" cy="12" r="6.5" /><path d="M12 2.5v6M12 15.5v6M2.5 12h6M15.5 12h6" />`,
  fullscreen: svg`<path d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7" />`,
  link: svg`<path d="M10 14a4.2 4.2 0 0 0 6.3.4l3-3a4.2 4.2 0 0 0-6-6L11.7 7M14 10a4.2 4.2 0 0 0-6.3-.4l-3 3a4.2 4.2 0 0 0 6 6L12.3 17" />`,
  help: svg`<rect x="3" y="6.5" width="18" height="11" rx="2" /><path d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8" />`,
  sliders: svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9" /><circle cx="16" cy="7" r="2.5" /><circle cx="8" cy="17" r="2.5" />`,
  map: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2" /><rect x="11" y="10.5" width="6" height="5.5" rx="1" />`,
  close: svg`<path d="M6 6l12 12M18 6L6 18" />`,
  previous: svg`<path d="M14.5 6l-6 6 6 6" />`,
  next: svg`<path d="M9.5 6l6 6-6 6" />`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing that takes the colour of the text around it. Says nothing to a screen reader. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${PATHS[name]}
  </svg>`;
}
