package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.running.RunningServers;
import org.visiomatic.shell.running.ServerNote;

/// What servers leave in their cache folder for those who look for them.
class AnnouncementIT {

  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path folder;

  private Path cache() {
    return folder.resolve("cache");
  }

  private List<Path> notes() throws IOException {
    try (Stream<Path> files = Files.list(cache().resolve(".servers"))) {
      return files.toList();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void tellsWhereTheServerIsUntilItIsTerminatedButNoSecret() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path configuration =
        Files.writeString(folder.resolve("c.conf"), "admin_token = " + TOKEN + "\n");
    int adminPort = freePort();
    try (RunningServer server =
        RunningServer.start(
            cache(), data, "--config=" + configuration, "--admin_port=" + adminPort)) {
      List<ServerNote> all = new RunningServers(cache()).all();
      assertThat(all).hasSize(1);
      ServerNote note = all.getFirst();
      assertThat(note.pid()).isEqualTo(server.command().pid());
      assertThat(note.uri()).isEqualTo(URI.create("http://localhost:" + server.port() + "/"));
      assertThat(note.adminUri()).contains(URI.create("http://localhost:" + adminPort + "/"));
      assertThat(note.configuration()).isEqualTo(configuration);
      assertThat(note.cacheDir()).isEqualTo(cache());
      assertThat(note.image()).isEmpty();
      assertThat(note.fixed())
          .containsExactly("admin_port", "cache_dir", "data_dir", "extra_dir", "port");
      assertThat(note.isOnThisMachine()).isTrue();
      assertThat(Files.readString(notes().getFirst())).doesNotContain(TOKEN);
      server.command().stop();
      assertThat(notes()).isEmpty();
    }
  }

  @Test
  void killedOnesAreNotListed() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (RunningServer server = RunningServer.start(cache(), data)) {
      server.command().kill();
      assertThat(notes()).hasSize(1);
      assertThat(new RunningServers(cache()).all()).isEmpty();
      assertThat(notes()).isEmpty();
    }
  }
}
