import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Making and looking at the directories of ``AppPaths``. Away from the Swift pool, because a full or slow disk blocks.
enum AppDirectories {
  /// The directories every app has; what it writes to belongs to its own user.
  static func make(_ paths: AppPaths, user: UInt32) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in
      // Sources and build output hold what is nobody else's business.
      try DirectoryCreation.ensure(paths.root, mode: 0o700)
      guard chmod(paths.root.string, 0o700) == 0 else { throw Problem.lastSystemCall("keep \(paths.root) private") }
      for directory in [paths.releases, paths.dependencies, paths.logs] { try DirectoryCreation.ensure(directory) }
      for directory in [paths.data, paths.cache, paths.cache.appending("tmp"), paths.cache.appending("home")] {
        try DirectoryCreation.ensure(directory, mode: 0o700)
        // Not root: everything belongs to the one user there is.
        guard geteuid() == 0 else { continue }
        guard lchown(directory.string, user, user) == 0 else { throw Problem.lastSystemCall("give \(directory) to the app") }
      }
    }
  }

  /// A directory that belongs to the app.
  static func make(_ directory: FilePath, user: UInt32) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(directory)
      guard geteuid() != 0 || lchown(directory.string, user, user) == 0 else {
        throw Problem.lastSystemCall("give \(directory) to the app")
      }
    }
  }

  static func make(_ directory: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(directory) }
  }

  static func exists(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0
  }

  /// For what a build made: its links could lead anywhere.
  static func isDirectoryAndNoLink(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Follows symbolic links: a user may name a project by one.
  static func isDirectory(_ path: FilePath) -> Bool {
    var status = stat()
    return stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func entries(of directory: FilePath) async throws(Problem) -> [String] {
    try await BlockingWork.run { () throws(Problem) in try DirectoryListing.names(in: directory, hidden: true) }
  }

  static func read(_ path: FilePath, limit: Int) async throws(Problem) -> [UInt8]? {
    try await BlockingWork.run { () throws(Problem) in try SmallFile.read(path, limit: limit) }
  }

  static func write(_ bytes: [UInt8], to path: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in try AtomicFile.write(bytes, to: path) }
  }

  /// Puts files of Roost's into a project, in place of whatever has their directory's name.
  static func add(_ files: [AddedFile], to project: FilePath) async throws(Problem) {
    guard !files.isEmpty else { return }
    let directory = project.appending(AddedFile.directory)
    try await DirectoryRemoval.remove(directory)
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(directory, mode: 0o755)
      for file in files { try AtomicFile.write(Array(file.text.utf8), to: directory.appending(file.name)) }
    }
  }

  /// Moves a finished tree to its place; when one is there already, that one stays and this one is removed.
  static func publish(_ tree: FilePath, as place: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in
      if rename(tree.string, place.string) != 0 {
        guard errno == EEXIST || errno == ENOTEMPTY else { throw Problem.lastSystemCall("rename \(tree) to \(place)") }
        try DirectoryRemoval.removeNow(tree)
      }
      try AtomicFile.syncDirectory(place.removingLastComponent())
    }
  }

  /// Everything written below `path`'s file system reaches the disk.
  static func flush(_ path: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in
      let directory = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard directory >= 0 else { throw Problem.lastSystemCall("open \(path)") }
      defer { close(directory) }
      try FileSystemSync.flush(directory, of: path.string)
    }
  }
}
