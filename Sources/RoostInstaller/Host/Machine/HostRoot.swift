import RoostSystem
package import SystemPackage

/// The machine that is installed on: this one, or another root directory, such as an image that is being built.
package struct HostRoot: Sendable, Equatable {
  package let path: FilePath

  package init(_ path: FilePath = "/") { self.path = path.lexicallyNormalized() }

  package static let machine = HostRoot()
  package var isThisMachine: Bool { path == "/" }

  /// Where this machine's programs are when nobody said otherwise.
  static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// A program of that machine, run inside it.
  func command(_ tool: String, _ arguments: [String]) -> ExternalCommand {
    guard !isThisMachine else { return ExternalCommand(tool, arguments) }
    var command = ExternalCommand("chroot", [path.string, tool] + arguments)
    command.variables["PATH"] = HostRoot.searchPath
    return command
  }

  /// Where a path of that machine is from here. Not for paths whose links matter.
  func outside(_ inside: String) -> FilePath {
    path.pushing(FilePath(inside.hasPrefix("/") ? String(inside.dropFirst()) : inside))
  }
}
