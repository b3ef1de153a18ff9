import RoostModel

/// A file to be fetched, and the checksum it must have.
struct Artifact: Sendable, Equatable {
  /// Its file name, for people.
  var name: String
  /// `https:`, `http:` or `file:`.
  var url: String
  /// 64 lowercase hexadecimal digits.
  var sha256: String
  /// `nil` when nobody said.
  var size: ByteCount?

  /// Throws `download.failed` where the source named something that is no SHA-256, as it becomes a file name.
  init(name: String, url: String, sha256: String, size: ByteCount?) throws(Problem) {
    let digits = sha256.lowercased()
    guard digits.utf8.count == 64,
      digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 })
    else {
      throw Problem(
        .downloadFailed, "no SHA-256 is known for \(name), so it is not fetched",
        hint: "use a package index that states SHA-256 sums: pip config list")
    }
    self.name = name
    self.url = url
    self.sha256 = digits
    self.size = size
  }
}
