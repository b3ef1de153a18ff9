extension VersionListing {
  /// Values in one document: the longest list known, Go's, has a third of it.
  static let longestDocument = 1_000_000

  /// The versions that a list's bytes name, in its order, each once.
  package func versions(in bytes: [UInt8]) throws(ListingFault) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    switch form {
    case .text:
      guard let pattern else { throw ListingFault("is read without a pattern") }
      return try ListingText.groups(of: pattern, in: text)
    case .json:
      guard let path = key.flatMap(ListingPath.init) else { throw ListingFault("is read with a key that is none") }
      let values = path.texts(in: try ListingDocument.read(text))
      guard let pattern else { return ListingDocument.once(values) }
      return try ListingText.groups(of: pattern, in: values.joined(separator: "\n"))
    }
  }
}

/// A list in JSON.
enum ListingDocument {
  static func read(_ text: String) throws(ListingFault) -> DocumentNode {
    do throws(DocumentFault) {
      return try JSONReader.read(text, file: "the list", nodeLimit: VersionListing.longestDocument)
    } catch {
      throw ListingFault("is no JSON: \(error)")
    }
  }

  static func once(_ values: [String]) -> [String] {
    var known: Set<String> = []
    return values.filter { known.insert($0).inserted }
  }
}
