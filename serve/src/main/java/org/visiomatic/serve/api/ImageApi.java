package org.visiomatic.serve.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.library.EncodedTiles;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.Loan;
import org.visiomatic.serve.library.PictureKey;
import org.visiomatic.serve.library.RenderPool;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Answers requests about images. Safe for use by many threads.
public final class ImageApi {

  private final ImageLibrary library;
  private final EncodedTiles tiles;
  private final RenderPool pool;
  private final Painter painter;
  private final ImageDefaults defaults;
  private final int maxRegionTiles;

  /// @param maxRegionTiles how many tiles a region may touch
  public ImageApi(
      ImageLibrary library,
      EncodedTiles tiles,
      RenderPool pool,
      Painter painter,
      ImageDefaults defaults,
      int maxRegionTiles) {
    this.library = library;
    this.tiles = tiles;
    this.pool = pool;
    this.painter = painter;
    this.defaults = defaults;
    this.maxRegionTiles = maxRegionTiles;
  }

  /// Answers a request, waiting for the pyramid of the image where there is none yet.
  ///
  /// @param ifNoneMatch entity tags of what the client has already
  /// @throws RefusedRequestException when the request makes no sense for this image
  public Answer answer(ApiRequest.OfImage request, Optional<String> ifNoneMatch)
      throws ImageUnavailableException, InterruptedException {
    if (request instanceof ApiRequest.NoOperation(String name)) {
      library.check(name);
      return Answer.passing(Answer.JSON, Json.bytes(null));
    }
    try (Loan loan = library.borrow(request.image())) {
      ServedImage image = loan.image();
      return switch (request) {
        case ApiRequest.NoOperation nothing -> Answer.passing(Answer.JSON, Json.bytes(nothing));
        case ApiRequest.Model model ->
            document(
                Answer.JSON,
                "info;" + image.identity() + ';' + defaults,
                ifNoneMatch,
                () -> InfoDocument.of(image, defaults));
        case ApiRequest.TextHeader header ->
            document(
                Answer.TEXT,
                "obj;" + image.identity(),
                ifNoneMatch,
                () -> TextHeaderDocument.of(image));
        case ApiRequest.Values values ->
            reading(
                loan,
                readings -> readings.values(values.x(), values.y()),
                new PixelReadings(image.pixels(), values.channels()));
        case ApiRequest.Profile profile ->
            reading(
                loan,
                readings -> readings.profile(profile.line()),
                new PixelReadings(image.pixels(), profile.channels()));
        case ApiRequest.Tile tile ->
            picture(
                loan,
                Frames.tile(geometry(image), tile.resolution(), tile.index()),
                tile.look(),
                tile.version(),
                ifNoneMatch);
        case ApiRequest.Region region ->
            picture(
                loan,
                Frames.region(geometry(image), region.box(), region.binning(), maxRegionTiles),
                region.look(),
                region.version(),
                ifNoneMatch);
      };
    }
  }

  /// Loads the codec, which takes a moment, before the first visitor needs it.
  public void warmUp() {
    painter.paint(
        new BlankPixels(),
        new Painter.Frame(0, 0, 0, 8, 8),
        BlankPixels.RENDERING,
        defaults.quality());
  }

  private static PyramidGeometry geometry(ServedImage image) {
    return image.pixels().geometry();
  }

  private static Answer document(
      String mediaType, String description, Optional<String> ifNoneMatch, Supplier<byte[]> body) {
    String tag = EntityTag.of(description);
    return EntityTag.isListed(ifNoneMatch, tag)
        ? Answer.unchanged(mediaType, tag, Freshness.CHECKED)
        : new Answer(200, mediaType, body.get(), tag, Freshness.CHECKED);
  }

  private Answer reading(Loan loan, Reading reading, PixelReadings readings)
      throws InterruptedException {
    Loan own = loan.again();
    CompletableFuture<byte[]> body;
    try {
      body = pool.submit(1, () -> reading.of(readings));
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
    var _ = body.whenComplete((bytes, problem) -> own.close());
    try {
      return new Answer(200, Answer.JSON, RenderPool.await(body), null, Freshness.CHECKED);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedRequestException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private Answer picture(
      Loan loan,
      Painter.Frame frame,
      Look look,
      Optional<String> version,
      Optional<String> ifNoneMatch)
      throws InterruptedException {
    ServedImage image = loan.image();
    PictureKey key =
        new PictureKey(
            image.identity(),
            frame.level(),
            frame.x(),
            frame.y(),
            frame.width(),
            frame.height(),
            look.canonical(geometry(image).channels()));
    String tag = EntityTag.of(key.toString());
    Freshness freshness =
        version.filter(image.identity()::equals).isPresent()
            ? Freshness.IMMUTABLE
            : Freshness.MINUTE;
    if (EntityTag.isListed(ifNoneMatch, tag)) {
      return Answer.unchanged(Answer.JPEG, tag, freshness);
    }
    byte[] body =
        tiles.get(
            loan,
            key,
            () -> painter.paint(image.pixels(), frame, Renderings.of(look, image), look.quality()));
    return new Answer(200, Answer.JPEG, body, tag, freshness);
  }

  /// Reads pixels into a document.
  private interface Reading {
    byte[] of(PixelReadings readings);
  }
}
