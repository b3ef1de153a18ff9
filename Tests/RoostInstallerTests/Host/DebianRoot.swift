import Crypto
import Foundation
import RoostModel
import RoostSystem
import SystemPackage

@testable import RoostInstaller

/// A Debian of its own in a scratch root, with a repository of the test's own packages. Needs root.
struct DebianRoot {
  let path: FilePath
  var root: HostRoot { HostRoot(path) }

  /// Made once and kept between runs, as it takes twenty seconds; only one that root made is used.
  private static func base() async throws -> FilePath {
    let path: FilePath = "/var/tmp/roost-test-debian-bookworm"
    let complete = path.appending("var/lib/roost-test-complete")
    if complete.exists, try FileManager.default.attributesOfItem(atPath: path.string)[.ownerAccountID] as? Int == 0 {
      return path
    }
    try await DirectoryRemoval.remove(path)
    var command = ExternalCommand("mmdebstrap", ["--variant=apt", "--quiet", "bookworm", path.string])
    command.timeout = .seconds(300)
    try await command.succeed()
    try complete.write("")
    return path
  }

  /// What a test writes is in memory, of at most `megabytes`, and gone afterwards.
  static func with<Value>(
    _ packages: [TinyDeb], megabytes: Int = 1000, _ body: (DebianRoot) async throws -> Value
  ) async throws -> Value {
    let base = try await base()
    return try await withSmallDisk(megabytes: megabytes) { scratch in
      for name in ["upper", "work", "root"] { try DirectoryCreation.ensure(scratch.appending(name)) }
      let path = scratch.appending("root")
      let layers = "lowerdir=\(base),upperdir=\(scratch.appending("upper")),workdir=\(scratch.appending("work"))"
      try await ExternalCommand("mount", ["-t", "overlay", "overlay", "-o", layers, path.string]).succeed()
      do {
        let debian = DebianRoot(path: path)
        if !packages.isEmpty { try await debian.offer(packages) }
        let value = try await body(debian)
        try await ExternalCommand("umount", ["-l", path.string]).succeed()
        return value
      } catch {
        try await ExternalCommand("umount", ["-l", path.string]).succeed()
        throw error
      }
    }
  }

  /// Makes these all that apt can have. `telling` it is what `apt-get update` does.
  func offer(_ packages: [TinyDeb], telling: Bool = true) async throws {
    let repository = path.appending("repository")
    try DirectoryCreation.ensure(repository)
    var index = ""
    for package in packages {
      try await package.build(in: repository)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: repository.appending(package.fileName).string))
      let sum = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
      index += package.control + "Filename: ./\(package.fileName)\nSize: \(bytes.count)\nSHA256: \(sum)\n\n"
    }
    try repository.appending("Packages").write(index)
    for name in ["sources.list", "sources.list.d"] { try await DirectoryRemoval.remove(path.pushing("etc/apt").appending(name)) }
    try path.pushing("etc/apt/sources.list").write("deb [trusted=yes] file:/repository ./\n")
    if telling { try await root.command("apt-get", ["-qq", "update"]).succeed() }
  }

  /// What `dpkg -l` says, states included.
  func packages() async throws -> String { try await root.command("dpkg", ["-l"]).succeed().standardOutput }

  /// Packages that came only because others need them.
  func automatic() async throws -> Set<String> {
    Set(try await root.command("apt-mark", ["showauto"]).succeed().standardOutput.split(separator: "\n").map(String.init))
  }

  func run(_ tool: String, _ arguments: String...) async throws -> String {
    try await root.command(tool, arguments).succeed().standardOutput
  }

  /// Nothing half-installed, nothing that a killed run left.
  func audit() async throws -> String { try await root.command("dpkg", ["--audit"]).succeed().standardOutput }
}
