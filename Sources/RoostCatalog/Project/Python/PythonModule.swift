import RoostModel

/// The module that a source file is.
struct PythonModule: Equatable {
  /// `shop.web`.
  let name: String
  /// `src` when the module lies below it.
  let pathDirectory: String?

  /// `nil` when the path holds something that is no Python name.
  init?(file: String) {
    guard file.hasSuffix(".py") else { return nil }
    var parts = file.dropLast(3).split(separator: "/").map(String.init)
    let isInSource = parts.count > 1 && parts.first == "src"
    if isInSource { parts.removeFirst() }
    if parts.last == "__init__" { parts.removeLast() }
    guard !parts.isEmpty, parts.allSatisfy(PythonModule.isName) else { return nil }
    name = parts.joined(separator: ".")
    pathDirectory = isInSource ? "src" : nil
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return !ASCII.isDigit(first) && text.utf8.allSatisfy(ASCII.isWord)
  }
}
