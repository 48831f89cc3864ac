package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import nabla.answer.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where `--output` leads to something else than a new file.
class OutputFileTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;
  private Path sheet = Path.of("");

  @BeforeEach
  void write() throws IOException {
    sheet = Files.writeString(folder.resolve("sheet.nabla"), "derive x^2\n");
  }

  private Outcome run(Path target) {
    return Outcome.of("run", sheet.toString(), "-o", target.toString());
  }

  private void assertNothingBeside(int files) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(files, all.count());
    }
  }

  @Test
  void aSymbolicLinkStaysAndItsFileIsWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("file.txt"));
    Path second = Files.createSymbolicLink(folder.resolve("second.txt"), link);
    assertEquals(ExitCode.DONE, run(second).exitCode());
    assertTrue(Files.isSymbolicLink(second));
    assertTrue(Files.isSymbolicLink(link));
    assertFalse(Files.isSymbolicLink(file));
    assertTrue(Files.readString(file).contains("2x"));
    assertNothingBeside(4);
  }

  @Test
  void aLinkToNothingBecomesOneToAFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("new.txt"));
    assertEquals(ExitCode.DONE, run(link).exitCode());
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(folder.resolve("new.txt")).contains("2x"));
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path one = folder.resolve("one");
    Path two = Files.createSymbolicLink(folder.resolve("two"), one);
    Files.createSymbolicLink(one, two);
    Outcome outcome = run(one);
    assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
    assertTrue(outcome.messages().contains("its symbolic links lead nowhere"), outcome.messages());
  }

  @Test
  void aFileKeepsItsPermissions() throws IOException {
    for (String permissions : new String[] {"rw-------", "rw-rw-r--", "rwxr-x---"}) {
      Path file = Files.writeString(folder.resolve("file.txt"), "old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      assertEquals(ExitCode.DONE, run(file).exitCode());
      assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Files.readString(file).contains("2x"));
      assertNothingBeside(2);
    }
  }

  @Test
  void aPipeIsWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(() -> {
          try {
            return Files.readString(pipe);
          } catch (IOException failure) {
            return failure.toString();
          }
        });
    assertEquals(ExitCode.DONE, run(pipe).exitCode());
    assertTrue(read.get().contains("2x"), read.get());
    assertFalse(Files.isRegularFile(pipe));
    assertNothingBeside(2);
  }

  @Test
  void aDeviceStaysADevice() throws IOException {
    assumeTrue(Files.exists(FULL) && OutputFile.of(FULL).direct());
    Outcome outcome = run(FULL);
    assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
    assertTrue(outcome.messages().contains("cannot write to /dev/full"), outcome.messages());
    assertFalse(Files.isRegularFile(FULL));
  }

  @Test
  void whatAProcessHasOpenIsWrittenIntoEvenWhereItIsAFile() throws IOException {
    Path handle = Path.of("/proc/self/fd/1");
    assumeTrue(Files.exists(handle));
    assertTrue(OutputFile.of(handle).direct());
    assertTrue(OutputFile.of(Files.createSymbolicLink(folder.resolve("l"), handle)).direct());
  }
}
