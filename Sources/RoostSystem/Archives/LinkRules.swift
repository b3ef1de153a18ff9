/// Judges where symbolic links of an archive lead. Pure; what links of links amount to is for the kernel to say.
enum LinkRules {
  private static let longestTarget = 4095

  /// `path` is the link's place in the tree. What is wrong with its target; `nil` when nothing is.
  static func fault(path: String, target: [UInt8]) -> String? {
    guard !target.isEmpty, target.count <= longestTarget else { return "it leads nowhere" }
    guard target.first != UInt8(ascii: "/") else { return "it is a link to an absolute path" }
    guard target.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), let text = String(validating: target, as: UTF8.self) else {
      return "it is a link with control characters"
    }
    var depth = path.split(separator: "/").count - 1
    for part in text.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return "it is a link that leads out of the archive" }
    }
    return nil
  }

  /// As ``fault(path:target:)`` in the root of a system, where a link may lead anywhere.
  static func systemFault(_ target: [UInt8]) -> String? {
    guard !target.isEmpty, target.count <= longestTarget, !target.contains(0) else { return "it leads nowhere" }
    return String(validating: target, as: UTF8.self) == nil ? "it is a link that is not UTF-8" : nil
  }
}
