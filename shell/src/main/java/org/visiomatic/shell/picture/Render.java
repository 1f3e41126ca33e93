package org.visiomatic.shell.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.api.Drawing;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.picture.TiffWriter;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.render.Raster;

/// Renders a picture of an image into a file, with the bytes that the server would answer.
///
/// @param source opens the image
/// @param rules what pictures depend on besides
public record Render(
    RenderOptions options, ImageSource source, DrawingRules rules, Surroundings surroundings) {

  private static final String SOFTWARE = "VisiOmatic " + ProductVersion.TEXT;

  /// Renders it.
  ///
  /// @throws ConfigurationException when it cannot be as asked
  /// @throws IOException when it cannot be written
  public void run() throws IOException, InterruptedException {
    Optional<OutputStream> stream =
        options.output().isPresent()
            ? Optional.empty()
            : Optional.of(surroundings.bytes("The bytes of a picture"));
    try (OpenedImage image = source.open(options.image(), surroundings)) {
      demandOtherFile(image);
      PictureQuery query = query(image.geometry());
      Drawing drawing = query.plan(rules.of(image));
      PictureMemory.demand(drawing, options.kind(), options.values());
      PictureFile.Content content = content(image, query, drawing);
      if (Thread.interrupted()) {
        throw new InterruptedException("The picture was not wanted any more.");
      }
      if (stream.isPresent()) {
        content.writeTo(stream.get());
        stream.get().flush();
      } else {
        Path output = options.output().orElseThrow();
        new PictureFile(output).write(content);
        tell(image, drawing, output);
      }
    }
  }

  /// A picture may be the source of an image, too.
  private void demandOtherFile(OpenedImage image) throws IOException {
    Path source = image.source();
    for (Path output : options.output().stream().toList()) {
      if (Files.exists(output) && Files.exists(source) && Files.isSameFile(output, source)) {
        throw new ConfigurationException(
            "The picture cannot be written to %s, which is the image itself; name another file with --output."
                .formatted(output));
      }
    }
  }

  private PictureQuery query(PyramidGeometry geometry) {
    PictureQuery query = new PictureQuery(options.parameters());
    switch (options.kind()) {
      case JPEG, PNG, WEBP -> query.set(Parameter.FMT, options.kind().label());
      // As a TIFF file keeps every pixel; the API has no such kind.
      case TIFF -> query.set(Parameter.FMT, FileKind.PNG.label());
    }
    if (options.values() && !query.has(Parameter.CHAN)) {
      if (geometry.channels() > 1) {
        throw new ConfigurationException(
            "Option --values writes one channel, but %s has %d; choose one with --chan."
                .formatted(options.image(), geometry.channels()));
      }
      query.set(Parameter.CHAN, "1");
    }
    if (!query.has(Parameter.RGN) && !query.has(Parameter.JTL)) {
      query.wholeImage(geometry, level(geometry));
    }
    return query;
  }

  /// The finest level on which the image fits, or the coarsest one.
  private int level(PyramidGeometry geometry) {
    boolean twice = options.parameters().getOrDefault(Parameter.SCL, List.of()).contains("2");
    int size = options.size().orElse(RenderOptions.USUAL_SIZE) / (twice ? 2 : 1);
    int level = 0;
    while (level < geometry.levels() - 1
        && Math.max(geometry.width(level), geometry.height(level)) > size) {
      level++;
    }
    return level;
  }

  private PictureFile.Content content(OpenedImage image, PictureQuery query, Drawing drawing) {
    if (options.values()) {
      return out -> writeValues(image, drawing, out);
    }
    try {
      drawing.demandFile();
      Raster raster = drawing.raster();
      if (options.kind() == FileKind.TIFF) {
        return out -> tiff(image, drawing).write(raster, out);
      }
      byte[] file = drawing.file(raster);
      return out -> out.write(file);
    } catch (RefusedRequestException e) {
      throw query.refusal(e);
    }
  }

  private static void writeValues(OpenedImage image, Drawing drawing, OutputStream out)
      throws IOException {
    PixelLevels pixels = image.image().pixels();
    int channel = drawing.channel().orElseThrow() - 1;
    int width = drawing.width();
    tiff(image, drawing)
        .write(
            width,
            drawing.height(),
            (first, count, target) ->
                pixels.read(
                    drawing.level(),
                    channel,
                    drawing.left(),
                    drawing.top() + first,
                    width,
                    count,
                    target,
                    0,
                    width),
            out);
  }

  private static TiffWriter tiff(OpenedImage image, Drawing drawing) {
    return new TiffWriter(SOFTWARE, PictureDescription.of(image, drawing));
  }

  private void tell(OpenedImage image, Drawing drawing, Path output) throws IOException {
    RenderedFile file =
        new RenderedFile(
            image.name(),
            output.toString(),
            options.kind().label(),
            drawing.width(),
            drawing.height(),
            1 << drawing.level(),
            Files.size(output));
    if (options.json()) {
      surroundings.out().println(Json.text(file));
    } else {
      surroundings.say(file.sentence());
    }
  }
}
