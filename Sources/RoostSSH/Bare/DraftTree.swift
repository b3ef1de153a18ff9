import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// Files that were given by value, written down here to be sent. Blocking.
struct DraftTree {
  let path: FilePath

  func write(_ tree: FileTree) throws(Problem) {
    switch tree {
    case .file(let bytes, let mode): try AtomicFile.write(bytes, to: path, mode: mode_t(mode))
    case .link(let target):
      guard symlink(target, path.string) == 0 else { throw .lastSystemCall("make a link at \(path)") }
    case .directory(let entries):
      try DirectoryCreation.ensure(path, mode: 0o755)
      for (name, entry) in entries {
        guard let component = FilePath.Component(name), component.kind == .regular else {
          throw Problem(.usageInvalid, "'\(name.prefix(200))' is no name of a file", hint: "use names without slashes")
        }
        try DraftTree(path: path.appending(component)).write(entry)
      }
    }
  }
}
