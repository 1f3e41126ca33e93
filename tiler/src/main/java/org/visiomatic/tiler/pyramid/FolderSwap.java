package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Puts a symbolic link in the place of a folder.
///
/// Linux can exchange two names in one step (`renameat2`), so that nobody who uses the folder finds
/// nothing there for a moment. Elsewhere, and on file systems that cannot, the folder is renamed
/// and the link made after that.
final class FolderSwap {

  /// How often somebody may make the folder anew before we have put the link there.
  private static final int ATTEMPTS = 100;

  private static final int WORKING_DIRECTORY = -100;
  private static final int EXCHANGE = 2;
  private static final int BUSY = 16;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private FolderSwap() {}

  /// Replaces a folder by a link.
  ///
  /// @param target where the link leads
  /// @param aside where the folder goes; nothing stands there
  static void replace(Path folder, Path target, Path aside) throws IOException {
    Files.createSymbolicLink(aside, target);
    if (!exchange(folder, aside)) {
      Files.delete(aside);
      replaceInTwoSteps(folder, target, aside);
    }
    Path parent = folder.getParent();
    if (parent != null) {
      Folders.forceNames(parent);
    }
  }

  /// Exchanges two names in one step.
  ///
  /// @return false where that cannot be done
  static boolean exchange(Path one, Path other) throws IOException {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    Optional<MethodHandle> function = function();
    if (function.isEmpty()
        || !names.newEncoder().canEncode(one.toString())
        || !names.newEncoder().canEncode(other.toString())) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      if (call(function.get(), state, text(arena, one, names), text(arena, other, names)) == 0) {
        return true;
      }
      if ((int) ERROR.get(state, 0L) == BUSY) {
        throw new IOException(
            "%s cannot be renamed, as a disk is mounted there or something else holds it."
                .formatted(one));
      }
      return false;
    }
  }

  private static MemorySegment text(Arena arena, Path path, Charset names) {
    byte[] bytes = path.toString().getBytes(names);
    MemorySegment text = arena.allocate(bytes.length + 1L);
    text.copyFrom(MemorySegment.ofArray(bytes));
    return text;
  }

  private static int call(
      MethodHandle function, MemorySegment state, MemorySegment one, MemorySegment other) {
    try {
      return (int)
          function.invokeExact(state, WORKING_DIRECTORY, one, WORKING_DIRECTORY, other, EXCHANGE);
    } catch (Throwable e) {
      throw new IllegalStateException("A function of the C library cannot be called.", e);
    }
  }

  private static Optional<MethodHandle> function() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("renameat2")
        .map(
            address ->
                linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                    Linker.Option.captureCallState("errno")));
  }

  /// For a moment there is nothing at the place of the folder, and whoever needs it then makes it.
  static void replaceInTwoSteps(Path folder, Path target, Path aside) throws IOException {
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    for (int attempt = 0; ; attempt++) {
      try {
        Files.createSymbolicLink(folder, target);
        return;
      } catch (FileAlreadyExistsException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(
              "%s was made anew again and again while it was moved; the old folder is at %s, and running mv-cache again brings both together."
                  .formatted(folder, aside),
              e);
        }
        Path fresh = aside.resolveSibling(aside.getFileName() + "." + attempt);
        Files.move(folder, fresh, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(fresh);
      } catch (IOException e) {
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
    }
  }
}
