import { css, html, nothing, type TemplateResult } from 'lit';

/** Looks of a progress line. */
export const progressLineStyles = css`
  .line {
    height: 4px;
    overflow: hidden;
    border-radius: 2px;
    background: rgb(255 255 255 / 12%);
  }

  .line i {
    display: block;
    height: 100%;
    border-radius: 2px;
    background: linear-gradient(to right, var(--accent-deep), var(--accent));
    transition: width 0.4s ease-out;
  }

  .line i.unknown {
    width: 30%;
    animation: wander 1.6s ease-in-out infinite alternate;
  }

  @keyframes wander {
    from {
      transform: translateX(-20%);
    }

    to {
      transform: translateX(255%);
    }
  }
`;

/** A line that is filled up to so many percent; one without an end when that is not known. */
export function progressLine(percent: number | undefined): TemplateResult {
  const known = percent !== undefined;
  return html`<div
    class="line"
    role="progressbar"
    aria-label="Progress"
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${known ? percent : nothing}
  >
    <i class=${known ? '' : 'unknown'} style=${known ? `width: ${percent}%` : ''}></i>
  </div>`;
}

/** A part of 0 to 1 in whole percent. */
export function wholePercent(fraction: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, fraction)));
}
