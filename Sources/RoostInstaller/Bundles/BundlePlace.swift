import Glibc
import RoostModel
import SystemPackage

/// Where a bundle is written. An older bundle there is replaced, nothing else: a slip of the fingers costs no file.
struct BundlePlace: Sendable {
  let output: FilePath

  /// Throws `usage.invalid` for what cannot be written, or is better not. Blocking.
  func admit() throws(Problem) {
    let directory = output.removingLastComponent()
    guard output.isAbsolute, output.lastComponent != nil, FilePlace.of(directory) == .directory else {
      throw Problem(.usageInvalid, "there is no directory \(directory)", hint: "make it first: mkdir -p '\(directory)'")
    }
    switch FilePlace.of(output) {
    case .nothing: return
    case .file where isBundleOrEmpty: return
    case .file:
      throw Problem(
        .usageInvalid, "\(output) is there already, and is no bundle",
        hint: "choose another name: -o web.roost; or remove it, if nobody needs it: rm '\(output)'")
    default:
      throw Problem(.usageInvalid, "\(output) is no file that could be replaced", hint: "choose another name: -o web.roost")
    }
  }

  private var isBundleOrEmpty: Bool {
    let file = open(output.string, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    let beginning = Array(BundleContainer.manifestName.utf8)
    var bytes = [UInt8](repeating: 0, count: beginning.count)
    let count = read(file, &bytes, bytes.count)
    return count == 0 || (count == beginning.count && bytes == beginning)
  }
}
