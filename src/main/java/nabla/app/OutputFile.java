package nabla.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Where answers are written. A file is written whole or not at all, and keeps its owner and its
/// permissions; what is no file, as a pipe or a device, is written into and stays what it is.
///
/// @param file what is written, which is no symbolic link unless it leads to no file
/// @param direct whether it is no file that another could take the place of
record OutputFile(Path file, boolean direct) {

  /// No chain of symbolic links is longer.
  private static final int MOST_LINKS = 40;

  /// What a path stands for, which is where its symbolic links lead.
  static OutputFile of(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    for (int i = 0; Files.isSymbolicLink(file); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemException(path.toString(), null, "its symbolic links lead nowhere");
      }
      if (isHandle(file)) {
        return new OutputFile(file, true);
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return new OutputFile(file, Files.exists(file) && !Files.isRegularFile(file));
  }

  /// Whether a link stands for what a process has open, as `/dev/stdout` does at its end: that is
  /// written into even where it is a file.
  private static boolean isHandle(Path link) {
    return link.startsWith("/proc");
  }

  /// Why nothing can be written here, which is better known before the work than after it; null
  /// where it can.
  @Nullable String unwritable() {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      return "it is write-protected";
    }
    if (direct) {
      return null;
    }
    try {
      Path fresh = part();
      Files.writeString(fresh, "");
      Files.delete(fresh);
      return null;
    } catch (IOException failure) {
      return "no file can be written there";
    }
  }

  /// Writes a text.
  void write(String text) throws IOException {
    if (direct) {
      Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      return;
    }
    Path fresh = part();
    try {
      Files.deleteIfExists(fresh);
      create(fresh);
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException elsewhere) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// An empty file that may be read and written by whom the old one may be.
  private void create(Path fresh) throws IOException {
    PosixFileAttributeView old = posix(file);
    PosixFileAttributeView own = Files.exists(file) ? posix(fresh) : null;
    if (old == null || own == null) {
      Files.createFile(fresh);
      return;
    }
    PosixFileAttributes wanted = old.readAttributes();
    FileAttribute<?> alone =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(fresh, alone);
    PosixFileAttributes present = own.readAttributes();
    try {
      if (!present.group().equals(wanted.group())) {
        own.setGroup(wanted.group());
      }
      if (!present.owner().equals(wanted.owner())) {
        own.setOwner(wanted.owner());
      }
    } catch (IOException notAllowed) {
      // it then belongs to whom it is written by
    }
    own.setPermissions(wanted.permissions());
  }

  private static @Nullable PosixFileAttributeView posix(Path path) {
    return Files.getFileAttributeView(
        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// Where a file is written before it takes its place; a temporary file of the system's would be
  /// readable by its owner alone.
  private Path part() {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }
}
