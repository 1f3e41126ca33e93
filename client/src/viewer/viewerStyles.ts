import { css } from 'lit';

/** Layout of the viewer: the map below, panels along its sides, cards over all. */
export const viewerStyles = css`
  :host {
    position: relative;
    display: block;
    overflow: hidden;
    background: var(--night);
    container-type: inline-size;
  }

  .map {
    position: absolute;
    inset: 0;
    outline: none;
    cursor: crosshair;
    touch-action: none;
  }

  .map:focus-visible {
    box-shadow: inset 0 0 0 2px rgb(127 176 255 / 45%);
  }

  .frame {
    position: absolute;
    inset: 0;
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 12px;
    pointer-events: none;
  }

  .frame > div {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
  }

  .frame > div > * {
    pointer-events: auto;
  }

  .left {
    align-items: flex-start;
  }

  .right {
    flex: none;
    justify-content: space-between;
    align-items: flex-end;
    max-width: calc(100% - 54px);
  }

  .left visiomatic-title {
    max-width: min(100%, 420px);
  }

  .left visiomatic-readout {
    margin-top: auto;
  }

  visiomatic-controls {
    display: flex;
    flex-direction: column;
    min-height: 0;
    max-width: 100%;
  }

  visiomatic-scale-bar {
    position: absolute;
    left: 50%;
    bottom: 18px;
    transform: translateX(-50%);
  }

  .busy {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    height: 2px;
    overflow: hidden;
    opacity: 0;
    transition: opacity 0.2s;
    pointer-events: none;
  }

  /* Only a wait that is long enough to be noticed is worth a sign. */
  .busy.on {
    opacity: 1;
    transition: opacity 0.2s 0.35s;
  }

  .busy::before {
    content: '';
    display: block;
    width: 30%;
    height: 100%;
    background: linear-gradient(to right, transparent, var(--accent), transparent);
  }

  .busy.on::before {
    animation: sweep 1.2s linear infinite;
  }

  @keyframes sweep {
    from {
      transform: translateX(-100%);
    }

    to {
      transform: translateX(340%);
    }
  }

  .card {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 16px;
    background: radial-gradient(circle at 50% 38%, #141b29 0, #0a0d13 46%, #06080b 100%);
  }

  .notice {
    position: absolute;
    left: 50%;
    bottom: 64px;
    max-width: min(90%, 520px);
    padding: 8px 14px;
    color: var(--danger);
    transform: translateX(-50%);
  }

  @container (max-width: 720px) {
    .frame {
      gap: 8px;
      padding: 8px;
    }

    visiomatic-scale-bar {
      top: 26px;
      bottom: auto;
    }

    .left visiomatic-readout {
      position: absolute;
      left: 8px;
      right: 8px;
      bottom: 8px;
    }

    .right visiomatic-overview {
      margin-bottom: 116px;
    }
  }
`;
