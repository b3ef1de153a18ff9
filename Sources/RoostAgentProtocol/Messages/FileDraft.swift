/// A small file or link that is put beside many others in one request.
package struct FileDraft: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case file([UInt8], mode: UInt16)
    /// Replaces what is there unless that is a directory.
    case link(target: String)
  }

  package var path: String
  package var content: Content

  package init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(path)
    switch content {
    case .file(let bytes, let mode):
      writer.put(true)
      writer.put(mode)
      writer.put(bytes)
    case .link(let target):
      writer.put(false)
      writer.put(target)
    }
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    path = try reader.text()
    if try reader.flag() {
      let mode: UInt16 = try reader.integer()
      content = .file(try reader.content(), mode: mode)
    } else {
      content = .link(target: try reader.text())
    }
  }
}
