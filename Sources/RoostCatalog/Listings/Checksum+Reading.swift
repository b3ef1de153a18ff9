extension Checksum {
  /// The sum that a statement's bytes give for a file; `filled` replaces the placeholders of a key.
  package func sum(of file: String, in bytes: [UInt8], filled: (String) -> String) throws(ListingFault) -> FileSum {
    let found = try text(of: file, in: String(decoding: bytes, as: UTF8.self), filled: filled)
    guard let found else { throw ListingFault("states no sum of \(file)") }
    guard let sum = FileSum(found) else {
      throw ListingFault("states '\(found.prefix(140))' of \(file), which is no SHA-256 or SHA-512")
    }
    return sum
  }

  private func text(of file: String, in text: String, filled: (String) -> String) throws(ListingFault) -> String? {
    switch form {
    case .shasums: return Checksum.line(of: file, in: text)
    case .single: return text.split(whereSeparator: \.isWhitespace).first.map { String($0) }
    case .json: return try member(of: text, filled: filled)
    case .pattern: return try group(of: text, file: file)
    }
  }

  /// `HASH  NAME`, `HASH *NAME`, `HASH  ./NAME`; the name may be a path.
  private static func line(of file: String, in text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.count == 2 else { continue }
      let name = words[1].first == "*" ? words[1].dropFirst() : words[1]
      if name == file || name.hasSuffix("/" + file) { return String(words[0]) }
    }
    return nil
  }

  private func member(of text: String, filled: (String) -> String) throws(ListingFault) -> String? {
    guard let path = key.map(filled).flatMap(ListingPath.init) else { throw ListingFault("is read with a key that is none") }
    return path.texts(in: try ListingDocument.read(text)).first
  }

  private func group(of text: String, file: String) throws(ListingFault) -> String? {
    guard let key else { throw ListingFault("is read without a pattern") }
    return try ListingText.groups(of: key.replacing("{file}", with: ListingText.escaped(file)), in: text).first
  }
}
