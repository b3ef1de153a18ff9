import RoostModel
import RoostSystem
import SystemPackage

/// Which entries of a wheel a layer takes.
struct WheelSelection: Sendable {
  let subtree: String
  private let skip: [PathPattern]
  private let skipTexts: [String]

  init(subtree: String, skip: [String]) {
    self.subtree = subtree
    self.skip = skip.map(PathPattern.init)
    skipTexts = skip
  }

  /// The files taken, in the archive's order. Throws when there are none.
  func entries(of directory: ZipDirectory, archive: String) throws(Problem) -> [ZipEntry] {
    let taken = directory.entries.filter { $0.kind == .file && takes($0.path) }
    guard !taken.isEmpty else {
      throw Problem(
        .catalogueInvalid, "\(archive) holds nothing below '\(subtree)'",
        hint: "mend `subtree` in the catalogue entry; the archive is in the downloads: roost runtime info")
    }
    return taken
  }

  /// Whether a path of the archive belongs to the layer.
  func takes(_ path: String) -> Bool {
    guard path.hasPrefix(subtree + "/") else { return false }
    let relative = String(path.dropFirst(subtree.count + 1))
    return !skip.contains { $0.matches(relative) }
  }

  /// The command that unpacks them, and perhaps more: its own globs are coarser.
  func unzip(_ archive: FilePath, to target: FilePath) -> ExternalCommand {
    let prefix = escape(subtree)
    var arguments = ["-q", "-n", archive.string, "\(prefix)/*"]
    // Only whole directories are left out here: their globs mean the same to both sides.
    let directories = skipTexts.filter { $0.hasSuffix("/**") && !$0.dropLast(3).contains { "*?[\\".contains($0) } }
    if !directories.isEmpty { arguments += ["-x"] + directories.map { "\(prefix)/\(escape(String($0.dropLast(2))))*" } }
    var command = ExternalCommand("unzip", arguments + ["-d", target.string])
    command.timeout = .seconds(600)
    // Its options could be set by a variable.
    command.variables["UNZIP"] = .some(nil)
    command.variables["UNZIPOPT"] = .some(nil)
    return command
  }

  private func escape(_ text: String) -> String {
    text.reduce(into: "") { $0 += "*?[\\".contains($1) ? "\\\($1)" : String($1) }
  }
}
