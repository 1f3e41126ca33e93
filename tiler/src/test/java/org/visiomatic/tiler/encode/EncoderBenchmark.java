package org.visiomatic.tiler.encode;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.visiomatic.tiler.render.Raster;

/// A tile of 256 × 256 pixels of noise around a dark grey, into a file of each kind.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EncoderBenchmark {

  private static final int SIDE = 256;
  private static final int QUALITY = 95;

  @Param({"1", "3"})
  public int components = 1;

  private final JpegEncoder jpeg = new JpegEncoder();
  private final PngEncoder png = new PngEncoder();
  private final WebpEncoder webp = WebpEncoder.find().orElseThrow();
  private final byte[] noise = noise();

  @Benchmark
  public byte[] jpeg() {
    return jpeg.encode(raster(), QUALITY);
  }

  @Benchmark
  public byte[] png() {
    return png.encode(raster());
  }

  @Benchmark
  public byte[] webp() {
    return webp.encode(raster(), QUALITY);
  }

  private Raster raster() {
    return new Raster(SIDE, SIDE, components, noise);
  }

  private static byte[] noise() {
    Random random = new Random(1);
    byte[] samples = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.clamp((long) (60 + 10 * random.nextGaussian()), 0, 255);
    }
    return samples;
  }
}
