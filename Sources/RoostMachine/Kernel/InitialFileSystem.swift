import Crypto
import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// The first file system of machines: the agent, and the modules of a kernel. Made once for each pair of them.
struct InitialFileSystem: Sendable {
  let kernel: MachineKernel
  let agent: FilePath
  /// Where such archives are kept.
  let directory: FilePath

  private static let agentLimit = 256 << 20

  /// Blocking. Returns where it is.
  func make() throws(Problem) -> FilePath {
    let bytes = try agentBytes()
    let digest = SHA256.hash(data: bytes).prefix(6).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    let place = directory.appending("\(kernel.directory.lastComponent?.string ?? "kernel")-agent-\(digest).cpio")
    if access(place.string, R_OK) == 0 { return place }
    try DirectoryCreation.ensure(directory)
    try write(agent: bytes, to: place)
    return place
  }

  private func agentBytes() throws(Problem) -> [UInt8] {
    guard let bytes = try SmallFile.read(agent, limit: InitialFileSystem.agentLimit) else {
      throw Problem(.strategyUnavailable, "the agent is missing", hint: "install roost again; it carries the agent")
    }
    return bytes
  }

  private func write(agent: [UInt8], to place: FilePath) throws(Problem) {
    let file = try FreshFile(for: place)
    let modules = MachinePlaces.modules.dropFirst()
    for name in ["dev", "proc", "sys", String(modules)] { try file.write(ArchiveEntry(path: name, kind: .directory).header) }
    // The kernel opens it for its first process before anything can be mounted.
    let console = ArchiveEntry(path: "dev/console", kind: .characterDevice(major: 5, minor: 1), mode: 0o600)
    try file.write(console.header)
    try InitialFileSystem.add(agent, as: String(MachinePlaces.agent.dropFirst()), mode: 0o755, to: file)
    for name in try DirectoryListing.names(in: kernel.modules) {
      let bytes = try SmallFile.read(kernel.modules.appending(name), limit: InitialFileSystem.agentLimit) ?? []
      try InitialFileSystem.add(bytes, as: "\(modules)/\(name)", mode: 0o644, to: file)
    }
    try file.write(ArchiveEntry(path: "", kind: .trailer).header)
    try file.publish()
    try removeOthers(than: place)
  }

  /// Those of agents and kernels that were replaced. A machine that runs has read its own.
  private func removeOthers(than place: FilePath) throws(Problem) {
    for name in try DirectoryListing.names(in: directory) where name.hasSuffix(".cpio") && name != place.lastComponent?.string {
      unlink(directory.appending(name).string)
    }
  }

  private static func add(
    _ bytes: [UInt8], as path: String, mode: UInt32, to file: borrowing FreshFile
  ) throws(Problem) {
    try file.write(ArchiveEntry(path: path, kind: .file(size: bytes.count), mode: mode).header)
    try file.write(bytes)
    try file.write(ArchiveEntry.padding(after: bytes.count))
  }
}
