import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A kernel package on its way into the store: downloaded, taken apart, reduced to what machines need.
struct KernelPackage: Sendable {
  /// Empty, writable, removed by whoever made it.
  let scratch: FilePath
  private static let downloadLimit: Duration = .seconds(600)

  func publish(in store: FilePath) async throws(Problem) -> MachineKernel {
    let archive = try await download()
    let tree = scratch.appending("tree")
    try await ExternalCommand("dpkg-deb", ["--extract", archive.string, tree.string]).succeed()
    let staged = MachineKernel(directory: scratch.appending("kernel"))
    try await make { () throws(Problem) in try DirectoryCreation.ensure(staged.modules) }
    try await KernelImage(packed: try await image(in: tree)).unpack(to: staged.image)
    try await ModuleSelection(tree: tree).copy(to: staged.modules)
    return try await make { () throws(Problem) in
      let name = try KernelPackage.name(of: archive)
      let place = store.appending(name)
      guard rename(staged.directory.string, place.string) == 0 || errno == EEXIST || errno == ENOTEMPTY else {
        throw .lastSystemCall("publish \(place)")
      }
      return MachineKernel(directory: place)
    }
  }

  private func download() async throws(Problem) -> FilePath {
    let package = try await resolve(KernelStore.packages[0])
    var command = ExternalCommand("apt-get", ["--quiet", "download", package])
    command.workingDirectory = scratch
    command.timeout = KernelPackage.downloadLimit
    do throws(Problem) {
      try await command.succeed()
    } catch {
      throw Problem(
        .downloadFailed, "the kernel for virtual machines could not be fetched: \(error.message)",
        hint: "bring the package lists up to date: apt-get update", cause: error.cause)
    }
    let names = try await make { () throws(Problem) in try DirectoryListing.names(in: scratch) }
    guard let name = names.first(where: { $0.hasSuffix(".deb") }) else { throw KernelPackage.missing(package) }
    return scratch.appending(name)
  }

  /// The package that holds the kernel, which another stands for.
  private func resolve(_ package: String) async throws(Problem) -> String {
    let listing = try await ExternalCommand("apt-cache", ["depends", package]).run()
    guard listing.succeeded, let name = KernelPackage.dependency(in: listing.standardOutput) else {
      throw KernelPackage.missing(package)
    }
    return name
  }

  /// From lines like `  Depends: linux-image-6.1.0-1-amd64`.
  static func dependency(in listing: String) -> String? {
    for line in listing.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "Depends:", words[1].hasPrefix("linux-image-") { return String(words[1]) }
    }
    return nil
  }

  private func image(in tree: FilePath) async throws(Problem) -> FilePath {
    let boot = tree.appending("boot")
    let names = try await make { () throws(Problem) in try DirectoryListing.names(in: boot) }
    guard let name = names.first(where: { $0.hasPrefix("vmlinuz") }) else { throw KernelPackage.missing("\(boot)") }
    return boot.appending(name)
  }

  /// `linux-` so that it is told from what is on its way.
  private static func name(of archive: FilePath) throws(Problem) -> String {
    let parts = (archive.lastComponent?.string ?? "").split(separator: "_")
    var hasher = SHA256()
    try FileDigest.add(archive, to: &hasher)
    let digest = hasher.finalize().prefix(6).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    let version = parts.count > 1 ? String(parts[1]) : "unknown"
    return "linux-\(version.filter { $0.isLetter || $0.isNumber || ".-+~".contains($0) })-\(digest)"
  }

  private static func missing(_ what: String) -> Problem {
    Problem(
      .strategyUnavailable, "there is no kernel for virtual machines: \(what) is not known to apt",
      hint: "bring the package lists up to date: apt-get update")
  }

  private func make<Value: Sendable>(_ body: @escaping @Sendable () throws(Problem) -> Value) async throws(Problem) -> Value {
    try await BlockingWork.run(body)
  }
}
