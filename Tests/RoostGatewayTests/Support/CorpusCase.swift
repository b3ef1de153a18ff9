import Foundation
import Testing

/// A line of a corpus: raw bytes and what must become of them.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// Of the answers, in order.
  let statuses: [Int]
  let staysOpen: Bool
  /// Whole requests that the app gets.
  let seen: Int
  private let text: String

  var testDescription: String { name }
  /// What the case asks for, which no other does.
  var path: String { "/case-" + String(name.utf8.reduce(5381) { ($0 &* 33 &+ UInt64($1)) & 0xFFFF_FFFF }, radix: 16) }

  static let requests = load("requests.txt")

  private static func load(_ file: String) -> [CorpusCase] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Corpus/\(file)")
    // An empty corpus fails the test that counts it.
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { CorpusCase($0) }
  }

  private init?(_ line: Substring) {
    let parts = line.split(separator: " | ", maxSplits: 2).map(String.init)
    guard parts.count == 3, case let words = parts[0].split(separator: " "), words.count == 3, let seen = Int(words[2]) else {
      return nil
    }
    statuses = words[0].split(separator: ",").compactMap { Int($0) }
    staysOpen = words[1] == "open"
    self.seen = seen
    name = parts[1]
    text = parts[2]
  }

  /// With the short forms written out.
  var bytes: [UInt8] {
    let host = #"Host: shop.localhost\r\n"#
    let whole = text.replacing("{E}", with: #"GET /evil HTTP/1.1\r\n\#(host)\r\n"#).replacing("{H}", with: host)
      .replacing("{P}", with: path)
    return CorpusCase.unescaped(CorpusCase.repeated(whole))
  }

  /// `{x*9}`
  private static func repeated(_ text: String) -> String {
    text.replacing(/\{([^{}*]+)\*([0-9]+)\}/) { match in
      String(repeating: String(match.output.1), count: Int(match.output.2) ?? 0)
    }
  }

  private static func unescaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch kind {
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "0"): bytes.append(0)
      case UInt8(ascii: "x"):
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default: bytes.append(kind)
      }
    }
    return bytes
  }
}
