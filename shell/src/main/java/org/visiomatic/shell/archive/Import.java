package org.visiomatic.shell.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.tiler.archive.BadArchiveException;
import org.visiomatic.tiler.archive.PyramidImport;
import org.visiomatic.tiler.archive.PyramidImport.Imported;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Takes pyramids out of archives into a cache folder, and keeps the folder at its size.
public record Import(
    CacheFolder cache, ImportOptions options, ArchiveReport report, ProgressLine progress) {

  /// Takes them one after the other.
  ///
  /// @return how many were refused
  /// @throws InputException when one of the files is not there
  public int run() throws IOException, InterruptedException {
    for (Path archive : options.archives()) {
      demandFile(archive);
    }
    if (options.source().isPresent()) {
      demandFile(options.source().get());
    }
    PyramidImport importing =
        new PyramidImport(cache, options.isForced(), options.limits(), options.threads());
    List<Path> taken = new ArrayList<>();
    int refused = 0;
    for (Path archive : options.archives()) {
      progress.begin("importing " + archive.getFileName());
      try {
        Imported imported =
            importing.run(archive, options.source(), options.isRehearsal(), progress::at);
        progress.erase();
        report.add(imported);
        if (imported.status() == Imported.Status.IMPORTED) {
          taken.add(imported.pyramid());
        }
      } catch (BadArchiveException e) {
        progress.erase();
        report.refuse(archive, String.valueOf(e.getMessage()));
        refused++;
      } finally {
        progress.erase();
      }
    }
    if (!taken.isEmpty()) {
      prune(taken);
    }
    return refused;
  }

  private static void demandFile(Path file) throws InputException {
    if (!Files.exists(file)) {
      throw new InputException("There is no file %s.".formatted(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException("%s is no file.".formatted(file));
    }
    if (!Files.isReadable(file)) {
      throw new InputException("The file %s may not be read by this user.".formatted(file));
    }
  }

  private void prune(List<Path> taken) throws IOException {
    int removed = cache.prune(options.limits(), taken).size();
    if (removed > 0) {
      report.say(
          "%d %s removed from the cache to keep its limits."
              .formatted(removed, removed == 1 ? "pyramid was" : "pyramids were"));
    }
  }
}
