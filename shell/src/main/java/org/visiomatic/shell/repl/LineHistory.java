package org.visiomatic.shell.repl;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jline.reader.impl.history.DefaultHistory;

/// The lines typed so far, those of earlier sessions too. Each is kept at once, so that it survives
/// whatever ends the shell.
final class LineHistory extends DefaultHistory implements PastLines {

  /// Names of options and settings with a secret for a value; files that hold one are not secret.
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(token|password|secret)(?![-_]?file)[\\w-]*['\"]?(\\s*[=:]\\s*|\\s+)\\S");

  /// Name and password inside an address.
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s@]*:[^/\\s@]*@");

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  /// Whether a line holds something that nobody should find in a file.
  static boolean isSecret(String line) {
    return SECRET.matcher(line).find() || CREDENTIALS.matcher(line).find();
  }

  /// Leaves out lines that hold secrets or begin with a blank.
  @Override
  public void add(Instant time, String line) {
    if (!isSecret(line) && !line.startsWith(" ")) {
      super.add(time, line);
    }
  }

  @Override
  public List<PastLine> lines() {
    return StreamSupport.stream(spliterator(), false)
        .map(entry -> new PastLine(entry.index() + 1, entry.line()))
        .toList();
  }

  /// Makes sure that the file is there and that only its owner can read it.
  static void prepare(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException _) {
      // That of an earlier session.
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(OWNER_ALONE);
    }
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      throw new IOException(file + " cannot be read and written");
    }
  }
}
