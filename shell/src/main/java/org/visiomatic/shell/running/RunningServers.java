package org.visiomatic.shell.running;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The servers that use a cache folder. Each keeps a note in `.servers` there, locked for as long
/// as it runs: the system frees the lock of a process that dies, whereas its number may be
/// another's by now, or mean nothing in another container.
///
/// A note says where administrators send their token, so it counts only when the owner of the cache
/// folder, the user or root has written it, not anybody else who may write there.
public final class RunningServers {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.shell");

  private static final String FOLDER = ".servers";
  private static final String SUFFIX = ".json";
  private static final int LONGEST_NOTE = 64 << 10;

  /// The byte that is locked lies behind the text, as systems may keep others from reading it.
  private static final long LOCKED_BYTE = 1L << 40;

  /// Notes of this process. POSIX systems drop all locks that a process has on a file as soon as it
  /// closes it once, so that these must not be opened to be read.
  private static final Map<Path, ServerNote> OWN = new ConcurrentHashMap<>();

  private final Path cacheDir;
  private final Path folder;

  /// @param cacheDir the cache folder, which need not exist
  public RunningServers(Path cacheDir) {
    this.cacheDir = cacheDir;
    folder = cacheDir.resolve(FOLDER);
  }

  /// Leaves a note until closed.
  ///
  /// @throws IOException when the cache folder cannot be written
  public Presence announce(ServerNote note) throws IOException {
    Path real = Files.createDirectories(folder).toRealPath();
    while (true) {
      Path file = real.resolve(UUID.randomUUID() + SUFFIX);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      OWN.put(file, note);
      Presence presence = new Presence(file, channel);
      try {
        FileLock _ = channel.lock(LOCKED_BYTE, 1, false);
        channel.write(ByteBuffer.wrap(note.json().toString().getBytes(StandardCharsets.UTF_8)));
      } catch (IOException | RuntimeException e) {
        presence.close();
        throw e;
      }
      if (Files.exists(file)) {
        return presence;
      }
      // Somebody took it for that of a dead server before it was locked.
      presence.close();
    }
  }

  /// The servers that run now, the longest running first. Notes of dead ones are removed.
  ///
  /// @throws IOException when the folder is there but cannot be read
  public List<ServerNote> all() throws IOException {
    List<ServerNote> notes = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder.toRealPath(), "*" + SUFFIX)) {
        for (Path file : files) {
          note(file).ifPresent(notes::add);
        }
      }
    }
    notes.sort(Comparator.comparing(ServerNote::started).thenComparingLong(ServerNote::pid));
    return notes;
  }

  private Optional<ServerNote> note(Path file) {
    ServerNote own = OWN.get(file);
    if (own != null) {
      return Optional.of(own);
    }
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isTrusted(file)
          ? readIfAlive(file)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      // The server has ended meanwhile.
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The note " + file + " of a server cannot be read.", e);
      return Optional.empty();
    }
  }

  private boolean isTrusted(Path file) throws IOException {
    UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    return owner.equals(Files.getOwner(cacheDir))
        || owner.getName().equals(System.getProperty("user.name"))
        || owner.getName().equals("root");
  }

  private static Optional<ServerNote> readIfAlive(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, true);
      if (lock == null) {
        InputStream text = Channels.newInputStream(channel);
        return ServerNote.read(new String(text.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8));
      }
      Files.deleteIfExists(file);
      return Optional.empty();
    } catch (AccessDeniedException e) {
      LOG.log(Level.DEBUG, "The note " + file + " of a dead server stays.", e);
      return Optional.empty();
    }
  }

  /// That a server runs. Closing says that it does not any more; it may be done more than once.
  public static final class Presence implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private Presence(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /// Whether the note is gone, since its folder was moved or removed.
    public boolean isLost() {
      return Files.notExists(file);
    }

    @Override
    public void close() throws IOException {
      OWN.remove(file);
      try (channel) {
        Files.deleteIfExists(file);
      }
    }
  }
}
