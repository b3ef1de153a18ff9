import CRoost
import Glibc
import RoostAgentProtocol

/// The overlay that becomes the root: scaffold over layers, and what the processes write over both.
struct Stack {
  private static let places = ["app", "dev", "etc", "proc", "run", "sys", "tmp"]

  private let spec: BootSpec
  private let directory: Descriptor

  init(_ spec: BootSpec, directory: Descriptor) {
    self.spec = spec
    self.directory = directory
  }

  /// Mounts it and makes it the working directory.
  func mount() throws(BootFailure) -> Descriptor {
    try prepare()
    let layers = try openLayers()
    let scaffold = try makeScaffold(over: layers)
    let upper = try open(spec.upper)
    let work = try open(spec.work)
    try BootFailure.at(.stack, "opening \(spec.upper) to everybody inside") { () throws(SystemFailure) in
      try SystemFailure.checkLibrary(chmod(Stack.path(upper), 0o755))
    }
    let lower = ([scaffold.root] + layers).map(Stack.path).joined(separator: ":")
    let options =
      "lowerdir=\(lower),upperdir=\(Stack.path(upper)),workdir=\(Stack.path(work))"
      + ",redirect_dir=nofollow,metacopy=off,index=off" + (spec.isRootless ? ",userxattr" : "")
    guard options.utf8.count < sysconf(Int32(_SC_PAGESIZE)) else {
      throw BootFailure(stage: .stack, errno: E2BIG, message: "stacking \(layers.count) layers is more than fits")
    }
    return try mountOverlay(options)
  }

  private func mountOverlay(_ options: String) throws(BootFailure) -> Descriptor {
    try BootFailure.check(
      .stack, "mounting the overlay of \(spec.layers.count) layers",
      roost_mount_new("overlay", "merged", options, true, false))
    return try BootFailure.at(.stack, "entering the overlay") { () throws(SystemFailure) in
      try SystemFailure.checkLibrary(chdir("merged"))
      return try Descriptor.open(".", ROOST_O_PATH | O_DIRECTORY)
    }
  }

  private func prepare() throws(BootFailure) {
    try BootFailure.at(.stack, "preparing a place for the root") { () throws(SystemFailure) in
      try SystemFailure.checkLibrary(fchdir(directory.number))
      try SystemFailure.check(roost_mount_new("tmpfs", "root", "mode=0755,size=8m", true, true))
      try SystemFailure.checkLibrary(chdir("root"))
      try SystemFailure.checkLibrary(mkdir("scaffold", 0o755))
      try SystemFailure.checkLibrary(mkdir("merged", 0o755))
    }
  }

  /// Topmost first.
  private func openLayers() throws(BootFailure) -> [Descriptor] {
    var layers: [Descriptor] = []
    for path in spec.layers.reversed() { layers.append(try open(path)) }
    try LayerClaims.hold(spec.layers)
    return layers
  }

  private func open(_ path: String) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.stack, "opening \(path)") { () throws(SystemFailure) in
      try Descriptor.open(path, ROOST_O_PATH | O_DIRECTORY)
    }
  }

  /// A short name for an open directory, with no character that means something in a list of options.
  private static func path(_ directory: Descriptor) -> String { "/proc/self/fd/\(directory.number)" }

  private func makeScaffold(over layers: [Descriptor]) throws(BootFailure) -> Scaffold {
    let scaffold = Scaffold(root: try open("scaffold"), layers: layers, canChangeOwner: !spec.isRootless)
    for name in Stack.places {
      try BootFailure.at(.stack, "making /\(name)") { () throws(SystemFailure) in
        try scaffold.addDirectory(SandboxPath("/" + name))
      }
    }
    try BootFailure.at(.stack, "handing over /app") { () throws(SystemFailure) in
      try scaffold.setOwner("app", user: spec.user, group: spec.group)
    }
    for mount in spec.mounts { try addPlace(for: mount, to: scaffold) }
    try scaffold.addFiles(spec.files, areTemporary: false)
    return scaffold
  }

  private func addPlace(for mount: BootMount, to scaffold: Scaffold) throws(BootFailure) {
    try BootFailure.at(.mounts, "making a place for \(mount.target)") { () throws(SystemFailure) in
      var source = stat()
      try SystemFailure.checkLibrary(lstat(mount.source, &source))
      let path = SandboxPath(mount.target)
      if source.st_mode & S_IFMT == S_IFDIR {
        try scaffold.addDirectory(path)
      } else {
        try scaffold.addFile(path, mode: 0o644, bytes: [])
      }
    }
  }
}
