import Crypto
import RoostModel
import SystemPackage

/// Names a dependency layer by everything that decides what is in it: the command, the runtimes and the input files.
enum DependencyKey {
  static func compute(_ step: DependencyStep, project: FilePath, runtimes: [InstalledLayer]) async throws(Problem) -> String {
    var hash = SHA256()
    add(step.command, to: &hash)
    for layer in runtimes { add(layer.name, to: &hash) }
    for input in step.inputs.sorted() {
      add(input, to: &hash)
      guard let content = try await AppDirectories.read(project.appending(FilePath(input).components), limit: 16 << 20) else {
        continue
      }
      add(String(content.count), to: &hash)
      hash.update(data: content)
    }
    return hash.finalize().prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// A zero byte after each part, so that no two lists of parts look alike.
  private static func add(_ text: String, to hash: inout SHA256) {
    hash.update(data: Array(text.utf8))
    hash.update(data: [0])
  }
}
