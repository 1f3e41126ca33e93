package org.visiomatic.tiler.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.FunctionDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecLibraryTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /org/bytedeco/leptonica/linux-x86_64/libleptonica.so.6",
    "Linux, aarch64, /org/bytedeco/leptonica/linux-arm64/libleptonica.so.6",
    "Mac OS X, aarch64, /org/bytedeco/leptonica/macosx-arm64/libleptonica.6.dylib",
    "Mac OS X, x86_64, /org/bytedeco/leptonica/macosx-x86_64/libleptonica.6.dylib"
  })
  void knowsWhereTheLibraryOfAPlatformIs(String system, String processor, String resource)
      throws MissingCodecException {
    assertThat(CodecLibrary.resource(system, processor)).isEqualTo(resource);
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "AIX, ppc64"})
  void saysWhichPlatformsHaveALibrary(String system, String processor) {
    assertThatExceptionOfType(MissingCodecException.class)
        .isThrownBy(() -> CodecLibrary.resource(system, processor))
        .withMessageContaining(system)
        .withMessageContaining("Linux and macOS");
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      architectures = {"amd64", "x86_64", "aarch64"},
      disabledReason = "the other platforms have no native codec")
  void namesAFunctionThatIsNotThere() throws MissingCodecException {
    CodecLibrary library = CodecLibrary.load();
    assertThatExceptionOfType(MissingCodecException.class)
        .isThrownBy(() -> library.function("jpeg_no_such", FunctionDescriptor.ofVoid()))
        .withMessageContaining("jpeg_no_such");
  }
}
