import { css } from 'lit';

/** Layout of the viewer: the map below, panels along its sides, cards over all. */
export const viewerStyles = css`
  :host {
    position: relative;
    display: block;
    height: 480px;
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

  .map:focus-visible:not(.quiet) {
    box-shadow: inset 0 0 0 2px rgb(127 176 255 / 45%);
  }

  .frame {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template: 'left right' minmax(0, 1fr) 'readout right' auto / minmax(0, 1fr) auto;
    gap: 10px;
    padding: 12px;
    pointer-events: none;
  }

  .left,
  .right {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
    min-height: 0;
  }

  .left > *,
  .right > *,
  visiomatic-readout {
    pointer-events: auto;
  }

  .left {
    grid-area: left;
    align-items: flex-start;
  }

  .right {
    grid-area: right;
    justify-content: space-between;
    align-items: flex-end;
  }

  visiomatic-title {
    max-width: min(100%, 420px);
  }

  visiomatic-readout {
    grid-area: readout;
    justify-self: start;
    width: 296px;
    max-width: 100%;
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
    isolation: isolate;
    background: radial-gradient(circle at 50% 38%, #141b29 0, #0a0d13 46%, #06080b 100%);
  }

  /* A quiet night sky, in two tiles of different size so that no repeat is seen. */
  .card::before,
  .card::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: -1;
    background-image:
      radial-gradient(1px 1px at 187px 357px, rgb(255 225 190 / 76%), transparent),
      radial-gradient(0.8px 0.8px at 401px 131px, rgb(190 210 255 / 76%), transparent),
      radial-gradient(0.8px 0.8px at 61px 194px, rgb(255 255 255 / 65%), transparent),
      radial-gradient(1px 1px at 282px 56px, rgb(190 210 255 / 71%), transparent),
      radial-gradient(1px 1px at 378px 114px, rgb(255 255 255 / 61%), transparent),
      radial-gradient(1px 1px at 396px 203px, rgb(255 255 255 / 45%), transparent),
      radial-gradient(0.8px 0.8px at 320px 320px, rgb(255 255 255 / 63%), transparent),
      radial-gradient(1px 1px at 4px 6px, rgb(255 255 255 / 48%), transparent),
      radial-gradient(1px 1px at 89px 152px, rgb(255 255 255 / 55%), transparent);
    background-size: 431px 367px;
  }

  .card::after {
    background-image:
      radial-gradient(1px 1px at 108px 50px, rgb(255 225 190 / 40%), transparent),
      radial-gradient(1px 1px at 156px 9px, rgb(190 210 255 / 29%), transparent),
      radial-gradient(1.3px 1.3px at 78px 71px, rgb(255 255 255 / 20%), transparent),
      radial-gradient(1px 1px at 5px 156px, rgb(190 210 255 / 39%), transparent),
      radial-gradient(1px 1px at 162px 94px, rgb(255 255 255 / 44%), transparent),
      radial-gradient(1px 1px at 165px 51px, rgb(190 210 255 / 33%), transparent),
      radial-gradient(1.3px 1.3px at 94px 18px, rgb(255 225 190 / 26%), transparent);
    background-size: 283px 241px;
  }

  .messages {
    position: absolute;
    left: 50%;
    bottom: 64px;
    display: flex;
    flex-direction: column;
    gap: 10px;
    align-items: center;
    width: max-content;
    max-width: min(90%, 520px);
    transform: translateX(-50%);
    pointer-events: none;
  }

  @container (max-width: 720px) {
    .frame {
      grid-template-areas: 'left right' 'readout readout';
      gap: 8px;
      padding: 8px;
    }

    visiomatic-readout {
      width: auto;
      justify-self: stretch;
    }

    /* Open controls lie over the rest: there is no room for both. */
    visiomatic-controls:not([collapsed]) {
      z-index: 1;
      width: 308px;
      max-width: calc(100cqw - 16px);
      margin-left: -260px;
    }

    visiomatic-scale-bar {
      bottom: 170px;
    }

    .messages {
      bottom: 216px;
    }
  }
`;
