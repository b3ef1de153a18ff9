/// A piece of a page, as the bytes that are sent. Text gets in escaped and names of elements are literals of this module, so that
/// nothing a user, an app or a commit says can become markup.
package struct HTML: Sendable, Equatable {
  package private(set) var bytes: [UInt8] = []
  /// Where its elements with an identifier are; inner ones before those around them.
  private(set) var parts: [Part] = []

  struct Part: Sendable, Equatable {
    let id: String
    var range: Range<Int>
  }

  package init() {}

  package init(text: some StringProtocol) {
    bytes.reserveCapacity(text.utf8.count)
    append(escaped: text)
  }

  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ other: HTML) {
    let start = bytes.count
    bytes += other.bytes
    for part in other.parts {
      parts.append(Part(id: part.id, range: part.range.lowerBound + start..<part.range.upperBound + start))
    }
  }

  static func joined(_ parts: some Sequence<HTML>) -> HTML {
    var whole = HTML()
    for part in parts { whole.append(part) }
    return whole
  }

  static func element(_ tag: Tag, _ attributes: [Attribute?], _ content: HTML) -> HTML {
    var html = HTML()
    html.bytes.reserveCapacity(content.bytes.count + 64)
    html.open(tag.name, attributes, onOwnLine: tag.isBlock)
    html.append(content)
    html.append(literal: "</")
    html.append(literal: tag.name)
    html.append(literal: ">")
    if let id = attributes.lazy.compactMap({ $0?.identifier }).first {
      html.parts.append(Part(id: id, range: 0..<html.bytes.count))
    }
    return html
  }

  static func element(_ tag: VoidTag, _ attributes: [Attribute?]) -> HTML {
    var html = HTML()
    html.open(tag.name, attributes, onOwnLine: tag.isBlock)
    return html
  }

  static let doctype: HTML = {
    var html = HTML()
    html.append(literal: "<!doctype html>")
    return html
  }()

  private mutating func open(_ name: StaticString, _ attributes: [Attribute?], onOwnLine: Bool) {
    append(literal: onOwnLine ? "\n<" : "<")
    append(literal: name)
    for case let attribute? in attributes {
      append(literal: " ")
      append(literal: attribute.name)
      guard let value = attribute.value else { continue }
      append(literal: "=\"")
      append(escaped: value)
      append(literal: "\"")
    }
    append(literal: ">")
  }

  private mutating func append(literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }

  /// The same for text and for values of attributes. Control characters have no place in a page and are left out.
  private mutating func append(escaped text: some StringProtocol) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append(literal: "&amp;")
      case UInt8(ascii: "<"): append(literal: "&lt;")
      case UInt8(ascii: ">"): append(literal: "&gt;")
      case UInt8(ascii: "\""): append(literal: "&quot;")
      case UInt8(ascii: "'"): append(literal: "&#39;")
      case 0..<9, 11, 12, 14..<32, 127: continue
      default: bytes.append(byte)
      }
    }
  }
}
