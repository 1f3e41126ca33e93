package org.visiomatic.serve.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
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

  private static final int VERSIONS = 1024;

  /// What samples of pixels may take in memory: those of 128 images of one channel.
  private static final long SAMPLE_BYTES = 32L << 20;

  private final ImageLibrary library;
  private final EncodedTiles tiles;
  private final RenderPool pool;
  private final Painter painter;
  private final ImageDefaults defaults;
  private final int maxRegionTiles;
  private final PixelSamples samples = new PixelSamples(SAMPLE_BYTES);

  /// Versions of pictures by the identity of the image; every tile of our client asks for one.
  private final Cache<String, String> versions =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(VERSIONS).build();

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
  /// @param stages notes where the time goes
  /// @throws RefusedRequestException when the request makes no sense for this image
  public Answer answer(ApiRequest.OfImage request, Optional<String> ifNoneMatch, Stages stages)
      throws ImageUnavailableException, InterruptedException {
    if (request instanceof ApiRequest.NoOperation(String name)) {
      library.check(name);
      return Answer.passing(Answer.JSON, Json.bytes(null));
    }
    try (Loan loan = library.borrow(request.image(), overview -> suffices(overview, request))) {
      stages.open();
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
                stages,
                readings -> readings.values(values.x(), values.y()),
                new PixelReadings(image.pixels(), values.channels()));
        case ApiRequest.Profile profile ->
            reading(
                stages,
                readings -> readings.profile(profile.line()),
                new PixelReadings(image.pixels(), profile.channels()));
        case ApiRequest.Tile tile ->
            picture(
                image, PicturePlan.of(geometry(image), tile), tile.version(), ifNoneMatch, stages);
        case ApiRequest.Region region ->
            picture(
                image,
                PicturePlan.of(geometry(image), region, maxRegionTiles),
                region.version(),
                ifNoneMatch,
                stages);
      };
    }
  }

  /// Whether the overview of an image that is being prepared answers a request just as the image
  /// will.
  private boolean suffices(ServedImage overview, ApiRequest.OfImage request) {
    return switch (request) {
      case ApiRequest.Model model -> true;
      case ApiRequest.TextHeader header -> true;
      case ApiRequest.Tile tile -> suffices(overview, PicturePlan.of(geometry(overview), tile));
      case ApiRequest.Region region ->
          suffices(overview, PicturePlan.of(geometry(overview), region, maxRegionTiles));
      case ApiRequest.Values values -> false;
      case ApiRequest.Profile profile -> false;
      case ApiRequest.NoOperation nothing -> false;
    };
  }

  private static boolean suffices(ServedImage overview, PicturePlan plan) {
    return plan.frame().level() >= overview.finest() && !plan.look().samples();
  }

  /// Loads the codec, which takes a moment, before the first visitor needs it.
  public void warmUp() {
    painter.paint(
        new BlankPixels(),
        new Painter.Frame(0, 0, 0, 8, 8),
        BlankPixels.RENDERING,
        Encoding.jpeg(defaults.quality()));
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

  private Answer reading(Stages stages, Reading reading, PixelReadings readings)
      throws InterruptedException {
    try {
      byte[] body = pool.work(1, stages.note(() -> reading.of(readings)));
      return new Answer(200, Answer.JSON, body, null, Freshness.CHECKED);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedRequestException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private Answer picture(
      ServedImage image,
      PicturePlan plan,
      Optional<String> version,
      Optional<String> ifNoneMatch,
      Stages stages)
      throws InterruptedException {
    plan.demandFile(painter);
    Painter.Frame frame = plan.frame();
    Look look = plan.look();
    PictureKey key =
        new PictureKey(
            image.identity(),
            frame.level(),
            frame.x(),
            frame.y(),
            frame.width(),
            frame.height(),
            look.canonical(geometry(image).channels()) + repeats(frame));
    String tag = EntityTag.of(key.toString());
    String mediaType = look.encoding().format().mediaType();
    Freshness freshness = freshness(image, version);
    if (EntityTag.isListed(ifNoneMatch, tag)) {
      return Answer.unchanged(mediaType, tag, freshness).negotiated(look.negotiated());
    }
    byte[] body =
        tiles.get(
            key,
            stages.note(
                () ->
                    painter.paint(
                        image.pixels(),
                        frame,
                        Renderings.of(look, image, samples),
                        look.encoding())));
    return new Answer(200, mediaType, body, tag, freshness, look.negotiated());
  }

  /// How long a picture that was asked for by a version may be used again. An overview is gone in a
  /// moment, and with it all that was drawn from it.
  private Freshness freshness(ServedImage image, Optional<String> version) {
    boolean lasting = image.finest() == 0 && version.isPresent();
    return lasting && version.get().equals(version(image))
        ? Freshness.IMMUTABLE
        : Freshness.CHECKED;
  }

  private String version(ServedImage image) {
    return versions.get(image.identity(), identity -> PictureVersion.of(image, defaults));
  }

  /// What the key of a picture says about pixels that are drawn more than once.
  private static String repeats(Painter.Frame frame) {
    return frame.across() == 1 && frame.down() == 1
        ? ""
        : ";" + frame.across() + 'x' + frame.down();
  }

  /// Reads pixels into a document.
  private interface Reading {
    byte[] of(PixelReadings readings);
  }
}
