/// An absolute path inside a sandbox, as components without `.`, `..` and empty ones.
struct SandboxPath {
  let components: [String]
  /// False when the path was not absolute or tried to climb.
  let isValid: Bool

  init(_ text: String) {
    let parts = text.split(separator: "/").map(String.init)
    components = parts.filter { $0 != "." }
    isValid = text.hasPrefix("/") && !components.isEmpty && !components.contains("..")
  }

  /// Below a directory that a file system in memory covers.
  var isTemporary: Bool { components.count > 1 && RootFileSystem.temporary.contains(components[0]) }

  /// Without the leading slash.
  var relative: String { components.joined(separator: "/") }

  /// The directories on the way, outermost first, then the path itself; all relative.
  var steps: [String] { components.indices.map { components[...$0].joined(separator: "/") } }
}
