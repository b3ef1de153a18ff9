import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A script that names its interpreter.
struct ScriptFile: Sendable {
  /// What follows `#!`.
  let interpreter: String
  private let rest: [UInt8]

  private static let sizeLimit: Int64 = 1 << 20
  private static let mark = Array("#!".utf8)

  /// `nil` when the file is large or no script. Blocking.
  static func read(_ path: FilePath) throws(Problem) -> ScriptFile? {
    var status = stat()
    guard lstat(path.string, &status) == 0, Int64(status.st_size) <= sizeLimit,
      let bytes = try SmallFile.read(path, limit: Int(sizeLimit))
    else { return nil }
    return ScriptFile(bytes)
  }

  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: ScriptFile.mark) else { return nil }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    interpreter = String(decoding: line.dropFirst(2), as: UTF8.self).trimmingPrefix { $0 == " " }.description
    rest = Array(bytes[line.count...])
  }

  /// The script with another interpreter, when its own is a version of `name` in a directory of the system: `/usr/bin/python3`
  /// of `python`. Its arguments stay.
  func text(runBy program: String, insteadOf name: String) -> [UInt8]? {
    let words = interpreter.split(separator: " ", maxSplits: 1)
    guard let own = words.first.map(String.init), let file = own.split(separator: "/").last,
      ["/usr/bin/\(file)", "/usr/local/bin/\(file)"].contains(own), file.hasPrefix(name),
      file.dropFirst(name.count).allSatisfy({ $0.isNumber || $0 == "." })
    else { return nil }
    let arguments = words.count > 1 ? " \(words[1])" : ""
    return Array("#!\(program)\(arguments)".utf8) + rest
  }
}
