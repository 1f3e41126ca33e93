package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.build.BuildBusyException;
import org.visiomatic.tiler.source.NoImageException;
import org.visiomatic.tiler.source.SourceChangedException;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// What went wrong with one image.
///
/// @param reason as a word
/// @param message as a finished sentence
public record Trouble(Reason reason, String message) {

  /// How systems say that a disk, or the share of it that a user or a file may take, is full.
  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "not enough space", "disk full", "file too large");

  /// What a failure means.
  public static Trouble of(Throwable problem) {
    return switch (problem) {
      case SourceChangedException e -> new Trouble(Reason.CHANGED, sentence(e));
      case BuildBusyException e -> new Trouble(Reason.BUSY, sentence(e));
      case NoImageException e -> new Trouble(Reason.NO_IMAGE, sentence(e));
      case UnreadableSourceException e -> new Trouble(Reason.UNREADABLE, sentence(e));
      case InterruptedException e -> interrupted();
      case ClosedByInterruptException e -> interrupted();
      case InterruptedIOException e -> interrupted();
      case IOException e when isFull(e) -> new Trouble(Reason.DISK_FULL, sentence(e));
      case NoSuchFileException e ->
          new Trouble(Reason.MISSING, "There is no file " + e.getFile() + ".");
      case AccessDeniedException e ->
          new Trouble(Reason.PERMISSION, e.getFile() + " may not be used by this user.");
      case IOException e -> new Trouble(Reason.IO, sentence(e));
      default -> new Trouble(Reason.DEFECT, defect(problem));
    };
  }

  private static Trouble interrupted() {
    return new Trouble(Reason.INTERRUPTED, "The batch was stopped before this image was done.");
  }

  private static String defect(Throwable problem) {
    return "A defect of the program: %s. Please report it with this file; the log says where it happened."
        .formatted(problem);
  }

  private static boolean isFull(@Nullable Throwable problem) {
    for (Throwable at = problem; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null) {
        String text = message.toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(text::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String sentence(IOException problem) {
    String message =
        problem instanceof FileSystemException system
            ? "%s: %s"
                .formatted(
                    system.getFile(),
                    system.getReason() == null
                        ? system.getClass().getSimpleName()
                        : system.getReason())
            : String.valueOf(problem.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }
}
