import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Makes a copied tool work where it lies, and not only at the place it has in a stack. Blocking.
struct ToolCacheFitting: Sendable {
  let copy: ToolCacheCopy
  let staging: FilePath

  struct StrayLink: Sendable {
    /// In the copy.
    var path: FilePath
    /// In the layer.
    var target: FilePath
  }

  /// Links that lead out of the copy to files which the layer has elsewhere: `/etc/java-17-openjdk/...`.
  func strayLinks() throws(Problem) -> [StrayLink] {
    let tree = FilePath(copy.layer.tree)
    var found: [StrayLink] = []
    try TreeWalk.walk(staging) { (node) throws(Problem) in
      guard node.kind == .link else { return }
      var text = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = node.withName { readlinkat(node.parent, $0, &text, text.count) }
      guard count > 0 else { return }
      let link = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard let target = StackPath.resolve(link, at: "\(copy.source.root)/\(node.path)"),
        !target.hasPrefix(copy.source.root + "/"), FilePlace.of(tree.appending(target)) == .file
      else { return }
      found.append(StrayLink(path: staging.appending(node.path), target: tree.appending(target)))
    }
    return found
  }

  func fit() throws(Problem) {
    switch copy.tool.name {
    case "Python": try fitPython()
    case "Ruby": try fitRuby()
    default: return
    }
    try fitScripts()
  }

  /// setup-python runs `bin/python` and adds `lib` to the library path. Debian's Python installs into `local` below its prefix
  /// and refuses pip, as it takes itself for the system's.
  private func fitPython() throws(Problem) {
    try link("bin/python", to: "python3")
    try link("local", to: ".")
    for name in try DirectoryListing.names(in: staging.appending("lib")) where name.hasPrefix("python3") {
      let mark = staging.appending("lib/\(name)/EXTERNALLY-MANAGED")
      guard unlink(mark.string) == 0 || errno == ENOENT || errno == ENOTDIR else {
        throw Problem.lastSystemCall("remove \(mark)")
      }
      try fitWheels(in: staging.appending("lib/\(name)"))
    }
    try linkLibraries()
  }

  /// Where `python -m venv` takes pip from is written in a module with what Python was built with.
  private func fitWheels(in library: FilePath) throws(Problem) {
    let own = "/usr/share/python-wheels/"
    for name in try DirectoryListing.names(in: library) where name.hasPrefix("_sysconfigdata") && name.hasSuffix(".py") {
      let path = library.appending(name)
      guard FilePlace.ofItself(path) == .file, let bytes = try SmallFile.read(path, limit: 4 << 20) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let place = copy.destination.appending("share/python-wheels").string.replacing("'", with: "\\'")
      let setting = "'WHEEL_PKG_DIR': '"
      try AtomicFile.write(Array(text.replacing(setting + own, with: setting + place + "/").utf8), to: path)
    }
  }

  /// Debian's Ruby looks for itself at the paths it was built for: a script tells it where it is.
  private func fitRuby() throws(Problem) {
    try linkLibraries()
    let folder = try DirectoryListing.names(in: staging.appending("lib/ruby")).first { $0.first?.isNumber == true }
    guard copy.source.root == "usr", let api = folder else { return }
    let platform = try triplet() ?? ""
    let program = try DirectoryListing.names(in: staging.appending("bin")).last { name in
      name.hasPrefix("ruby") && name.dropFirst(4).allSatisfy { $0.isNumber || $0 == "." } && name != "ruby"
    }
    guard let program else { return }
    let script = RubyScript(root: copy.destination.string, program: program, api: api, platform: platform)
    let path = staging.appending("bin/ruby")
    guard unlink(path.string) == 0 else { throw Problem.lastSystemCall("replace \(path)") }
    try AtomicFile.write(Array(script.text.utf8), to: path, mode: 0o755)
  }

  private func triplet() throws(Problem) -> String? {
    try DirectoryListing.names(in: staging.appending("lib")).first { $0.contains("-linux-") }
  }

  /// Shared libraries lie in a directory of the architecture; those who look for them look in `lib`.
  private func linkLibraries() throws(Problem) {
    guard let triplet = try triplet() else { return }
    for name in try DirectoryListing.names(in: staging.appending("lib/\(triplet)")) where name.contains(".so") {
      try link("lib/\(name)", to: "\(triplet)/\(name)")
    }
  }

  private func link(_ name: String, to target: String) throws(Problem) {
    let path = staging.appending(name)
    guard symlink(target, path.string) == 0 || errno == EEXIST else { throw Problem.lastSystemCall("link \(path)") }
  }

  /// Scripts begin with the path their interpreter has in a stack.
  private func fitScripts() throws(Problem) {
    guard let interpreter = copy.tool.interpreter else { return }
    let place = copy.destination.appending("bin").appending(interpreter)
    for name in try DirectoryListing.names(in: staging.appending("bin")) {
      let path = staging.appending("bin/\(name)")
      guard FilePlace.ofItself(path) == .file, let script = try ScriptFile.read(path),
        let changed = script.text(runBy: place.string, insteadOf: interpreter)
      else { continue }
      try AtomicFile.write(changed, to: path, mode: 0o755)
    }
  }
}
