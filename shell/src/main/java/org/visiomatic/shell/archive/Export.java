package org.visiomatic.shell.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.tiler.archive.PyramidExport;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheFolder.Hold;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.PyramidCheck;

/// Writes pyramids of a cache folder into archives, one each, after it has made sure that they are
/// whole: what a damaged one is an archive of, nobody would take.
///
/// @param threads that check them
public record Export(
    CacheFolder cache,
    ExportOptions options,
    int threads,
    ArchiveReport report,
    ProgressLine progress) {

  /// What was written.
  ///
  /// @param image as users call it
  /// @param pyramid its folder
  /// @param file the archive
  /// @param contents what is in it
  record Exported(String image, Path pyramid, Path file, PyramidExport.Contents contents) {}

  /// What came of the images.
  ///
  /// @param written how many were exported
  /// @param failed how many could not be
  public record Outcome(int written, int failed) {}

  /// Writes files.
  ///
  /// @throws InputException when there is no such image
  public Outcome run() throws IOException, InterruptedException {
    CachedImages images = CachedImages.in(cache);
    List<Path> pyramids = images.all(options.images());
    demandRoomFor(pyramids);
    int failed = 0;
    for (Path pyramid : pyramids) {
      String name = images.nameOf(pyramid);
      Path file = options.file(name).toAbsolutePath().normalize();
      Path folder = file.getParent();
      if (folder != null && !options.isToOnePlace()) {
        Files.createDirectories(folder);
      }
      failed += write(name, pyramid, Optional.of(file), export -> export.writeTo(file)) ? 0 : 1;
    }
    return new Outcome(pyramids.size() - failed, failed);
  }

  /// Writes to a stream, which stays open.
  ///
  /// @throws InputException when there is no such image
  public Outcome runTo(OutputStream out) throws IOException, InterruptedException {
    CachedImages images = CachedImages.in(cache);
    List<Path> pyramids = images.all(options.images());
    demandRoomFor(pyramids);
    Path pyramid = pyramids.getFirst();
    boolean written =
        write(
            images.nameOf(pyramid),
            pyramid,
            Optional.empty(),
            export -> export.writeTo(new Lasting(out)));
    return written ? new Outcome(1, 0) : new Outcome(0, 1);
  }

  private void demandRoomFor(List<Path> pyramids) {
    if (pyramids.size() > 1 && options.isToOnePlace()) {
      throw new ConfigurationException(
          "%d images do not fit into one archive; name a folder with -o, with a slash at its end if it is new."
              .formatted(pyramids.size()));
    }
  }

  private boolean write(String name, Path pyramid, Optional<Path> file, Writing writing)
      throws IOException, InterruptedException {
    Optional<Hold> hold = cache.hold(pyramid);
    if (hold.isEmpty()) {
      report.say("The image '%s' is just being removed from the cache.".formatted(name));
      return false;
    }
    try (Hold _ = hold.get()) {
      progress.begin("checking " + name);
      List<Finding> findings = PyramidCheck.run(pyramid, threads, progress::at);
      if (!findings.isEmpty()) {
        progress.erase();
        report.say(
            "The image '%s' is not exported, as its pyramid is damaged. %s"
                .formatted(name, findings.getFirst().sentence()));
        return false;
      }
      progress.begin("exporting " + name);
      PyramidExport export = new PyramidExport(pyramid, options.format(), progress::at);
      PyramidExport.Contents contents = writing.write(export);
      progress.erase();
      if (file.isPresent()) {
        report.add(new Exported(name, pyramid, file.get(), contents), options.format());
      }
      return true;
    } finally {
      progress.erase();
    }
  }

  /// A stream that its user cannot close.
  private static final class Lasting extends FilterOutputStream {

    private Lasting(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  @FunctionalInterface
  private interface Writing {
    PyramidExport.Contents write(PyramidExport export) throws IOException, InterruptedException;
  }
}
