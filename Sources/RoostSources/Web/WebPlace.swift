import FoundationEssentials
import RoostModel

/// An address of an archive, taken apart. Pure.
struct WebPlace: Sendable, Equatable {
  let text: String
  let scheme: String
  /// Without brackets.
  let host: String
  let port: Int?

  private static let longest = 4096

  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= WebPlace.longest, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let url = URL(string: text),
      let scheme = url.scheme?.lowercased(), let host = url.host(percentEncoded: true), WebPlace.isPlain(host)
    else { throw WebPlace.wrong("it is no URL") }
    guard scheme == "https" || scheme == "http" else { throw WebPlace.wrong("its scheme is \(scheme), not https") }
    guard url.user() == nil, url.password() == nil else {
      throw Problem(
        .usageInvalid, "the URL holds a user or a password, which would end up in logs",
        hint: "put `Authorization: ...` into a file: roost deploy URL --header-file FILE")
    }
    self.text = text
    self.scheme = scheme
    self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    port = url.port
  }

  /// As it is written: a name that has to be decoded is one thing to one reader and another to the next.
  private static func isPlain(_ host: String) -> Bool {
    if host.contains("%") { return false }
    if host.hasPrefix("["), host.hasSuffix("]") { return IPAddress(String(host.dropFirst().dropLast())) != nil }
    if host.contains(":") { return IPAddress(host) != nil }
    return !host.isEmpty && !host.hasPrefix("-")
      && host.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) || [45, 46, 95].contains($0) }
  }

  /// Where a redirect leads.
  func following(_ location: String) throws(Problem) -> WebPlace {
    guard let base = URL(string: text), let next = URL(string: location, relativeTo: base)?.absoluteURL else {
      throw WebPlace.wrong("it redirects to nowhere")
    }
    let place = try WebPlace(next.absoluteString)
    guard scheme == "http" || place.scheme == "https" else {
      throw WebPlace.wrong("it redirects from https to what is not protected")
    }
    return place
  }

  func isSameOrigin(as other: WebPlace) -> Bool { scheme == other.scheme && host == other.host && port == other.port }

  /// Without what may be a secret: signed links have it behind the question mark.
  var shown: String { String(text.prefix { $0 != "?" && $0 != "#" }) }

  /// The last part of the path.
  var fileName: String {
    let path = shown.drop { $0 != ":" }.dropFirst(3)
    return path.split(separator: "/").dropFirst().last.map(String.init) ?? host
  }

  private static func wrong(_ why: String) -> Problem {
    Problem(
      .usageInvalid, "code cannot be fetched from this address: \(why)",
      hint: "name an archive: roost deploy https://HOST/shop.tar.gz")
  }
}
