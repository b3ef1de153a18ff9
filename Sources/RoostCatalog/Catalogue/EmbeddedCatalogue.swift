import CRoostEmbedded

/// The catalogue's files as they are part of the executable.
enum EmbeddedCatalogue {
  /// Name and text of each file.
  static var files: [(name: String, text: String)] {
    (0..<roost_embedded_catalogue_count()).compactMap { index in
      guard let name = roost_embedded_catalogue_name(index) else { return nil }
      let text = roost_embedded_catalogue_text(index)
      return (String(cString: name), String(decoding: UnsafeBufferPointer(start: text.bytes, count: text.length), as: UTF8.self))
    }
  }
}
