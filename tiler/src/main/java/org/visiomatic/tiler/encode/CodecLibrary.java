package org.visiomatic.tiler.encode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// The native library of image codecs: Leptonica, for the libjpeg-turbo (and libpng, libwebp) that
/// it carries and exports. It comes as a resource in a jar of the platform's and needs nothing but
/// the C library.
final class CodecLibrary {

  private final SymbolLookup symbols;

  private CodecLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /// Unpacks the library into a temporary file and loads it for the rest of the process.
  static CodecLibrary load() throws MissingCodecException {
    String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream in = CodecLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new MissingCodecException(
            "the class path has no %s; add the leptonica jar of this platform."
                .formatted(resource));
      }
      Path file = Files.createTempFile("visiomatic-", ".library");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return new CodecLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
      } finally {
        // What is loaded stays mapped without its name. Platforms that refuse are left out above.
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new MissingCodecException(
          "%s cannot be unpacked into the folder for temporary files, %s (%s); choose another with -Djava.io.tmpdir."
              .formatted(resource, System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new MissingCodecException(
          "%s does not load from %s (%s); the folder may forbid programs, then choose another with -Djava.io.tmpdir."
              .formatted(resource, System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  /// A function of the library.
  MethodHandle function(String name, FunctionDescriptor type) throws MissingCodecException {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(
                () -> new MissingCodecException("the codec library has no function " + name + "."));
    return Linker.nativeLinker().downcallHandle(address, type);
  }

  /// Where the library of a platform stands in its jar.
  ///
  /// On Windows the library does not export the codecs, only Leptonica's own functions.
  static String resource(String system, String processor) throws MissingCodecException {
    String name = system.toLowerCase(Locale.ROOT);
    String architecture =
        switch (processor) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> throw missing(system, processor);
        };
    if (name.startsWith("linux")) {
      return "/org/bytedeco/leptonica/linux-" + architecture + "/libleptonica.so.6";
    }
    if (name.startsWith("mac")) {
      return "/org/bytedeco/leptonica/macosx-" + architecture + "/libleptonica.6.dylib";
    }
    throw missing(system, processor);
  }

  private static MissingCodecException missing(String system, String processor) {
    return new MissingCodecException(
        "there is no native codec for %s on %s; Linux and macOS on x86-64 and ARM64 have one."
            .formatted(system, processor));
  }
}
