import { css } from 'lit';

/** Colours, type and the shapes that all panels share. */
export const theme = css`
  :host {
    --ink: #e8ecf4;
    --ink-soft: #9aa4b8;
    --ink-faint: #667085;
    --night: #07090d;
    --panel: rgb(15 19 27 / 84%);
    --panel-line: rgb(255 255 255 / 8%);
    --field: rgb(255 255 255 / 6%);
    --field-hover: rgb(255 255 255 / 11%);
    --accent: #7fb0ff;
    --accent-deep: #3f7de0;
    --warm: #f2b866;
    --danger: #ff8f85;
    --radius: 12px;
    --shadow: 0 12px 32px rgb(0 0 0 / 45%), 0 1px 2px rgb(0 0 0 / 50%);
    color: var(--ink);
    font-family:
      'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
    font-feature-settings: 'cv05' 1, 'ss03' 1;
    font-size: 13px;
    line-height: 1.4;
    -webkit-font-smoothing: antialiased;
  }

  * {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  .panel {
    background: var(--panel);
    border: 1px solid var(--panel-line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    backdrop-filter: blur(18px) saturate(1.3);
    -webkit-backdrop-filter: blur(18px) saturate(1.3);
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .caption {
    color: var(--ink-faint);
    font-size: 10.5px;
    font-weight: 600;
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button {
    cursor: pointer;
    background: none;
    border: 0;
    padding: 0;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  .icon-button {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 8px;
    color: var(--ink-soft);
    transition:
      background 0.12s,
      color 0.12s;
  }

  .icon-button:hover {
    background: var(--field-hover);
    color: var(--ink);
  }

  .icon-button[aria-pressed='true'] {
    color: var(--accent);
  }

  .icon-button svg {
    width: 18px;
    height: 18px;
  }

  .text-button {
    padding: 3px 8px;
    border-radius: 6px;
    color: var(--ink-soft);
    font-size: 12px;
  }

  .text-button:hover:not(:disabled) {
    background: var(--field-hover);
    color: var(--ink);
  }

  .text-button:disabled {
    opacity: 0.35;
    cursor: default;
  }

  .solid-button {
    padding: 8px 16px;
    border-radius: 8px;
    background: var(--accent-deep);
    color: #fff;
    font-weight: 550;
  }

  .solid-button:hover {
    background: #4f8bea;
  }

  input[type='number'],
  input[type='text'],
  select {
    min-width: 0;
    height: 26px;
    padding: 0 7px;
    background: var(--field);
    border: 1px solid transparent;
    border-radius: 6px;
  }

  input[type='number'] {
    font-variant-numeric: tabular-nums;
    text-align: right;
    appearance: textfield;
    -moz-appearance: textfield;
  }

  input[type='number']::-webkit-inner-spin-button {
    display: none;
  }

  input[type='number']:hover,
  input[type='text']:hover,
  select:hover {
    background: var(--field-hover);
  }

  input[type='number']:focus,
  input[type='text']:focus,
  select:focus {
    border-color: var(--accent-deep);
    outline: none;
  }

  select {
    cursor: pointer;
  }

  option {
    background: #161b26;
    color: var(--ink);
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
