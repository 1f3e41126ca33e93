package org.visiomatic.tiler.encode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The functions of libjpeg-turbo that compression takes, with version 6.2 of its interface, which
/// is what 64-bit Linux and macOS builds of Leptonica contain.
///
/// libjpeg wants its structures filled in by the caller. Only the fields of the front, which every
/// version and compiler places alike, are touched, by the offsets below; creation checks version
/// and size of the structure and reports when they differ.
///
/// libjpeg reports errors to a function that must not return. Ours does return, because a Java
/// function cannot do otherwise: it marks the compressor as failed, which is examined after every
/// call. That is sound for what can still go wrong after the arguments have been checked, except
/// when the C library runs out of memory: then the process ends, as it would anywhere else in the
/// virtual machine.
record TurboJpeg(
    MethodHandle standardErrors,
    MethodHandle create,
    MethodHandle memoryTarget,
    MethodHandle setDefaults,
    MethodHandle setQuality,
    MethodHandle start,
    MethodHandle write,
    MethodHandle finish,
    MethodHandle destroy,
    MethodHandle free,
    MemorySegment failure) {

  /// Version of the interface that the offsets belong to.
  static final int VERSION = 62;

  /// Bytes of a `jpeg_compress_struct`, as creation checks them.
  static final long STRUCTURE = 520;

  // Fields of jpeg_compress_struct.
  static final long ERRORS = 0;
  static final long IMAGE_WIDTH = 48;
  static final long IMAGE_HEIGHT = 52;
  static final long INPUT_COMPONENTS = 56;
  static final long INPUT_COLOUR_SPACE = 60;
  static final long COMPONENTS = 88;

  // Values of INPUT_COLOUR_SPACE.
  static final int GREY = 1;
  static final int RGB = 2;

  // Fields of jpeg_component_info.
  static final long HORIZONTAL_SAMPLING = 8;
  static final long VERTICAL_SAMPLING = 12;

  // Fields of jpeg_error_mgr, and behind its 168 bytes one of our own: the code of the first
  // failure.
  static final long ERROR_EXIT = 0;
  static final long MESSAGE_CODE = 40;
  static final long FAILURE = 256;
  static final long ERROR_STRUCTURE = 264;

  /// Loads the library and finds the functions.
  static TurboJpeg load() throws MissingCodecException {
    CodecLibrary library = CodecLibrary.load();
    FunctionDescriptor onCompressor = FunctionDescriptor.ofVoid(ADDRESS);
    FunctionDescriptor onCompressorWithInt = FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT);
    TurboJpeg functions =
        new TurboJpeg(
            library.function("jpeg_std_error", FunctionDescriptor.of(ADDRESS, ADDRESS)),
            library.function(
                "jpeg_CreateCompress", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_LONG)),
            library.function("jpeg_mem_dest", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS)),
            library.function("jpeg_set_defaults", onCompressor),
            library.function(
                "jpeg_set_quality", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT)),
            library.function("jpeg_start_compress", onCompressorWithInt),
            library.function(
                "jpeg_write_scanlines",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT)),
            library.function("jpeg_finish_compress", onCompressor),
            library.function("jpeg_destroy_compress", onCompressor),
            library.function("lept_free", onCompressor),
            failureStub());
    new JpegCompressor(functions).close();
    return functions;
  }

  /// What libjpeg calls when something is wrong.
  @SuppressWarnings("UnusedMethod") // called by libjpeg, see below
  private static void fail(MemorySegment compressor) {
    MemorySegment errors =
        compressor
            .reinterpret(ADDRESS.byteSize())
            .get(ADDRESS, ERRORS)
            .reinterpret(ERROR_STRUCTURE);
    if (errors.get(JAVA_INT, FAILURE) == 0) {
      errors.set(JAVA_INT, FAILURE, errors.get(JAVA_INT, MESSAGE_CODE));
    }
  }

  private static MemorySegment failureStub() {
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .findStatic(
                  TurboJpeg.class, "fail", MethodType.methodType(void.class, MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(target, FunctionDescriptor.ofVoid(ADDRESS), Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The error function of this class is missing.", e);
    }
  }
}
