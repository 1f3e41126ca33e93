package org.visiomatic.shell.repl;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.visiomatic.shell.console.Surroundings;

/// Opens the places that data can go to.
final class Outlets {

  /// What `less` does unless the user has said otherwise: end when all fits on the screen, pass
  /// colours on, leave the text there.
  private static final String LESS = "FRX";

  private final Surroundings surroundings;

  Outlets(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Outlet open(Destination destination) throws IOException {
    return switch (destination) {
      case Destination.Standard() -> new StandardOutlet(surroundings);
      case Destination.File(Path path, boolean isAppended) -> file(path, isAppended);
      case Destination.Program(String command) -> command.isEmpty() ? pager() : program(command);
    };
  }

  private Outlet file(Path path, boolean isAppended) throws IOException {
    StandardOpenOption place =
        isAppended ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try {
      return new FileOutlet(
          path,
          Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, place),
          surroundings);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException("The file %s cannot be written: %s.".formatted(path, reason), e);
    }
  }

  private Outlet program(String command) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    program.environment().putIfAbsent("LESS", LESS);
    surroundings.out().flush();
    surroundings.err().flush();
    try {
      return new ProgramOutlet(program.start(), surroundings);
    } catch (IOException e) {
      throw new IOException(
          "'| %s' needs the program 'sh', which cannot be run: %s."
              .formatted(command, e.getMessage()),
          e);
    }
  }

  private Outlet pager() throws IOException {
    Optional<String> named =
        Optional.ofNullable(surroundings.environment().get("PAGER"))
            .filter(pager -> !pager.isBlank());
    List<String> known = new ArrayList<>(named.stream().toList());
    Stream.of("less", "more").filter(this::isOnPath).forEach(known::add);
    // A screen of this program's own comes last, as people know the keys of the others.
    if (!known.isEmpty()) {
      return program(known.getFirst());
    }
    return surroundings.screen() instanceof TerminalScreen screen
        ? new PagedOutlet(screen, surroundings)
        : new StandardOutlet(surroundings);
  }

  private boolean isOnPath(String program) {
    String path = surroundings.environment().getOrDefault("PATH", "");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
