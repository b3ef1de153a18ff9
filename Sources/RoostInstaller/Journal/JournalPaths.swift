import SystemPackage

/// The files of the journal: `000017.json`, and `000017.lock` while its process works on it.
struct JournalPaths: Sendable, Equatable {
  let directory: FilePath

  func record(_ id: Int) -> FilePath { directory.appending(JournalPaths.digits(id) + ".json") }
  func lock(_ id: Int) -> FilePath { directory.appending(JournalPaths.digits(id) + ".lock") }
  /// Room that is given up when a full disk would keep something from being removed.
  var reserve: FilePath { directory.appending("reserve") }

  /// At least six digits, so that names sort as numbers do.
  static func digits(_ id: Int) -> String {
    let text = String(id)
    return String(repeating: "0", count: max(0, 6 - text.count)) + text
  }

  /// The number a file of the journal is named after, whatever its kind; `nil` for what is not ours.
  static func id(of name: String) -> Int? {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    guard digits.count >= 6, name.dropFirst(digits.count).hasPrefix("."), let id = Int(digits), id > 0 else { return nil }
    return id
  }
}
