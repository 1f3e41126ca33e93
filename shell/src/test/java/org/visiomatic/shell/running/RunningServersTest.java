package org.visiomatic.shell.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.running.RunningServers.Presence;

class RunningServersTest {

  @TempDir Path folder;

  private ServerNote note(int port) {
    return ServerNote.ofThisProcess(
        URI.create("http://localhost:" + port + "/"),
        Optional.of(URI.create("http://localhost:1/")),
        Path.of("visiomatic.conf"),
        folder,
        Optional.of(Path.of("/data/α \"1\".fits")),
        true,
        Set.of("port", "cache_dir"),
        Instant.parse("2026-01-02T03:04:05.678Z").plusSeconds(port),
        "4");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(".servers"))) {
      return files.toList();
    }
  }

  @Test
  void noticesThatItsNoteIsGone() throws IOException {
    try (Presence presence = new RunningServers(folder).announce(note(1))) {
      assertThat(presence.isLost()).isFalse();
      Files.move(folder.resolve(".servers"), folder.resolve("moved"));
      assertThat(presence.isLost()).isTrue();
    }
  }

  /// What another process sees: this one knows its own notes by heart.
  private String ofAnotherProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Lister.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /// Prints the servers of a folder.
  static final class Lister {

    private Lister() {}

    public static void main(String[] arguments) throws IOException {
      for (ServerNote note : new RunningServers(Path.of(arguments[0])).all()) {
        System.out.println(note.pid() + " " + note.uri() + " " + note.isOnThisMachine());
      }
    }
  }

  @Test
  void readsWhatItWrites() {
    ServerNote note = note(8009);
    assertThat(ServerNote.read(note.json().toString())).contains(note);
    ServerNote plain =
        new ServerNote(
            "far",
            1,
            note.uri(),
            Optional.empty(),
            note.configuration(),
            folder,
            Optional.empty(),
            false,
            Set.of(),
            note.started(),
            "4");
    assertThat(ServerNote.read(plain.json().toString())).contains(plain);
    assertThat(plain.isOnThisMachine()).isFalse();
    assertThat(note.isOnThisMachine()).isTrue();
  }

  @Test
  void readsNothingElse() {
    String text = note(1).json().toString();
    for (String other :
        List.of(
            "",
            "{}",
            "[]",
            "null",
            text.substring(9),
            text.substring(0, text.length() - 9),
            text.replace("http:", "a b"),
            text.replace("2026", "then"),
            text.replace("\"pid\"", "\"id\""))) {
      assertThat(ServerNote.read(other)).as(other).isEmpty();
    }
  }

  @Test
  void listsThoseThatRunForAsLongAsTheyDo() throws Exception {
    RunningServers servers = new RunningServers(folder);
    assertThat(servers.all()).isEmpty();
    Presence later = servers.announce(note(2));
    try (Presence _ = servers.announce(note(1))) {
      assertThat(servers.all()).containsExactly(note(1), note(2));
      String pid = ProcessHandle.current().pid() + " ";
      assertThat(ofAnotherProcess())
          .isEqualTo(pid + "http://localhost:1/ true\n" + pid + "http://localhost:2/ true\n");
      later.close();
      later.close();
      assertThat(servers.all()).containsExactly(note(1));
    }
    assertThat(servers.all()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void sweepsNotesOfTheDead() throws Exception {
    Path notes = Files.createDirectory(folder.resolve(".servers"));
    Path dead = Files.writeString(notes.resolve("dead.json"), note(1).json().toString());
    Path empty = Files.createFile(notes.resolve("empty.json"));
    Path foreign = Files.writeString(notes.resolve("read.me"), "something else");
    assertThat(new RunningServers(folder).all()).isEmpty();
    assertThat(dead).doesNotExist();
    assertThat(empty).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void followsNoLinksOutOfTheFolder() throws Exception {
    Path notes = Files.createDirectory(folder.resolve(".servers"));
    Path elsewhere = Files.writeString(folder.resolve("mine"), note(1).json().toString());
    Files.createSymbolicLink(notes.resolve("link.json"), elsewhere);
    assertThat(new RunningServers(folder).all()).isEmpty();
    assertThat(elsewhere).exists();
  }

  @Test
  void findsNothingWhereThereIsNoCache() throws IOException {
    assertThat(new RunningServers(folder.resolve("missing")).all()).isEmpty();
    assertThat(folder.resolve("missing")).doesNotExist();
  }
}
