package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files that a pyramid has, and those that it should have.
final class FolderContents {

  /// Foreign files that are named one by one.
  private static final int NAMED = 100;

  private final Path folder;
  private final Set<Path> files = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();

  FolderContents(Path folder, OwnAttributes own, List<ShardGrid> grids) {
    this.folder = folder;
    expect(folder.resolve(ZarrDocuments.NAME));
    for (ShardGrid grid : grids) {
      expect(grid.folder(folder).resolve(ZarrDocuments.NAME));
      Set<String> empty = own.emptyShards().get(grid.level());
      for (long number = 0; number < grid.shards(); number++) {
        if (!empty.contains(grid.name(number))) {
          expect(grid.file(folder, number));
        }
      }
    }
  }

  private void expect(Path file) {
    files.add(file);
    for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
      if (!folders.add(parent) || parent.equals(folder)) {
        return;
      }
    }
  }

  /// What is there but should not be. Whether all is there that should be shows when it is read.
  List<Finding> foreign() throws IOException {
    List<Path> foreign = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            if (folders.contains(inner)) {
              return FileVisitResult.CONTINUE;
            }
            foreign.add(inner);
            return FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!files.contains(file)) {
              foreign.add(file);
            }
            return foreign.size() < NAMED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }
        });
    return foreign.stream()
        .sorted(Comparator.naturalOrder())
        .map(
            file ->
                new Finding(
                    Finding.Kind.FOREIGN,
                    file,
                    "%s does not belong to the pyramid.".formatted(file)))
        .toList();
  }
}
