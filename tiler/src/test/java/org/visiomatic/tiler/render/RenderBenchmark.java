package org.visiomatic.tiler.render;

import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.visiomatic.tiler.pyramid.TileSize;

/// A tile of 256 × 256 pixels of sky noise, from values in memory to bytes: each stretch, each
/// colour map, the mix of five channels. The encoders have a benchmark of their own.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RenderBenchmark {

  private static final int SIDE = 256;
  private static final Cuts CUTS = new Cuts(90, 2100);

  /// One channel in grey.
  @State(Scope.Thread)
  public static class Grey {

    @Param({"linear", "gamma", "sqrt", "squared", "log", "asinh", "sinh", "power", "histogram"})
    public String stretch = "linear";

    private final MemoryLevels sky = sky(1);
    private Rendering rendering = monochrome(ColourMap.GREY, new Tone(1, 0, 1, false));

    /// Makes the rendering for the parameter.
    @Setup(Level.Trial)
    public void prepare() {
      Tone plain = new Tone(1, 0, stretch.equals("gamma") ? 2.2 : 1, false);
      rendering =
          monochrome(
              ColourMap.GREY,
              switch (stretch) {
                case "sqrt" -> plain.with(new Stretch.Power(0.5));
                case "squared" -> plain.with(new Stretch.Power(2));
                case "log" -> plain.with(new Stretch.Log(1000));
                case "asinh" -> plain.with(new Stretch.Asinh(0.1));
                case "sinh" -> plain.with(new Stretch.Sinh(1 / 3.0));
                case "power" -> plain.with(new Stretch.Power(3));
                case "histogram" -> plain.with(PixelSample.of(sky, 0).equalizing(CUTS, plain));
                default -> plain;
              });
    }
  }

  /// One channel through a colour map.
  @State(Scope.Thread)
  public static class Mapped {

    @Param public ColourMap map = ColourMap.GREY;

    private final MemoryLevels sky = sky(1);
    private final Tone tone = new Tone(1, 0, 2.2, false);
  }

  /// One channel.
  @State(Scope.Thread)
  public static class One {
    private final MemoryLevels sky = sky(1);
  }

  /// Five channels.
  @State(Scope.Thread)
  public static class Mixed {

    @Param({"plain", "asinh", "lupton"})
    public String look = "plain";

    private final MemoryLevels sky = sky(5);

    private Rendering rendering() {
      float[][] mix = {{1, 0.7f, 0.2f, 0, 0}, {0, 0.5f, 1, 0.5f, 0}, {0, 0, 0.2f, 0.7f, 1}};
      Tone plain = new Tone(1, 0, 2.2, false);
      return new Rendering.Colour(
          Collections.nCopies(5, CUTS),
          mix,
          look.equals("asinh") ? plain.with(new Stretch.Asinh(0.1)) : plain,
          look.equals("lupton") ? new Lupton(8, 0.1) : null);
    }
  }

  private static final Renderer RENDERER = new Renderer();

  @Benchmark
  public Raster grey(Grey state) {
    return RENDERER.render(state.sky, 0, 0, 0, SIDE, SIDE, state.rendering, raster -> raster);
  }

  @Benchmark
  public Raster mapped(Mapped state) {
    return RENDERER.render(
        state.sky, 0, 0, 0, SIDE, SIDE, monochrome(state.map, state.tone), raster -> raster);
  }

  @Benchmark
  public Raster mixed(Mixed state) {
    return RENDERER.render(state.sky, 0, 0, 0, SIDE, SIDE, state.rendering(), raster -> raster);
  }

  /// What the first request of an image with cuts that follow its pixels costs more.
  @Benchmark
  public Cuts zscale(One state) {
    return PixelSample.of(state.sky, 0).zscale(0.25);
  }

  private static Rendering monochrome(ColourMap map, Tone tone) {
    return new Rendering.Mono(0, CUTS, map, tone);
  }

  private static MemoryLevels sky(int channels) {
    Random random = new Random(1);
    float[][] planes = new float[channels][SIDE * SIDE];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = (float) (100 + 5 * random.nextGaussian() + (i % 97 == 0 ? 900 : 0));
      }
    }
    return new MemoryLevels(SIDE, SIDE, TileSize.DEFAULT, planes);
  }
}
