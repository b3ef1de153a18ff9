import CRoost
import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// What bubblewrap needs to build a sandbox: a root of links, copies of what may be written, files that are laid over it.
struct BubblewrapBoot: Sendable {
  let host: SandboxHost
  let boot: BootSpec
  let directory: EnvironmentDirectory
  /// Its path.
  let program: String

  /// Where processes may write that a sandbox of the agent's own has in memory.
  private static let temporary = [("tmp", "/tmp"), ("run", "/run"), ("shm", "/dev/shm")]

  /// Makes all of it, and says how bubblewrap is started. What is made goes with the environment's directory.
  func command() async throws(Problem) -> [String] {
    // A layer made of whole copies would hold all of the base, and not what was removed from it.
    guard boot.writablePlaces.isEmpty else {
      throw Problem(
        .unsupported, "the commands that set a runtime up need an overlay, which bubblewrap cannot make",
        hint: "run as root: sudo roost runtime install ...; or bring it in a bundle: roost bundle install FILE")
    }
    let places: MountPlaces = try await BlockingWork.run { () throws(Problem) in try self.places() }
    let root = try await host.stacks.claim(boot.layers, places, for: directory)
    let writable = try await WritablePlaces(of: boot).copy(from: root, to: directory.upper)
    return try await BlockingWork.run { () throws(Problem) in
      var record = try SandboxRecord.read(directory) ?? SandboxRecord()
      record.writable = writable
      try record.write(to: directory)
      let binds = try temporaryBinds() + writable.map(bind) + (try fileBinds()) + boot.mounts.map(bind)
      return BubblewrapArguments(
        program: program, hostname: boot.hostname, root: root.string, binds: binds,
        masked: (BubblewrapArguments.maskedFiles + BubblewrapArguments.maskedDirectories).filter { access($0, F_OK) == 0 }
      ).all
    }
  }

  private var own: FilePath { directory.path.appending("bubblewrap") }

  /// Blocking.
  private func places() throws(Problem) -> MountPlaces {
    var places = MountPlaces.usual
    for file in boot.files { places.add(file: file.path) }
    for mount in boot.mounts {
      try isDirectory(mount.source) ? places.add(directory: mount.target) : places.add(file: mount.target)
    }
    return places
  }

  /// A link anywhere on the way is refused: whoever can change it would choose what is mounted.
  private func isDirectory(_ source: String) throws(Problem) -> Bool {
    let number = roost_open(AT_FDCWD, source, ROOST_O_PATH, 0, ROOST_NO_SYMLINKS)
    guard number >= 0 else { throw .system(Errno(rawValue: -number), "open \(source)") }
    let owned = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(owned.number, &status) == 0 else { throw .lastSystemCall("look at \(source)") }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  private func temporaryBinds() throws(Problem) -> [BubblewrapArguments.Bind] {
    var binds: [BubblewrapArguments.Bind] = []
    for (name, target) in BubblewrapBoot.temporary {
      let place = own.appending(name)
      try DirectoryCreation.ensure(place)
      guard chmod(place.string, 0o1777) == 0 else { throw .lastSystemCall("open \(place) to everybody inside") }
      binds.append(.init(source: place.string, target: target, isReadOnly: false))
    }
    return binds
  }

  private func fileBinds() throws(Problem) -> [BubblewrapArguments.Bind] {
    let files = own.appending("files")
    try DirectoryCreation.ensure(files)
    var binds: [BubblewrapArguments.Bind] = []
    for (index, file) in boot.files.enumerated() {
      let place = files.appending("\(index)")
      try write(file, to: place)
      binds.append(.init(source: place.string, target: file.path, isReadOnly: true))
    }
    return binds
  }

  private func write(_ file: BootFile, to place: FilePath) throws(Problem) {
    let number = open(place.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw .lastSystemCall("create \(place)") }
    let owned = OwnedDescriptor(owning: number)
    guard fchmod(number, mode_t(file.mode & 0o777)) == 0 else { throw .lastSystemCall("set the mode of \(place)") }
    try AtomicFile.writeAll(file.bytes, to: owned.number, path: place)
  }

  private func bind(_ path: String) -> BubblewrapArguments.Bind {
    .init(source: directory.upper.appending(path).string, target: "/" + path, isReadOnly: false)
  }

  private func bind(_ mount: BootMount) -> BubblewrapArguments.Bind {
    .init(source: mount.source, target: mount.target, isReadOnly: mount.isReadOnly)
  }
}
