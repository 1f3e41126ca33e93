import { describe, expect, it } from 'vitest';
import { asinhScale, linearScale, logScale } from '../../src/controls/SliderScale';
import { scaleBar } from '../../src/map/scaleBar';
import { defaultColours, mixingWeights } from '../../src/state/ColourMix';

describe('slider scales', () => {
  it.each([
    ['linear', linearScale(-100, 100, 0.5)],
    ['logarithmic', logScale(0.05, 20)],
    ['bent', asinhScale(100, 3, -200, 90_000)],
  ])('that are %s come back to the value they started from', (_, scale) => {
    for (const value of [0.5, 1, 7, 20]) {
      expect(scale.fromSlider(scale.toSlider(value))).toBeCloseTo(value, 2);
    }
  });

  it('spend half of the way near the background', () => {
    const scale = asinhScale(100, 3, -200, 120_000);
    expect(scale.toSlider(100)).toBeGreaterThan(0.25);
    expect(scale.fromSlider(0.6)).toBeLessThan(500);
  });

  it('nudge by a step, without rounding dust', () => {
    expect(linearScale(0, 5, 0.05).nudge(2.2, 1)).toBe(2.25);
    expect(linearScale(0.1, 5, 0.05).nudge(0.3, -1)).toBe(0.25);
    expect(logScale(0.05, 20).nudge(1, 1)).toBeGreaterThan(1);
  });

  it('stay on the slider for values beyond it', () => {
    expect(logScale(0.05, 20).toSlider(0)).toBe(0);
    expect(logScale(0.05, 20).toSlider(1000)).toBe(1);
  });
});

describe('the scale bar', () => {
  it('has a round length in the best unit', () => {
    expect(scaleBar(1 / 3600, 1, 160)).toEqual({ width: 120, label: '2′' });
    expect(scaleBar(0.2 / 3600, 1, 160)).toMatchObject({ label: '30″' });
    expect(scaleBar(0.5, 1, 160)).toEqual({ width: 120, label: '60°' });
    expect(scaleBar(1e-7, 1, 160)).toMatchObject({ label: '50 mas' });
  });

  it('counts pixels where there is no sky', () => {
    expect(scaleBar(undefined, 1, 160)).toEqual({ width: 100, label: '100 px' });
    expect(scaleBar(undefined, 1 / 64, 160)).toEqual({ width: 128, label: '2 px' });
  });
});

describe('colours', () => {
  it('go from red to blue over the channels', () => {
    expect([...defaultColours(3).values()]).toEqual(['#ff0000', '#00ff00', '#0000ff']);
    expect([...defaultColours(2).values()]).toEqual(['#ff0000', '#0000ff']);
    expect([...defaultColours(1).values()]).toEqual(['#ff0000']);
  });

  it('are only three in a long cube', () => {
    expect([...defaultColours(101).keys()]).toEqual([1, 51, 101]);
  });

  it('lose their hue without saturation', () => {
    const [red, green, blue] = mixingWeights('#ff0000', 0, 2.2);
    expect(red).toBeCloseTo(1 / 3, 12);
    expect(green).toBe(red);
    expect(blue).toBe(red);
  });
});
