import RoostModel

/// A layer's name taken apart: `nodejs-24.19.0-4196a947bcc8`.
struct LayerName: Equatable, Sendable {
  let runtime: RuntimeID
  let version: String

  /// `nil` for a text that is no name of a layer of one of these runtimes. Names of runtimes hold dashes too: the longest counts.
  init?(_ text: String, of runtimes: [RuntimeID]) {
    let owner = runtimes.filter { text.hasPrefix("\($0)-") }.max { $0.text.utf8.count < $1.text.utf8.count }
    guard let owner, let dash = text.lastIndex(of: "-") else { return nil }
    let start = text.index(text.startIndex, offsetBy: owner.text.count + 1)
    guard start < dash else { return nil }
    runtime = owner
    version = String(text[start..<dash])
  }

  /// Whether what was built against this version also runs on another: the first two numbers agree.
  func isCompatible(with other: String) -> Bool {
    version == other || LayerName.line(version).map { $0 == LayerName.line(other) } ?? false
  }

  /// `24.19.0` is of the line `24.19`; `12` has none.
  private static func line(_ version: String) -> [Substring]? {
    let numbers = version.split(separator: ".", omittingEmptySubsequences: false).prefix(2)
    return numbers.count == 2 ? Array(numbers) : nil
  }
}
