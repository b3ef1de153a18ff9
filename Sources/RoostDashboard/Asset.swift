import CRoostEmbedded

/// A file that pages name, as it travels inside the executable.
package struct Asset: Sendable {
  package let name: String
  package let mediaType: String
  package let bytes: [UInt8]

  package static let all: [Asset] = (0..<roost_embedded_page_count()).compactMap { index in
    guard let name = roost_embedded_page_name(index).map({ String(cString: $0) }) else { return nil }
    let file = roost_embedded_page_bytes(index)
    return Asset(
      name: name, mediaType: mediaType(of: name), bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.length)))
  }

  /// The path they lie below: `/assets/` and digits that are others when a file is another, so that a browser may keep them for ever.
  package static let directory: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in all.flatMap(\.bytes) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "/assets/" + String(hash, radix: 36)
  }()

  private static func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "application/octet-stream"
    }
  }
}
