package org.visiomatic.tiler.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The golden inputs, unpacked once per run, and the values an independent implementation computed
/// from them.
public final class GoldenValues {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GoldenValues() {}

  /// The folder with all input files.
  public static Path inputs() {
    return Inputs.FOLDER;
  }

  /// One input file.
  public static Path input(String name) {
    return inputs().resolve(name);
  }

  /// Names of the inputs that the reference implementation could read.
  public static List<String> readableInputs() {
    List<String> names = new ArrayList<>();
    cases()
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().has("shape_channels_height_width")) {
                names.add(entry.getKey());
              }
            });
    return names;
  }

  /// Values per input, by file name.
  public static JsonNode cases() {
    return json("cases.json");
  }

  /// Any of the golden JSON documents.
  public static JsonNode json(String name) {
    try (InputStream in = resource(name)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens a file of the golden folder, such as `rasters/r000.png`.
  public static InputStream resource(String name) {
    InputStream in = GoldenValues.class.getResourceAsStream("/golden/" + name);
    if (in == null) {
      throw new IllegalArgumentException("There is no golden file " + name + ".");
    }
    return in;
  }

  /// Unpacks when first asked for.
  private static final class Inputs {

    static final Path FOLDER = unpack();

    private static Path unpack() {
      try {
        Path folder = Files.createTempDirectory("visiomatic-golden");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        try (TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(resource("inputs.tar.xz")))) {
          for (TarArchiveEntry entry = tar.getNextEntry();
              entry != null;
              entry = tar.getNextEntry()) {
            if (entry.isFile()) {
              Path name = Path.of(entry.getName()).getFileName();
              Files.copy(tar, folder.resolve(name.toString()));
            }
          }
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        System.err.println("Could not remove " + folder + ": " + e.getMessage());
      }
    }
  }
}
