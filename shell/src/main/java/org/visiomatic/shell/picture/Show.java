package org.visiomatic.shell.picture;

import java.io.IOException;
import org.visiomatic.serve.api.Drawing;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.render.Raster;

/// Draws an image with characters.
///
/// @param source opens the image
/// @param rules what pictures depend on besides
public record Show(
    ShowOptions options, ImageSource source, DrawingRules rules, Surroundings surroundings) {

  /// Larger pictures would only be made smaller again.
  private static final int MOST_PIXELS = 2048;

  /// Draws it, and says what is seen.
  ///
  /// @throws ConfigurationException when it cannot look as asked
  public void run() throws IOException, InterruptedException {
    Canvas canvas = Canvas.of(options.graphics());
    try (OpenedImage image = source.open(options.image(), surroundings)) {
      PyramidGeometry geometry = image.geometry();
      View view = View.of(geometry, room(canvas), options.zoom(), options.centre());
      View.Box box = view.box(geometry);
      PictureQuery query = query(geometry, view, box);
      Drawing drawing = plan(image, query);
      Integer channel =
          query.has(Parameter.CHAN) ? Integer.valueOf(query.value(Parameter.CHAN)) : null;
      SeenPart seen = SeenPart.of(image.name(), channel, geometry, view);
      if (options.json()) {
        surroundings.out().println(Json.text(seen));
        return;
      }
      Raster raster = draw(drawing, query, view, box);
      if (Thread.interrupted()) {
        throw new InterruptedException("The picture was not wanted any more.");
      }
      canvas.draw(raster, surroundings.out());
      surroundings.out().flush();
      surroundings.say(seen.sentence());
    }
  }

  private View.Room room(Canvas canvas) {
    return new View.Room(
        Math.min(MOST_PIXELS, options.columns() * canvas.across()),
        Math.min(MOST_PIXELS, options.rows() * canvas.down()),
        canvas.aspect());
  }

  private PictureQuery query(PyramidGeometry geometry, View view, View.Box box) {
    PictureQuery query = new PictureQuery(options.parameters());
    if (geometry.channels() == 1 && !Looks.areMixed(options.parameters())) {
      query.set(Parameter.CHAN, "1");
    }
    Looks.demandChannel(query.has(Parameter.CHAN), options.parameters());
    query.set(Parameter.RGN, box.region());
    query.set(Parameter.BIN, String.valueOf(1 << view.level()));
    return query;
  }

  private Drawing plan(OpenedImage image, PictureQuery query) {
    try {
      return query.plan(rules.withoutLimit().of(image));
    } catch (RefusedRequestException e) {
      throw query.refusal(e);
    }
  }

  private static Raster draw(Drawing drawing, PictureQuery query, View view, View.Box box) {
    try {
      double unit = 1 << view.level();
      Scaling scaling =
          new Scaling(
              (view.left() - box.x1()) / unit,
              (view.top() - box.y1()) / unit,
              view.step() / unit,
              view.stepDown() / unit);
      return scaling.scaled(drawing.raster(), view.width(), view.height());
    } catch (RefusedRequestException e) {
      throw query.refusal(e);
    }
  }
}
