package import RoostModel

/// Judges the names of an archive's entries before anything of it is unpacked. Pure.
package enum ArchiveNames {
  package static let longestPart = 255
  package static let longestPath = 4096

  /// Throws `download.corrupt` for the first name that might end up outside the target, or that no honest archive has.
  package static func check(_ names: some Sequence<[UInt8]>, of archive: String) throws(Problem) {
    var seen: Set<[UInt8]> = []
    for name in names {
      if let fault = fault(in: name) { throw refusal(name, because: fault, archive: archive) }
      guard seen.insert(trimmed(name)).inserted else { throw refusal(name, because: "it is there twice", archive: archive) }
    }
  }

  /// What is wrong with a name; `nil` when nothing is. A directory's trailing slash is allowed.
  package static func fault(in name: [UInt8]) -> String? {
    guard !name.isEmpty else { return "it is empty" }
    guard name.count <= longestPath else { return "it is longer than \(longestPath) bytes" }
    guard name.first != slash else { return "it is absolute" }
    guard name.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return "it holds control characters" }
    guard !name.contains(UInt8(ascii: "\\")) else { return "it holds a backslash" }
    if name.count >= 2, name[1] == UInt8(ascii: ":"), isLetter(name[0]) { return "it begins with a drive letter" }
    guard String(validating: name, as: UTF8.self) != nil else { return "it is not UTF-8" }
    for part in trimmed(name).split(separator: slash, omittingEmptySubsequences: false) {
      if part.isEmpty { return "it has an empty part" }
      if part.elementsEqual("..".utf8) || part.elementsEqual(".".utf8) { return "it has a part that is . or .." }
      if part.count > longestPart { return "a part of it is longer than \(longestPart) bytes" }
    }
    return nil
  }

  /// What is wrong with a name in the root of a system, where almost every byte is allowed.
  static func systemFault(in name: [UInt8]) -> String? {
    guard !name.isEmpty, name.count <= longestPath else { return "it is empty or longer than \(longestPath) bytes" }
    guard name.first != slash else { return "it is absolute" }
    guard !name.contains(0), String(validating: name, as: UTF8.self) != nil else { return "it is not UTF-8" }
    for part in name.split(separator: slash, omittingEmptySubsequences: false) {
      if part.isEmpty || part.count > longestPart { return "it has an empty part, or one longer than \(longestPart) bytes" }
      if part.elementsEqual("..".utf8) || part.elementsEqual(".".utf8) { return "it has a part that is . or .." }
    }
    return nil
  }

  private static let slash = UInt8(ascii: "/")
  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  private static func trimmed(_ name: [UInt8]) -> [UInt8] { name.last == slash ? Array(name.dropLast()) : name }

  static func refusal(_ name: [UInt8], because fault: String, archive: String) -> Problem {
    let shown = String(decoding: name.prefix(120), as: UTF8.self).debugDescription
    return Problem(
      .downloadCorrupt, "\(archive) holds an entry that is not accepted, \(shown): \(fault)",
      hint: "do not use this archive; nothing of it was kept. Check where it comes from: roost runtime info NAME")
  }
}
